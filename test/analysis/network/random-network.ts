/** Random networks: a VPC with groups, rules and ACLs in which a few instances stand. */
import fc from "fast-check";
import type { Properties } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";

export type Family = "ipv4" | "ipv6";

/** Two with addresses of both families, and one with IPv4 alone. */
export const SUBNETS: readonly Partial<Record<Family, string>>[] = [
  { ipv4: "10.0.0.0/24", ipv6: "2001:db8:0:0::/64" },
  { ipv4: "10.0.1.0/24", ipv6: "2001:db8:0:1::/64" },
  { ipv4: "10.0.2.0/25" },
];
const GROUPS = ["red", "green", "blue"];
/** Few numbers, so that packets and rules meet at the edges of ranges. */
export const PORTS = [1, 79, 80, 81, 443, 1023, 1024, 1025, 8080, 32768, 65535];
const RANGES: Readonly<Record<Family, readonly string[]>> = {
  ipv4: [
    "0.0.0.0/0",
    "0.0.0.0/1",
    "128.0.0.0/1",
    "10.0.0.0/8",
    "10.0.0.0/23",
    "10.0.0.0/24",
    "10.0.1.0/24",
    "10.0.1.7/32",
    "192.168.0.0/16",
  ],
  ipv6: ["::/0", "::/1", "2001:db8::/63", "2001:db8:0:1::/64", "2001:db8:0:1::7/128", "2600::/12"],
};
/** Per subnet, some of its addresses. */
export const ADDRESSES: readonly Readonly<Record<Family, readonly string[]>>[] = [
  { ipv4: ["10.0.0.4", "10.0.0.255"], ipv6: ["2001:db8::4", "2001:db8:0:0:ffff:ffff:ffff:ffff"] },
  {
    ipv4: ["10.0.1.0", "10.0.1.7", "10.0.1.8"],
    ipv6: ["2001:db8:0:1::", "2001:db8:0:1::7", "2001:db8:0:1::8"],
  },
  { ipv4: ["10.0.2.5", "10.0.2.127"], ipv6: [] },
];
/** Some addresses of the internet. */
export const OUTSIDE: Readonly<Record<Family, readonly string[]>> = {
  ipv4: ["8.8.8.8", "9.9.9.9", "203.0.113.200"],
  ipv6: ["2600::1", "2a00::1", "3fff::1"],
};
const OUTSIDE_RANGES: Readonly<Record<Family, readonly string[]>> = {
  ipv4: ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1", "8.0.0.0/8", "203.0.113.0/24"],
  ipv6: ["::/0", "2000::/3", "2600::/12", "2a00::1/128"],
};

export const family = fc.constantFrom<Family>("ipv4", "ipv6");
/** Everyone is drawn often, or hardly anything of the internet would get through. */
const range = family.chain((of) =>
  fc.oneof(fc.constant(RANGES[of][0]!), fc.constantFrom(...RANGES[of], ...OUTSIDE_RANGES[of])),
);
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
  range.map((cidr) => ({ range: cidr })),
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
  range,
  direction: fc.constantFrom("ingress", "egress"),
});
/** Over IPv4 nobody leaves by an egress-only gateway. */
const route = family.chain((of) =>
  fc.record({
    destination: fc.constantFrom(...OUTSIDE_RANGES[of]),
    target: fc.constantFrom("igw", "igw", "igw", of === "ipv6" ? "eigw" : "pcx", "pcx"),
  }),
);
const instance = fc.record({
  isPublic: fc.boolean(),
  subnet: fc.integer({ min: 0, max: SUBNETS.length - 1 }),
  groups: fc.uniqueArray(group, { minLength: 1, maxLength: 2 }),
});
export const network = fc.record({
  groupRules: fc.array(groupRule, { minLength: 2, maxLength: 12 }),
  // Per subnet the rules of its ACL; null: the one that lets everything pass.
  acls: fc.tuple(...SUBNETS.map(() => fc.option(fc.array(aclRule, { maxLength: 6 }), { freq: 1 }))),
  // Per subnet those of its route table; null: the VPC's own, which leads nowhere.
  routes: fc.tuple(
    ...SUBNETS.map(() =>
      fc.option(fc.uniqueArray(route, { minLength: 1, maxLength: 4, selector: (each) => each.destination })),
    ),
  ),
  instances: fc.array(instance, { minLength: 2, maxLength: 5 }),
});
export type Network = typeof network extends fc.Arbitrary<infer T> ? T : never;

