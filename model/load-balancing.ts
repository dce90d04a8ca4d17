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
