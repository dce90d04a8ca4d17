import assert from "node:assert/strict";
import { isProperties, UNKNOWN, type Properties, type Value } from "../../model/graph";
import { LOAD_BALANCERS } from "../../model/type-tokens";
import { xNet1 } from "../../policies/controls/x-net-1";
import { type CaseResource, type ControlCase, outcomeOf } from "./control-case";
import { EVERYWHERE, other } from "./network-case";

const PORTS = { fromPort: 5432, toPort: 5432 };
const subject = (type: string, properties: Properties) => ({ type, properties });
const database = (change: Properties = {}) =>
  subject("aws:rds/instance:Instance", {
    dbSubnetGroupName: "databases",
    vpcSecurityGroupIds: ["group"],
    publiclyAccessible: true,
    ...change,
  });
const instance = (change: Properties) => subject("aws:ec2/instance:Instance", { id: "i-1", ...change });
const standing = { subnetId: "public", vpcSecurityGroupIds: ["group"] };

const vpc = [
  other("vpc", "vpc", { cidrBlock: "10.0.0.0/16", defaultRouteTableId: "main-table", defaultNetworkAclId: "main-acl" }),
  other("subnet", "public", { vpcId: "vpc", cidrBlock: "10.0.1.0/24" }),
  other("gateway", "gateway", { vpcId: "vpc" }),
  other("subnetGroup", "databases", { subnetIds: ["public"] }),
];
const toGateway = { destinationCidrBlock: EVERYWHERE, gatewayId: "gateway" };
const table = [
  other("table", "table", { vpcId: "vpc" }),
  other("route", "out", { routeTableId: "table", ...toGateway }),
];
const association = other("association", "association", { subnetId: "public", routeTableId: "table" });
const routed = [...vpc, ...table, association];
const group = other("group", "group", { vpcId: "vpc" });
const rule = (change: Properties) =>
  other("ingressRule", "in", { securityGroupId: "group", ipProtocol: "tcp", ...PORTS, ...change });
const letIn = [group, rule({ cidrIpv4: EVERYWHERE })];
const aclRule = (name: string, change: Properties) =>
  other("aclRule", name, {
    networkAclId: "acl",
    ruleNumber: 100,
    egress: false,
    protocol: "-1",
    ruleAction: "allow",
    cidrBlock: EVERYWHERE,
    ...change,
  });
const aclRules = [
  aclRule("acl-in", {}),
  aclRule("acl-out", { egress: true }),
  aclRule("acl-ssh", { ruleNumber: 90, protocol: "tcp", fromPort: 22, toPort: 22, ruleAction: "deny" }),
];
const inList = (change: Properties) => [
  group,
  rule({ prefixListId: "list" }),
  other("prefixList", "list", { entries: [], ...change }),
];
const groupRule = (change: Properties) =>
  other("groupRule", "rule", { securityGroupId: "group", protocol: "tcp", ...PORTS, ...change });
const networkInterface = other("networkInterface", "eni", { subnetId: "public", securityGroups: ["group"] });

interface Stack extends Pick<ControlCase, "type" | "properties"> {
  readonly others: readonly CaseResource[];
}

