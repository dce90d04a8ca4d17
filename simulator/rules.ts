/** What AWS accepts as one input's value. A rule answers with a sentence if the value is refused. */
import { Ipv4Cidr } from "../model/ipv4-cidr";
import { Ipv6Cidr } from "../model/ipv6-cidr";
import { parseArn } from "../model/arn";
import { ec2IdPattern } from "../model/ec2-ids";
import type { NameRule } from "../model/names";
import type { Value } from "../model/graph";

export type Rule = (value: Value) => string | undefined;

/** One of the listed values. */
export function oneOf(...allowed: readonly (string | number)[]): Rule {
  return (value) =>
    allowed.includes(value as string | number) ? undefined : `One of these is expected: ${allowed.join(", ")}.`;
}

/** A whole number in the range; text that is a whole number counts too, since the provider converts it. */
export function integer(lowest: number, highest: number): Rule {
  return (value) => {
    const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
    return typeof number === "number" && Number.isInteger(number) && number >= lowest && number <= highest
      ? undefined
      : `A whole number from ${lowest} to ${highest} is expected.`;
  };
}

/** Text that matches. */
export function matching(pattern: RegExp, allowed: string): Rule {
  return (value) => (typeof value === "string" && pattern.test(value) ? undefined : `${allowed} is expected.`);
}

/** Text of a length within the limits. */
export function length(shortest: number, longest: number): Rule {
  return (value) =>
    typeof value === "string" && value.length >= shortest && value.length <= longest
      ? undefined
      : `Text of ${shortest} to ${longest} characters is expected.`;
}

export function named(rule: NameRule): Rule {
  return (value) =>
    typeof value === "string" && value.length <= rule.maxLength && rule.pattern.test(value)
      ? undefined
      : `The name of a ${rule.what} has 1 to ${rule.maxLength} characters: ${rule.allowed}.`;
}

/** An IPv4 range whose prefix length is within the limits. */
export function cidr(widest: number, narrowest: number): Rule {
  return (value) => {
    const range = typeof value === "string" ? Ipv4Cidr.parse(value) : "An address range is expected.";
    if (typeof range === "string") return range;
    return range.prefixLength >= widest && range.prefixLength <= narrowest
      ? undefined
      : `Its size must be between /${narrowest} and /${widest}.`;
  };
}

/** An IPv6 range whose prefix length is within the limits. */
export function ipv6Cidr(widest: number, narrowest: number): Rule {
  return (value) => {
    const range = typeof value === "string" ? Ipv6Cidr.parse(value) : "An address range is expected.";
    if (typeof range === "string") return range;
    return range.prefixLength >= widest && range.prefixLength <= narrowest
      ? undefined
      : `Its size must be between /${narrowest} and /${widest}.`;
  };
}

export function arn(service: string, resource = /^/): Rule {
  return (value) => {
    const parsed = typeof value === "string" ? parseArn(value) : undefined;
    return parsed && parsed.service === service && resource.test(parsed.resource)
      ? undefined
      : `The ARN of something in ${service} is expected.`;
  };
}

/** All of the rules; the first that refuses answers. */
export function all(...rules: readonly Rule[]): Rule {
  return (value) => {
    for (const rule of rules) {
      const reason = rule(value);
      if (reason !== undefined) return reason;
    }
    return undefined;
  };
}

/** An id with the prefix that AWS gives to the type. */
export function resourceId(prefix: string): Rule {
  return matching(ec2IdPattern(prefix), `An id such as ${prefix}-0123456789abcdef0`);
}
