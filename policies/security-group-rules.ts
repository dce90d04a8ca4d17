/** The parts of rules of security groups and network ACLs that controls read, in whichever form a rule is written. */
import { DIRECTED_RULE, EGRESS_RULE, INGRESS_RULE } from "../model/type-tokens";
import type { JudgedResource } from "./control";
import type { Reader } from "./reader";
import { equalsAny } from "./requirements";
import { allOf, type Finding, indeterminate, type Judged, NotApplicable, type Truth } from "./verdict";
import { isWholeInternet } from "./whole-internet";

/** Names and numbers: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
export const ALL_PROTOCOLS: readonly string[] = ["-1", "all"];
const TRANSPORTS: Readonly<Record<string, "tcp" | "udp">> = { tcp: "tcp", "6": "tcp", udp: "udp", "17": "udp" };
const ALL_PORTS = { from: 0, to: 65_535 };

/** A rule of a security group. */
export interface GroupRule {
  readonly rule: Reader;
  /** The name of the property with its protocol. */
  readonly protocol: string;
  readonly ranges: readonly Reader[];
  /** Whether it is about the direction that was asked for. */
  readonly applies: Truth;
}

const DIRECTIONS = {
  ingress: { ownRule: INGRESS_RULE, other: "outbound" },
  egress: { ownRule: EGRESS_RULE, other: "inbound" },
} as const;

/** Judges the rules for one direction of a group, or of a resource that is one rule. */
export function judgeRules(
  { type, properties }: JudgedResource,
  direction: keyof typeof DIRECTIONS,
  judge: (rule: GroupRule) => readonly Finding[],
): Judged {
  const { ownRule, other } = DIRECTIONS[direction];
  if (type === ownRule) {
    return judge({ rule: properties, protocol: "ipProtocol", ranges: singleRanges(properties), applies: true });
  }
  const listing = (rule: Reader, applies: Truth) =>
    judge({ rule, protocol: "protocol", ranges: listedRanges(rule), applies });
  if (type === DIRECTED_RULE) {
    const given = properties.get("type").string();
    const applies = given.state === "known" ? given.value === direction : "unknown";
    return applies === false ? new NotApplicable(`The rule is about ${other} traffic.`) : listing(properties, applies);
  }
  // A group without rules of its own lets nothing out either: the provider takes AWS's own rule away.
  // https://www.pulumi.com/registry/packages/aws/api-docs/ec2/securitygroup/
  const list = properties.get(direction);
  const rules = list.list();
  if (rules.state === "unknown") return [indeterminate(list.path, rules.why)];
  return rules.state === "absent" ? [] : rules.value.flatMap((rule) => listing(rule, true));
}

/** The address ranges of a rule that names one of each family. */
function singleRanges(rule: Reader): readonly Reader[] {
  return [rule.get("cidrIpv4"), rule.get("cidrIpv6")];
}

/** The address ranges of a rule that lists them. A list that isn't known is one range that isn't. */
function listedRanges(rule: Reader): readonly Reader[] {
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
