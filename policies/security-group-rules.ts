/** The parts of a security group's rules that controls read, in whichever of the four forms a rule is written. */
import type { Reader } from "./reader";
import { equalsAny } from "./requirements";
import type { Truth } from "./verdict";
import { isWholeInternet } from "./whole-internet";

export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";
export const DIRECTED_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
export const INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
export const EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** Names and numbers: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html */
export const ALL_PROTOCOLS: readonly string[] = ["-1", "all"];

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
