/** Which requests a web ACL keeps away from the services. */
import { logRetentionProblem } from "../log-retention";
import type { Problem } from "../../model/problem";
import { rangeProblem } from "../../model/ranges";
import { COMMON_RULES, MANAGED_RULE_GROUPS, RATE_LIMIT } from "../../model/waf";

export interface WebAclRulesArgs {
  /**
   * How many requests (10 to 2,000,000,000) one address may send in any five minutes before it is blocked until it
   * sends fewer.
   * @default 2000
   */
  readonly requestsPerAddress?: number;
  /**
   * Rules of AWS's common rule set that only count what they would block, such as `SizeRestrictions_BODY` for
   * services that take uploads of more than 8 KB.
   * @default none
   */
  readonly countedRules?: readonly string[];
}

/** Everything that is wrong with the arguments. */
export function checkWebAcl(name: string, args: WebAclRulesArgs & { readonly logRetentionDays?: number }): Problem[] {
  const component = `web ACL "${name}"`;
  const unknown = (args.countedRules ?? []).flatMap((rule, index): Problem[] =>
    COMMON_RULES.includes(rule)
      ? []
      : [
          {
            component,
            argument: `countedRules[${index}]`,
            value: rule,
            message: `The common rule set has no such rule. It has ${COMMON_RULES.join(", ")}.`,
            fix: "Correct the name, or remove it.",
            source: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
          },
        ],
  );
  return [
    ...rangeProblem(
      component,
      "requestsPerAddress",
      args.requestsPerAddress,
      RATE_LIMIT,
      "https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html",
    ),
    ...unknown,
    ...(args.logRetentionDays === undefined
      ? []
      : logRetentionProblem(component, "logRetentionDays", args.logRetentionDays)),
  ];
}

/** The rules in the order in which they are asked: the cheapest first, and the addresses that AWS knows as bad before them. */
export function webAclRules({ requestsPerAddress = 2000, countedRules = [] }: WebAclRulesArgs) {
  const managed = Object.keys(MANAGED_RULE_GROUPS).map((name) => ({
    name,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: "AWS",
        name,
        ...(name === "AWSManagedRulesCommonRuleSet" &&
          countedRules.length > 0 && {
            ruleActionOverrides: [...countedRules].sort().map((rule) => ({ name: rule, actionToUse: { count: {} } })),
          }),
      },
    },
  }));
  const rateLimit = {
    name: "rate-limit",
    action: { block: {} },
    statement: { rateBasedStatement: { limit: requestsPerAddress, aggregateKeyType: "IP", evaluationWindowSec: 300 } },
  };
  const [reputation, ...rest] = managed;
  return [reputation!, rateLimit, ...rest].map((rule, index) => ({
    ...rule,
    // Gaps for rules of one's own.
    priority: (index + 1) * 10,
    visibilityConfig: visibility(rule.name),
  }));
}

/** Counts what a rule sees, and keeps samples of it for three hours. */
export function visibility(metricName: string) {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}
