/**
 * A second opinion about one packet: walks it through the rules as they are written, one rule after the other, without
 * sets. Slow and plain on purpose, and knows nothing of `analysis/network`.
 */
import type { Properties, Resource, ResourceGraph } from "../../../model/graph";
import { TYPES } from "./graph-of";

export interface Packet {
  readonly source: string;
  readonly destination: string;
  readonly protocol: "tcp" | "udp";
  readonly sourcePort: number;
  readonly destinationPort: number;
}

type Rule = Readonly<Record<string, unknown>>;

/** True if a connection that the packet opens comes about between two instances, answers included. */
export function connects(graph: ResourceGraph, from: Resource, to: Resource, packet: Packet): boolean {
  const [a, b] = [subnetOf(graph, from), subnetOf(graph, to)];
  if (!standsIn(packet.source, a) || !standsIn(packet.destination, b)) return false;
  if (!groupsAllow(graph, groupsOf(from), "egress", packet.destination, groupsOf(to), packet)) return false;
  if (!groupsAllow(graph, groupsOf(to), "ingress", packet.source, groupsOf(from), packet)) return false;
  if (a === b) return true;
  const { question, answer } = bothWays(packet);
  return (
    aclAllows(graph, a, "egress", packet.destination, question) &&
    aclAllows(graph, b, "ingress", packet.source, question) &&
    aclAllows(graph, b, "egress", packet.source, answer) &&
    aclAllows(graph, a, "ingress", packet.destination, answer)
  );
}

/** The same of an instance that opens a connection to an address of the internet. */
export function leaves(graph: ResourceGraph, from: Resource, packet: Packet): boolean {
  const subnet = subnetOf(graph, from);
  if (!standsIn(packet.source, subnet)) return false;
  if (!groupsAllow(graph, groupsOf(from), "egress", packet.destination, [], packet)) return false;
  const { question, answer } = bothWays(packet);
  if (!aclAllows(graph, subnet, "egress", packet.destination, question)) return false;
  if (!aclAllows(graph, subnet, "ingress", packet.destination, answer)) return false;
  const route = routeTo(graph, subnet, packet.destination);
  if (route?.["egressOnlyGatewayId"] !== undefined) return true;
  return route?.["gatewayId"] !== undefined && hasPublicAddress(from, packet.source);
}

/** The same of somebody on the internet who opens a connection to an instance. */
export function enters(graph: ResourceGraph, to: Resource, packet: Packet): boolean {
  const subnet = subnetOf(graph, to);
  if (!standsIn(packet.destination, subnet)) return false;
  if (!groupsAllow(graph, groupsOf(to), "ingress", packet.source, [], packet)) return false;
  const { question, answer } = bothWays(packet);
  if (!aclAllows(graph, subnet, "ingress", packet.source, question)) return false;
  if (!aclAllows(graph, subnet, "egress", packet.source, answer)) return false;
  // Whoever asks has to get the answer.
  const route = routeTo(graph, subnet, packet.source);
  return route?.["gatewayId"] !== undefined && hasPublicAddress(to, packet.destination);
}

function subnetOf(graph: ResourceGraph, instance: Resource): Resource {
  return graph.resources.find(({ type, id }) => type === TYPES.subnet && id === instance.inputs["subnetId"])!;
}

function groupsOf(instance: Resource): readonly string[] {
  return instance.inputs["vpcSecurityGroupIds"] as unknown as string[];
}

function standsIn(address: string, subnet: Resource): boolean {
  return [subnet.inputs["cidrBlock"], subnet.inputs["ipv6CidrBlock"]].some(
    (range) => typeof range === "string" && inCidr(address, range),
  );
}

function bothWays({ protocol, sourcePort, destinationPort }: Packet) {
  return { question: { protocol, port: destinationPort }, answer: { protocol, port: sourcePort } };
}

/** Every address of IPv6 is a public one. */
function hasPublicAddress(instance: Resource, address: string): boolean {
  return address.includes(":") || instance.inputs["associatePublicIpAddress"] === true;
}

