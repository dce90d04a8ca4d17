/**
 * What the conditions of an Application Load Balancer's rules may hold, besides paths and hosts.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
 */
import { Ipv4Cidr } from "./ipv4-cidr";

const VISIBLE_ASCII = /^[\x20-\x7e]+$/;

/** Why AWS refuses the name of a header, as a sentence; undefined if it accepts it. */
export function headerNameProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,40}$/.test(name)) {
    return "A header's name has 1 to 40 letters, digits and ! # $ % & ' * + - . ^ _ ` | ~, and no wildcards.";
  }
  return name.toLowerCase() === "host" ? "The host has a condition of its own: hosts." : undefined;
}

/** Why AWS refuses the pattern for a header's value, as a sentence; undefined if it accepts it. */
export function headerPatternProblem(pattern: string): string | undefined {
  return VISIBLE_ASCII.test(pattern) && pattern.length <= 128
    ? undefined
    : "A header's pattern has 1 to 128 visible ASCII characters, with the wildcards * and ?.";
}

/** Why AWS refuses the pattern for a key or value of the query, as a sentence; undefined if it accepts it. */
export function queryPatternProblem(pattern: string): string | undefined {
  return /^[A-Za-z0-9_\-.$/~"'@:+&()!,;=*?\\]{1,128}$/.test(pattern)
    ? undefined
    : "A pattern for the query has 1 to 128 letters, digits, _ - . $ / ~ \" ' @ : + & ( ) ! , ; = and the wildcards * and ?.";
}

/** Why AWS refuses the request method, as a sentence; undefined if it accepts it. */
export function requestMethodProblem(method: string): string | undefined {
  return /^[A-Z_-]{1,40}$/.test(method)
    ? undefined
    : "A request method has 1 to 40 capital letters, hyphens and underscores; there are no wildcards.";
}

/** Why a rule of a load balancer with IPv4 addresses can't match the range, as a sentence; undefined if it can. */
export function sourceCidrProblem(text: string): string | undefined {
  const cidr = Ipv4Cidr.parse(text);
  if (typeof cidr === "string") return cidr;
  return text === "255.255.255.255/32" ? "It is the one range that AWS keeps for itself." : undefined;
}
