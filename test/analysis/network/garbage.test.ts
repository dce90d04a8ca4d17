import fc from "fast-check";
import { internetExposure } from "../../../analysis/internet-exposure";
import { flowsOf } from "../../../analysis/network/flows";
import { Paths } from "../../../analysis/network/paths";
import { Reachability } from "../../../analysis/network/reachability";
import { taskStarts } from "../../../analysis/task-start/task-start";
import { UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import { container, resources } from "../task-start/one-service";
import { graphOf, resource, TYPES } from "./graph-of";

/** The inputs that the analysis reads, of whatever type. */
const NAMES = [
  ...new Set([
    ...resources().flatMap(({ inputs }) => Object.keys(inputs)),
    ...[
      "routes",
      "ingress",
      "egress",
      "cidrIpv4",
      "protocol",
      "ipProtocol",
      "fromPort",
      "toPort",
      "ruleNumber",
      "type",
    ],
    ...["referencedSecurityGroupId", "prefixListId", "gatewayId", "natGatewayId", "destinationCidrBlock", "entries"],
    ...[
      "loadBalancers",
      "listenerArn",
      "loadBalancerArn",
      "actions",
      "defaultActions",
      "conditions",
      "port",
      "volumes",
    ],
    ...[
      "fileSystemId",
      "subnetMappings",
      "vpcPeeringConnectionId",
      "transitGatewayId",
      "egressOnlyGatewayId",
      "ipv6CidrBlock",
      "subnetId",
      "securityGroups",
      "vpcSecurityGroupIds",
      "dbSubnetGroupName",
      "policyArn",
      "kmsKeyId",
    ],
  ]),
];
const names = Object.keys(TYPES) as (keyof typeof TYPES)[];

const text = fc.constantFrom(
  "",
  "10.0.0.0/8",
  "10.0.0.1/8",
  "999.1.1.1/40",
  "::/0",
  "tcp",
  "-1",
  "{",
  "[]",
  "a",
  "b",
  "c",
);
const scalar: fc.Arbitrary<Value> = fc.oneof(
  text,
  fc.constantFrom<Value>(UNKNOWN, null, true, false, -1, 0, 443, 1e9, 0.5),
  fc.constant(JSON.stringify([container])),
);
const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    scalar,
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie("value"), { maxKeys: 4 }),
  ),
}));
const inputs: fc.Arbitrary<Properties> = fc.dictionary(fc.constantFrom(...NAMES), value, { maxKeys: 8 });
/** Ids are few, so that references lead in circles, to the wrong type and nowhere. */
const anything: fc.Arbitrary<Resource> = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom("a", "b", "c"), inputs)
  .map(([type, name, given]) => resource(type, name, given));

function analyseAll(all: readonly Resource[]): void {
  const graph = graphOf(...all);
  const reachability = new Reachability(graph);
  flowsOf(reachability);
  taskStarts(reachability);
  internetExposure(graph, reachability);
  const paths = new Paths(reachability);
  for (const endpoint of reachability.endpoints.slice(0, 2)) {
    paths.between("internet", endpoint);
    paths.between(endpoint, "internet");
  }
}

describe("the analysis of a network", () => {
  it("never throws, whatever the resources hold: circles, dangling references, wrong types, nonsense", () => {
    fc.assert(fc.property(fc.array(anything, { maxLength: 12 }), analyseAll), { numRuns: 1000 });
  });

  it("never throws if one input of a network that works is anything else", () => {
    const all = resources();
    const place = fc.nat(all.length - 1).chain((index) => {
      const keys = Object.keys(all[index]!.inputs);
      return fc.tuple(fc.constant(index), keys.length === 0 ? fc.constant("x") : fc.constantFrom(...keys), value);
    });
    fc.assert(
      fc.property(place, ([index, key, given]) => {
        analyseAll(
          all.map((each, at) => (at === index ? { ...each, inputs: { ...each.inputs, [key]: given } } : each)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