/** Every way of writing a network down that its analysis reads, reached from the internet. */
const REACHED: Readonly<Record<string, Stack>> = {
  "a route and a rule of their own": {
    ...database(),
    others: [...routed, group, groupRule({ type: "ingress", cidrBlocks: [EVERYWHERE] })],
  },
  "a main table": {
    ...database(),
    others: [...vpc, ...table, other("mainAssociation", "main", { vpcId: "vpc", routeTableId: "table" }), ...letIn],
  },
  "the default table": {
    ...database(),
    others: [
      ...vpc,
      other("defaultTable", "default", {
        defaultRouteTableId: "main-table",
        routes: [{ cidrBlock: EVERYWHERE, gatewayId: "gateway" }],
      }),
      ...letIn,
    ],
  },
  "a table with two ways": {
    ...database(),
    others: [
      ...vpc,
      other("table", "table", {
        vpcId: "vpc",
        routes: [
          { cidrBlock: EVERYWHERE, natGatewayId: "nat-1" },
          { cidrBlock: "203.0.0.0/8", gatewayId: "igw-1" },
        ],
      }),
      association,
      ...letIn,
    ],
  },
  "a list of ranges": { ...database(), others: [...routed, ...inList({ entries: [{ cidr: EVERYWHERE }] })] },
  "a list with entries of their own": {
    ...database(),
    others: [...routed, ...inList({}), other("prefixListEntry", "entry", { prefixListId: "list", cidr: EVERYWHERE })],
  },
  "an ACL that names the subnet": {
    ...database(),
    others: [...routed, ...letIn, other("acl", "acl", { vpcId: "vpc", subnetIds: ["public"] }), ...aclRules],
  },
  "an ACL that an association gives the subnet": {
    ...database(),
    others: [
      ...routed,
      ...letIn,
      other("acl", "acl", { vpcId: "vpc" }),
      other("aclAssociation", "association", { subnetId: "public", networkAclId: "acl" }),
      ...aclRules,
    ],
  },
  "the default ACL": {
    ...database(),
    others: [...routed, ...letIn, other("defaultAcl", "acl", { defaultNetworkAclId: "main-acl" }), ...aclRules],
  },
  "the default group": {
    ...database({ vpcSecurityGroupIds: [] }),
    others: [
      ...routed,
      other("defaultGroup", "default", {
        vpcId: "vpc",
        ingress: [{ protocol: "tcp", ...PORTS, cidrBlocks: [EVERYWHERE] }],
      }),
    ],
  },
  "an address of an instance": {
    ...instance(standing),
    others: [...routed, ...letIn, other("address", "address", { instance: "i-1" })],
  },
  "an address that an association gives an instance": {
    ...instance(standing),
    others: [
      ...routed,
      ...letIn,
      other("address", "address"),
      other("addressAssociation", "given", { instanceId: "i-1", allocationId: "address" }),
    ],
  },
  "an address of an interface": {
    ...instance({ primaryNetworkInterface: { networkInterfaceId: "eni" } }),
    others: [...routed, ...letIn, networkInterface, other("address", "address", { networkInterface: "eni" })],
  },
  "an address that an association gives an interface": {
    ...instance({ networkInterfaces: [{ networkInterfaceId: "eni", deviceIndex: 0 }] }),
    others: [
      ...routed,
      ...letIn,
      networkInterface,
      other("addressAssociation", "given", { networkInterfaceId: "eni", allocationId: "address" }),
    ],
  },
};

/** Nearly the same networks, each closed by one thing. */
const NOT_REACHED: Readonly<Record<string, Stack>> = {
  "a service that listens on another port": {
    ...subject("aws:ecs/service:Service", {
      taskDefinition: "definition",
      networkConfiguration: { subnets: ["public"], securityGroups: ["group"], assignPublicIp: true },
    }),
    others: [
      ...routed,
      ...letIn,
      other("definition", "definition", {
        containerDefinitions: JSON.stringify([{ portMappings: [{ containerPort: 80, protocol: "tcp" }] }]),
      }),
    ],
  },
  "no public address": { ...database({ publiclyAccessible: false }), others: [...routed, ...letIn] },
  "another one's address": {
    ...instance(standing),
    others: [...routed, ...letIn, other("address", "address", { instance: "i-2" })],
  },
  "a rule that lets out": {
    ...database(),
    others: [...routed, group, groupRule({ type: "egress", cidrBlocks: [EVERYWHERE] })],
  },
  "a rule for the group itself": {
    ...database(),
    others: [...routed, group, groupRule({ type: "ingress", self: true })],
  },
  "an ACL that denies first": {
    ...database(),
    others: [
      ...routed,
      ...letIn,
      other("acl", "acl", { vpcId: "vpc", subnetIds: ["public"] }),
      ...aclRules,
      aclRule("acl-none", { ruleNumber: 80, egress: true, ruleAction: "deny" }),
    ],
  },
  "more specific routes away": {
    ...database(),
    others: [
      ...routed,
      ...["0.0.0.0/1", "128.0.0.0/1"].map((destinationCidrBlock) =>
        other("route", destinationCidrBlock, { routeTableId: "table", destinationCidrBlock, natGatewayId: "nat-1" }),
      ),
      ...letIn,
    ],
  },
};

