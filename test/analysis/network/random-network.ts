/** Random networks: a VPC with groups, rules and ACLs in which a few instances stand. */
import fc from "fast-check";
import type { Properties } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";

export const SUBNETS = ["10.0.0.0/24", "10.0.1.0/24", "10.0.2.0/25"];
const GROUPS = ["red", "green", "blue"];
/** Few numbers, so that packets and rules meet at the edges of ranges. */
export const PORTS = [1, 79, 80, 81, 443, 1023, 1024, 1025, 8080, 32768, 65535];
const RANGES = [
  "0.0.0.0/0",
  "0.0.0.0/1",
  "128.0.0.0/1",
  "10.0.0.0/8",
  "10.0.0.0/23",
  ...SUBNETS,
  "10.0.1.7/32",
  "192.168.0.0/16",
];
/** Per subnet, some of its addresses. */
export const ADDRESSES = [
  ["10.0.0.4", "10.0.0.255"],
  ["10.0.1.0", "10.0.1.7", "10.0.1.8"],
  ["10.0.2.5", "10.0.2.127"],
];

export const port = fc.constantFrom(...PORTS);
const traffic = fc.oneof(
  fc.constant({ protocol: "-1", fromPort: 0, toPort: 0 }),
  fc.record({ protocol: fc.constantFrom("tcp", "udp"), one: port, other: port }).map(({ protocol, one, other }) => ({
    protocol,
    fromPort: Math.min(one, other),
    toPort: Math.max(one, other),
  })),
);
const group = fc.constantFrom(...GROUPS);
const peer = fc.oneof(
  fc.constantFrom(...RANGES).map((range) => ({ range })),
  group.map((id) => ({ id })),
  fc.constant({ self: true }),
);
const groupRule = fc.record({
  traffic,
  peer,
  direction: fc.constantFrom("ingress", "egress"),
  group,
  inline: fc.boolean(),
});
const aclRule = fc.record({
  traffic,
  action: fc.constantFrom("allow", "allow", "deny"),
  cidrBlock: fc.constantFrom(...RANGES),
  direction: fc.constantFrom("ingress", "egress"),
});
const instance = fc.record({
  subnet: fc.integer({ min: 0, max: SUBNETS.length - 1 }),
  groups: fc.uniqueArray(group, { minLength: 1, maxLength: 2 }),
});
export const network = fc.record({
  groupRules: fc.array(groupRule, { minLength: 2, maxLength: 12 }),
  // Per subnet the rules of its ACL; null: the one that lets everything pass.
  acls: fc.tuple(...SUBNETS.map(() => fc.option(fc.array(aclRule, { maxLength: 6 })))),
  instances: fc.array(instance, { minLength: 2, maxLength: 5 }),
});
export type Network = typeof network extends fc.Arbitrary<infer T> ? T : never;

/** The graph, and its instances, which are called by their numbers. */
export function build({ groupRules, acls, instances: drawn }: Network) {
  const rules = groupRules.map(({ peer: who, ...rule }, index) => {
    const range = "range" in who ? who.range : undefined;
    const id = "id" in who ? who.id : undefined;
    return { ...rule, range, id, self: "self" in who, index };
  });
  const inlineRules = (name: string, wanted: string): Properties[] =>
    rules
      .filter((rule) => rule.inline && rule.group === name && rule.direction === wanted)
      .map(({ traffic: what, range, id, self }) => ({
        ...what,
        cidrBlocks: range === undefined ? [] : [range],
        securityGroups: id === undefined ? [] : [id],
        self,
      }));
  const instances = drawn.map(({ subnet, groups: vpcSecurityGroupIds }, index) =>
    resource("instance", `${index}`, { subnetId: `subnet-${subnet}`, vpcSecurityGroupIds }),
  );
  const graph = graphOf(
    resource("vpc", "vpc", { cidrBlock: "10.0.0.0/16" }),
    ...SUBNETS.map((cidrBlock, index) => resource("subnet", `subnet-${index}`, { vpcId: "vpc", cidrBlock })),
    ...GROUPS.map((name) =>
      resource("group", name, {
        vpcId: "vpc",
        ingress: inlineRules(name, "ingress"),
        egress: inlineRules(name, "egress"),
      }),
    ),
    ...rules
      .filter((rule) => !rule.inline)
      .map(({ traffic: { protocol, fromPort, toPort }, range, id, self, group: own, direction, index }) =>
        resource(direction === "ingress" ? "ingressRule" : "egressRule", `rule-${index}`, {
          securityGroupId: own,
          ipProtocol: protocol,
          fromPort,
          toPort,
          ...(range !== undefined && { cidrIpv4: range }),
          ...(id !== undefined && { referencedSecurityGroupId: id }),
          // A rule of its own names its own group.
          ...(self && { referencedSecurityGroupId: own }),
        }),
      ),
    ...acls.flatMap((list, index) => {
      if (list === null) return [];
      const numbered = list.map(({ traffic: what, action, cidrBlock, direction }, place) => ({
        direction,
        rule: { ...what, action, cidrBlock, ruleNo: (place * 7) % 50 },
      }));
      const of = (direction: string) => numbered.filter((each) => each.direction === direction).map(({ rule }) => rule);
      const inputs = { vpcId: "vpc", subnetIds: [`subnet-${index}`], ingress: of("ingress"), egress: of("egress") };
      return [resource("acl", `acl-${index}`, inputs)];
    }),
    ...instances,
  );
  return { graph, instances };
}
