/** What an Application Load Balancer accepts. */

export const RULE_SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html";
export const QUOTA_SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html";
export const HEALTH_CHECK_SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html";

/** Quotas: rules without the listeners' default rules, condition values and wildcards (`*`, `?`) over all conditions. */
export const ALB_QUOTAS = { rulesPerLoadBalancer: 100, conditionValuesPerRule: 5, wildcardsPerRule: 6 } as const;

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html */
export const RULE_PRIORITY = { lowest: 1, highest: 50_000 } as const;

/**
 * The ARN of the load balancer that the listener with this ARN belongs to.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
 */
export function loadBalancerArnOf(listenerArn: string): string {
  return listenerArn.replace(":listener/", ":loadbalancer/").split("/").slice(0, 4).join("/");
}

/** Why AWS refuses the path pattern, as a sentence; undefined if it accepts it. */
export function pathPatternProblem(pattern: string): string | undefined {
  // AWS takes a pattern without a leading slash, but no request's path can match it.
  if (!pattern.startsWith("/") && !pattern.startsWith("*")) return 'A path pattern begins with "/" or "*".';
  if (pattern.length > 128) return `A path pattern has at most 128 characters, this one has ${pattern.length}.`;
  if (!/^[A-Za-z0-9_\-.$/~"'@:+&()!,;=*?]+$/.test(pattern)) {
    return "A path pattern has letters, digits, _ - . $ / ~ \" ' @ : + & ( ) ! , ; = and the wildcards * and ?.";
  }
  return undefined;
}

/** Why AWS refuses the host pattern, as a sentence; undefined if it accepts it. */
export function hostPatternProblem(pattern: string): string | undefined {
  if (pattern.length < 1 || pattern.length > 128) return "A host pattern has 1 to 128 characters.";
  if (!/^[A-Za-z0-9\-._*?]+$/.test(pattern)) {
    return "A host pattern has letters, digits, - . _ and the wildcards * and ?.";
  }
  if (!/\.[A-Za-z]+$/.test(pattern)) return "A host pattern has a dot, and only letters after the last one.";
  return undefined;
}

/** Seconds, times and codes of a health check over HTTP with targets of type `ip`. */
export const HEALTH_CHECK = {
  intervalSeconds: { lowest: 5, highest: 300 },
  timeoutSeconds: { lowest: 2, highest: 120 },
  threshold: { lowest: 2, highest: 10 },
  pathMaxLength: 1024,
} as const;

/** Source of what follows about target groups, and of the ranges above. */
export const TARGET_GROUP_SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html";

export const PROTOCOL_VERSION_SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-protocol-version";

/** What an Application Load Balancer can speak to targets. HTTP2 and GRPC need an HTTPS listener. */
export const PROTOCOL_VERSIONS = ["HTTP1", "HTTP2", "GRPC"] as const;
export const LOAD_BALANCING_ALGORITHMS = ["round_robin", "least_outstanding_requests", "weighted_random"] as const;
/** 0 switches it off. */
export const SLOW_START_SECONDS = { lowest: 30, highest: 900 } as const;
export const STICKINESS_SECONDS = { lowest: 1, highest: 604_800 } as const;

/** Why a session can't go by the application's cookie of this name, as a sentence; undefined if it can. */
export function stickyCookieProblem(name: string): string | undefined {
  if (!/^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/.test(name)) {
    return "A cookie's name has letters, digits and ! # $ % & ' * + - . ^ _ ` | ~.";
  }
  return name.startsWith("AWSALB") ? "Names that begin with AWSALB are the load balancer's own." : undefined;
}

/**
 * Why a health check can't take these answers as good, as a sentence; undefined if it can.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html
 */
export function successCodesProblem(codes: string, protocolVersion: string): string | undefined {
  const [lowest, highest] = protocolVersion === "GRPC" ? [0, 99] : [200, 499];
  const isFine = codes.split(",").every((part) => {
    const ends = part.split("-");
    if (ends.length > 2 || !ends.every((code) => /^\d{1,3}$/.test(code))) return false;
    const numbers = ends.map(Number);
    return numbers[0]! <= numbers.at(-1)! && numbers.every((code) => code >= lowest && code <= highest);
  });
  return isFine ? undefined : `It is a code, a list or a range of codes from ${lowest} to ${highest}.`;
}

/** How long a load balancer waits for requests in flight. Source: the same document. */
export const DEREGISTRATION_DELAY_SECONDS = { lowest: 0, highest: 3600 } as const;

/** True if some text matches both patterns, in which `*` is any text and `?` is any one character. */
export function patternsOverlap(left: string, right: string): boolean {
  // The set of positions in `right` that the part of `left` read so far can have reached.
  let reached = closure(new Set([0]), right);
  for (const character of left) {
    const next = new Set<number>();
    for (const position of reached) {
      if (character === "*") {
        for (let later = position; later <= right.length; later++) next.add(later);
        continue;
      }
      const other = right[position];
      if (other === undefined) continue;
      if (other === "*") next.add(position);
      else if (other === character || other === "?" || character === "?") next.add(position + 1);
    }
    reached = closure(next, right);
    if (reached.size === 0) return false;
  }
  return reached.has(right.length);
}

/** Adds the positions that are reached without reading a character: a `*` may stand for nothing. */
function closure(positions: Set<number>, pattern: string): Set<number> {
  for (const position of positions) if (pattern[position] === "*") positions.add(position + 1);
  return positions;
}