describe("whether the internet reaches something", () => {
  for (const [verdict, stacks] of Object.entries({ fail: REACHED, pass: NOT_REACHED })) {
    for (const [title, stack] of Object.entries(stacks)) {
      it(`is never answered the other way round while any one value is unknown: ${title}`, () => {
        assert.equal(outcome(stack), verdict);
        const opposite = verdict === "fail" ? "pass" : "fail";
        const turned = [...withOneUnknown(stack)].filter(([, each]) => outcome(each) === opposite);
        assert.deepEqual(
          turned.map(([path]) => path),
          [],
        );
      });
    }
  }

  it("is not answered for what has no public IPv4 address, but IPv6 in a subnet that is not known", () => {
    const others = [
      vpc[0]!,
      other("subnet", "public", { vpcId: "vpc", cidrBlock: "10.0.1.0/24", ipv6CidrBlock: "2a05:d014::/64" }),
      ...vpc.slice(2),
      table[0]!,
      other("route", "out", { routeTableId: "table", destinationIpv6CidrBlock: "::/0", gatewayId: "gateway" }),
      association,
      group,
      rule({ cidrIpv6: "::/0" }),
    ];
    assert.equal(outcome({ ...instance(standing), others }), "fail");
    assert.equal(outcome({ ...instance({ ...standing, subnetId: UNKNOWN }), others }), "indeterminate");
    const ipv4 = others.with(-1, rule({ cidrIpv4: EVERYWHERE }));
    assert.equal(
      outcome({ ...database({ publiclyAccessible: false, dbSubnetGroupName: UNKNOWN }), others: ipv4 }),
      "pass",
    );
  });

  it("is answered for an instance while it is not known which network interface a NAT gateway's address is given", () => {
    const nat = [
      other("address", "address", { instance: UNKNOWN, networkInterface: UNKNOWN }),
      other("natGateway", "nat", { subnetId: "public", allocationId: "address" }),
    ];
    assert.equal(outcome({ ...instance(standing), others: [...routed, ...letIn, ...nat] }), "pass");
    assert.equal(outcome({ ...instance(standing), others: [...routed, ...letIn, nat[0]!] }), "indeterminate");
  });

  it("is answered for an instance while it is not known whose an address is that a load balancer takes", () => {
    const address = other("address", "address", { instance: UNKNOWN, networkInterface: UNKNOWN });
    for (const type of LOAD_BALANCERS) {
      const taker = { type, properties: { subnetMappings: [{}] }, computedFrom: { subnetMappings: ["address"] } };
      assert.equal(outcome({ ...instance(standing), others: [...routed, ...letIn, address, taker] }), "pass", type);
    }
  });

  it("is answered while AWS has not said what else stands in a table whose routes are resources of their own", () => {
    const said = other("table", "table", { vpcId: "vpc", routes: UNKNOWN });
    assert.equal(outcome({ ...database(), others: [...vpc, said, table[1]!, association, ...letIn] }), "fail");
  });
});

function outcome(stack: Stack) {
  return outcomeOf(xNet1, { kind: "unknown", title: "", expected: "pass", ...stack });
}

/** The stack once for every value in it, with that value unknown. */
function* withOneUnknown({ type, properties, others }: Stack): Generator<readonly [path: string, Stack]> {
  for (const [path, less] of lessKnown(properties)) yield [`subject${path}`, { type, properties: less, others }];
  for (const [index, each] of others.entries()) {
    for (const [path, less] of lessKnown(each.properties)) {
      yield [`${each.name}${path}`, { type, properties, others: others.with(index, { ...each, properties: less }) }];
    }
  }
}

function* lessKnown(properties: Properties): Generator<readonly [path: string, Properties]> {
  for (const [name, value] of Object.entries(properties)) {
    for (const [path, less] of variants(value)) yield [`.${name}${path}`, { ...properties, [name]: less }];
  }
}

function* variants(value: Value): Generator<readonly [path: string, Value]> {
  yield ["", UNKNOWN];
  if (Array.isArray(value)) {
    const items = value as readonly Value[];
    for (const [index, item] of items.entries()) {
      for (const [path, less] of variants(item)) yield [`.${index}${path}`, items.with(index, less)];
    }
  } else if (isProperties(value)) yield* lessKnown(value);
}