/** The graph, and its instances, which are called by their numbers. */
export function build({ groupRules, acls, routes, instances: drawn }: Network) {
  const rules = groupRules.map(({ peer: who, ...rule }, index) => {
    const cidr = "range" in who ? who.range : undefined;
    const id = "id" in who ? who.id : undefined;
    return { ...rule, range: cidr, id, self: "self" in who, index };
  });
  const inlineRules = (name: string, wanted: string): Properties[] =>
    rules
      .filter((rule) => rule.inline && rule.group === name && rule.direction === wanted)
      .map(({ traffic: what, range: cidr, id, self }) => ({
        ...what,
        ...(cidr !== undefined && { [isIpv6(cidr) ? "ipv6CidrBlocks" : "cidrBlocks"]: [cidr] }),
        securityGroups: id === undefined ? [] : [id],
        self,
      }));
  const instances = drawn.map(({ subnet, groups: vpcSecurityGroupIds, isPublic }, index) =>
    resource("instance", `${index}`, {
      subnetId: `subnet-${subnet}`,
      vpcSecurityGroupIds,
      associatePublicIpAddress: isPublic,
    }),
  );
  const graph = graphOf(
    resource("vpc", "vpc", { cidrBlock: "10.0.0.0/16" }),
    resource("internetGateway", "igw", { vpcId: "vpc" }),
    resource("egressOnlyGateway", "eigw", { vpcId: "vpc" }),
    ...SUBNETS.map(({ ipv4, ipv6 }, index) =>
      resource("subnet", `subnet-${index}`, {
        vpcId: "vpc",
        ...(ipv4 !== undefined && { cidrBlock: ipv4 }),
        ...(ipv6 !== undefined && { ipv6CidrBlock: ipv6 }),
      }),
    ),
    ...routes.flatMap((list, index) => {
      if (list === null) return [];
      const [name, subnetId] = [`table-${index}`, `subnet-${index}`];
      return [
        resource("routeTable", name, { vpcId: "vpc", routes: list.map(routeInputs) }),
        resource("association", name, { routeTableId: name, subnetId }),
      ];
    }),
    ...GROUPS.map((name) =>
      resource("group", name, {
        vpcId: "vpc",
        ingress: inlineRules(name, "ingress"),
        egress: inlineRules(name, "egress"),
      }),
    ),
    ...rules
      .filter((rule) => !rule.inline)
      .map(({ traffic: { protocol, fromPort, toPort }, range: cidr, id, self, group: own, direction, index }) =>
        resource(direction === "ingress" ? "ingressRule" : "egressRule", `rule-${index}`, {
          securityGroupId: own,
          ipProtocol: protocol,
          fromPort,
          toPort,
          ...(cidr !== undefined && { [isIpv6(cidr) ? "cidrIpv6" : "cidrIpv4"]: cidr }),
          ...(id !== undefined && { referencedSecurityGroupId: id }),
          // A rule of its own names its own group.
          ...(self && { referencedSecurityGroupId: own }),
        }),
      ),
    ...acls.flatMap((list, index) => {
      if (list === null) return [];
      const numbered = list.map(({ traffic: what, action, range: cidr, direction }, place) => ({
        direction,
        rule: { ...what, action, [isIpv6(cidr) ? "ipv6CidrBlock" : "cidrBlock"]: cidr, ruleNo: (place * 7) % 50 },
      }));
      const of = (direction: string) => numbered.filter((each) => each.direction === direction).map(({ rule }) => rule);
      const inputs = { vpcId: "vpc", subnetIds: [`subnet-${index}`], ingress: of("ingress"), egress: of("egress") };
      return [resource("acl", `acl-${index}`, inputs)];
    }),
    ...instances,
  );
  return { graph, instances };
}

const TARGETS: Readonly<Record<string, string>> = {
  igw: "gatewayId",
  eigw: "egressOnlyGatewayId",
  pcx: "vpcPeeringConnectionId",
};

function routeInputs({ destination, target }: { readonly destination: string; readonly target: string }): Properties {
  return { [isIpv6(destination) ? "ipv6CidrBlock" : "cidrBlock"]: destination, [TARGETS[target]!]: target };
}

function isIpv6(cidr: string): boolean {
  return cidr.includes(":");
}
