import { type Properties, UNKNOWN } from "../../../model/graph";
import { xNet1 } from "../../../policies/controls/x-net-1";
import { CANARY, type ControlCases } from "../control-case";
import { EVERYWHERE, fromRange, network, other } from "../network-case";

const PATH = "networkConfiguration.securityGroups";
const definition = other("definition", "definition", {
  containerDefinitions: JSON.stringify([{ name: "web", portMappings: [{ containerPort: 8080 }] }]),
});
const service = (change: Properties = {}) => ({
  type: "aws:ecs/service:Service",
  properties: {
    taskDefinition: "definition",
    networkConfiguration: { subnets: ["public"], securityGroups: ["group"], assignPublicIp: true, ...change },
  },
});
const database = (change: Properties = {}) => ({
  type: "aws:rds/instance:Instance",
  properties: { dbSubnetGroupName: "public-group", vpcSecurityGroupIds: ["group"], port: 5432, ...change },
});
const open = network([fromRange(EVERYWHERE), fromRange(EVERYWHERE, 5432)]);
const REACHED = "is reached from the internet, on tcp 8080";

export const cases: ControlCases = {
  control: xNet1,
  cases: [
    {
      kind: "passing",
      title: "a service with public addresses that lets in a group alone",
      ...service(),
      others: [
        ...network([{ protocol: "tcp", fromPort: 8080, toPort: 8080, securityGroups: ["callers"] }]),
        definition,
      ],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a service without public addresses, whatever its group lets in",
      ...service({ assignPublicIp: false }),
      others: [...open, definition],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a service whose subnet has no route to the internet",
      ...service({ subnets: ["private"] }),
      others: [...open, definition],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a service that listens on no port that is open",
      ...service(),
      others: [...network([fromRange(EVERYWHERE, 22)]), definition],
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a service with public addresses that lets everyone in",
      ...service(),
      others: [...open, definition],
      expected: [["fail", PATH, REACHED]],
    },
    {
      kind: "failing",
      title: "a service that lets in half of the internet",
      ...service(),
      others: [...network([fromRange("0.0.0.0/1")]), definition],
      expected: [["fail", PATH, REACHED]],
    },
    {
      kind: "failing",
      title: "a database that is public",
      ...database({ publiclyAccessible: true }),
      others: open,
      expected: [["fail", "vpcSecurityGroupIds", "is reached from the internet, on tcp 5432"]],
    },
    {
      kind: "failing",
      title: "a cluster that is public",
      ...database({ publiclyAccessible: true }),
      type: "aws:rds/cluster:Cluster",
      others: open,
      expected: [["fail", "vpcSecurityGroupIds", "is reached from the internet, on tcp 5432"]],
    },
    {
      kind: "failing",
      title: "an instance that is public",
      type: "aws:ec2/instance:Instance",
      properties: { subnetId: "public", vpcSecurityGroupIds: ["group"], associatePublicIpAddress: true },
      others: open,
      expected: [["fail", "vpcSecurityGroupIds", "is reached from the internet, on tcp 5432, tcp 8080"]],
    },
    {
      kind: "unknown",
      title: "which subnet a route table is for",
      ...service(),
      others: [...open, definition, other("association", "more", { subnetId: UNKNOWN, routeTableId: "public-table" })],
      expected: [
        ["indeterminate", PATH, "does not tell yet whether the internet reaches it: subnetId of more is not known"],
      ],
    },
    {
      kind: "unknown",
      title: "what two routes lead to",
      ...service(),
      others: [
        ...open,
        definition,
        ...["one", "two"].map((name) => other("route", name, { routeTableId: UNKNOWN, gatewayId: "gateway" })),
      ],
      expected: [
        [
          "indeterminate",
          PATH,
          "does not tell yet whether the internet reaches it: routeTableId of one, routeTableId of two is not known",
        ],
      ],
    },
    {
      kind: "absent",
      title: "nobody is let in by a group without rules",
      ...service(),
      others: [...network(), definition],
      expected: "pass",
    },
    {
      kind: "absent",
      title: "databases are not public by themselves",
      ...database(),
      others: open,
      expected: "pass",
    },
    {
      kind: "unknown",
      title: "whom the group lets in",
      ...service(),
      others: [...network([fromRange(UNKNOWN)]), definition],
      expected: [
        ["indeterminate", PATH, "does not tell yet whether the internet reaches it: cidrBlocks of group is not known"],
      ],
    },
    {
      kind: "unknown",
      title: "which groups the service has",
      ...service({ securityGroups: [UNKNOWN] }),
      others: [...open, definition],
      expected: [
        [
          "indeterminate",
          PATH,
          "does not tell yet whether the internet reaches it: networkConfiguration.securityGroups of subject is not known",
        ],
      ],
    },
    {
      kind: "unknown",
      title: "whether it has public addresses",
      ...service({ assignPublicIp: UNKNOWN }),
      others: [...open, definition],
      expected: [
        [
          "indeterminate",
          PATH,
          "does not tell yet whether the internet reaches it: whether subject has a public address is not known",
        ],
      ],
    },
    {
      kind: "canary",
      title: "a container's environment and a rule's description",
      ...service(),
      others: [
        ...network([{ ...fromRange(EVERYWHERE), description: CANARY }]),
        other("definition", "definition", {
          containerDefinitions: JSON.stringify([
            { name: "web", portMappings: [{ containerPort: 8080 }], environment: [{ name: "A", value: CANARY }] },
          ]),
        }),
      ],
      expected: [["fail", PATH, REACHED]],
    },
  ],
  impossible: { "not applicable": "All of them have interfaces in a VPC." },
};