/** The route with the longest prefix of those that lead there. */
function routeTo(graph: ResourceGraph, subnet: Resource, address: string): Rule | undefined {
  const association = graph.resources.find(
    ({ type, inputs }) => type === TYPES.association && inputs["subnetId"] === subnet.id,
  );
  const table = graph.resources.find(
    ({ type, id }) => type === TYPES.routeTable && id === association?.inputs["routeTableId"],
  );
  let [best, longest]: [Rule | undefined, number] = [undefined, -1];
  for (const route of (table?.inputs["routes"] ?? []) as readonly Properties[] as readonly Rule[]) {
    const destination = (route["cidrBlock"] ?? route["ipv6CidrBlock"]) as string;
    const length = Number(destination.split("/")[1]);
    if (length > longest && inCidr(address, destination)) [best, longest] = [route, length];
  }
  return best;
}

function groupsAllow(
  graph: ResourceGraph,
  own: readonly string[],
  direction: "ingress" | "egress",
  otherAddress: string,
  otherGroups: readonly string[],
  packet: Packet,
): boolean {
  const groups = graph.resources.filter(({ type, id }) => type === TYPES.group && own.includes(id as string));
  return groups.some((group) => {
    const separate = graph.resources
      .filter(({ type, inputs }) => type === TYPES[`${direction}Rule`] && inputs["securityGroupId"] === group.id)
      .map(({ inputs }): Rule => ({ ...inputs, protocol: inputs["ipProtocol"] }));
    const inline = (group.inputs[direction] ?? []) as readonly Properties[] as readonly Rule[];
    return [...separate, ...inline].some((rule) => {
      if (!trafficMatches(rule, packet.protocol, packet.destinationPort)) return false;
      const lists = ["cidrBlocks", "ipv6CidrBlocks"].flatMap((list) => (rule[list] as string[] | undefined) ?? []);
      const ranges = [rule["cidrIpv4"], rule["cidrIpv6"], ...lists];
      if (ranges.some((range) => typeof range === "string" && inCidr(otherAddress, range))) return true;
      const named = [rule["referencedSecurityGroupId"], ...((rule["securityGroups"] as string[] | undefined) ?? [])];
      if (rule["self"] === true) named.push(group.id);
      return named.some((id) => otherGroups.includes(id as string));
    });
  });
}

function aclAllows(
  graph: ResourceGraph,
  subnet: Resource,
  direction: "ingress" | "egress",
  otherAddress: string,
  { protocol, port }: { readonly protocol: string; readonly port: number },
): boolean {
  const acl = graph.resources.find(
    ({ type, inputs }) =>
      type === TYPES.acl && (inputs["subnetIds"] as unknown as string[]).includes(subnet.id as string),
  );
  if (acl === undefined) return true;
  const rules = [...((acl.inputs[direction] ?? []) as readonly Properties[])] as Rule[];
  rules.sort((x, y) => (x["ruleNo"] as number) - (y["ruleNo"] as number));
  for (const rule of rules) {
    if (!trafficMatches(rule, protocol, port)) continue;
    const range = (rule["cidrBlock"] ?? rule["ipv6CidrBlock"]) as string;
    if (inCidr(otherAddress, range)) return rule["action"] === "allow";
  }
  return false;
}

function trafficMatches(rule: Rule, protocol: string, port: number): boolean {
  if (rule["protocol"] === "-1") return true;
  if (rule["protocol"] !== protocol) return false;
  return (rule["fromPort"] as number) <= port && port <= (rule["toPort"] as number);
}

/** Bit by bit, as routers do; an address of one family is in no range of the other. */
export function inCidr(address: string, cidr: string): boolean {
  const [base, length] = cidr.split("/") as [string, string];
  if (address.includes(":") !== base.includes(":")) return false;
  return bits(address).slice(0, Number(length)) === bits(base).slice(0, Number(length));
}

function bits(address: string): string {
  if (address.includes(":")) return ipv6Bits(address);
  return address
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("");
}

function ipv6Bits(address: string): string {
  const [before, after] = address.split("::") as [string, string | undefined];
  const groups = (text: string | undefined) => (text ?? "").split(":").filter((group) => group !== "");
  const [first, last] = [groups(before), groups(after)];
  const zeros = Array.from({ length: 8 - first.length - last.length }, () => "0");
  return [...first, ...zeros, ...last].map((group) => parseInt(group, 16).toString(2).padStart(16, "0")).join("");
}
