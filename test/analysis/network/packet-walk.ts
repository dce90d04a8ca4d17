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
  const subnets = graph.resources.filter(({ type }) => type === TYPES.subnet);
  const subnetOf = (instance: Resource) => subnets.find(({ id }) => id === instance.inputs["subnetId"])!;
  const [a, b] = [subnetOf(from), subnetOf(to)];
  if (!inCidr(packet.source, a.inputs["cidrBlock"] as string)) return false;
  if (!inCidr(packet.destination, b.inputs["cidrBlock"] as string)) return false;
  const groupsOf = (instance: Resource) => instance.inputs["vpcSecurityGroupIds"] as unknown as string[];
  if (!groupsAllow(graph, groupsOf(from), "egress", packet.destination, groupsOf(to), packet)) return false;
  if (!groupsAllow(graph, groupsOf(to), "ingress", packet.source, groupsOf(from), packet)) return false;
  if (a === b) return true;
  const answer = { protocol: packet.protocol, port: packet.sourcePort };
  const question = { protocol: packet.protocol, port: packet.destinationPort };
  return (
    aclAllows(graph, a, "egress", packet.destination, question) &&
    aclAllows(graph, b, "ingress", packet.source, question) &&
    aclAllows(graph, b, "egress", packet.source, answer) &&
    aclAllows(graph, a, "ingress", packet.destination, answer)
  );
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
      const ranges = [rule["cidrIpv4"], ...((rule["cidrBlocks"] as string[] | undefined) ?? [])];
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
    if (inCidr(otherAddress, rule["cidrBlock"] as string)) return rule["action"] === "allow";
  }
  return false;
}

function trafficMatches(rule: Rule, protocol: string, port: number): boolean {
  if (rule["protocol"] === "-1") return true;
  if (rule["protocol"] !== protocol) return false;
  return (rule["fromPort"] as number) <= port && port <= (rule["toPort"] as number);
}

/** Bit by bit, as routers do. */
export function inCidr(address: string, cidr: string): boolean {
  const [base, length] = cidr.split("/") as [string, string];
  return bits(address).slice(0, Number(length)) === bits(base).slice(0, Number(length));
}

function bits(address: string): string {
  return address
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("");
}
