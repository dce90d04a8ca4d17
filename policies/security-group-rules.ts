/** The parts of rules of security groups and network ACLs that controls read, in whichever form a rule is written. */
import type { Reader } from "./reader";
import { equalsAny } from "./requirements";
import { allOf, type Truth } from "./verdict";
import { isWholeInternet } from "./whole-internet";

/** Names and numbers: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
export const ALL_PROTOCOLS: readonly string[] = ["-1", "all"];
const TRANSPORTS: Readonly<Record<string, "tcp" | "udp">> = { tcp: "tcp", "6": "tcp", udp: "udp", "17": "udp" };
const ALL_PORTS = { from: 0, to: 65_535 };

/** The address ranges of a rule that names one of each family. */
export function singleRanges(rule: Reader): readonly Reader[] {
  return [rule.get("cidrIpv4"), rule.get("cidrIpv6")];
}

/** The address ranges of a rule that lists them. A list that isn't known is one range that isn't. */
export function listedRanges(rule: Reader): readonly Reader[] {
  return [rule.get("cidrBlocks"), rule.get("ipv6CidrBlocks")].flatMap((list) => list.items() ?? [list]);
}

/** Whether an address range is everyone. */
export function isWorld(range: Reader): Truth {
  const cidr = range.string();
  if (cidr.state === "absent") return false;
  return cidr.state === "known" ? (isWholeInternet(cidr.value) ?? "unknown") : "unknown";
}

/** Whether a rule is about every protocol, and so about every port. */
export function isEveryProtocol(protocol: Reader): Truth {
  return equalsAny(protocol, ALL_PROTOCOLS);
}

/** The ports that a rule, of a security group or a network ACL, is about. */
export interface OpenedPorts {
  readonly protocols: readonly ("tcp" | "udp")[];
  readonly from: number;
  readonly to: number;
}

/** `none`, if the rule's protocol has no ports. */
export function openedPorts(rule: Reader, protocolName: string): OpenedPorts | "none" | "unknown" {
  const ports = readPorts(rule, protocolName);
  if (ports === "none" || ports === "unknown") return ports;
  const { protocols, from, to } = ports;
  return from === "unknown" || to === "unknown" ? "unknown" : { protocols, from, to };
}

/** Whether a rule, of a security group or a network ACL, is about the port by TCP or UDP. */
export function opensPort(rule: Reader, protocolName: string, port: number): Truth {
  const ports = readPorts(rule, protocolName);
  if (ports === "none") return false;
  if (ports === "unknown") return ports;
  const { from, to } = ports;
  return allOf([from === "unknown" ? from : from <= port, to === "unknown" ? to : port <= to]);
}

/** The ports of a rule, of which one bound may be known without the other. */
type ReadPorts = Pick<OpenedPorts, "protocols"> & { readonly [bound in "from" | "to"]: number | "unknown" };

function readPorts(rule: Reader, protocolName: string): ReadPorts | "none" | "unknown" {
  const protocol = rule.get(protocolName).string();
  if (protocol.state !== "known") return "unknown";
  const name = protocol.value.toLowerCase();
  if (ALL_PROTOCOLS.includes(name)) return { protocols: ["tcp", "udp"], ...ALL_PORTS };
  const transport = TRANSPORTS[name];
  if (transport === undefined) return "none";
  return {
    protocols: [transport],
    from: portBound(rule.get("fromPort"), ALL_PORTS.from),
    to: portBound(rule.get("toPort"), ALL_PORTS.to),
  };
}

/** A rule without a bound, or with -1, is open to that side. */
function portBound(property: Reader, open: number): number | "unknown" {
  const bound = property.number();
  if (bound.state === "unknown") return "unknown";
  return bound.state === "absent" || bound.value === -1 ? open : bound.value;
}
