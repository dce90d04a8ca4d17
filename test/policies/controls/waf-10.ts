import { UNKNOWN, type Properties, type Value } from "../../../model/graph";
import { waf10 } from "../../../policies/controls/waf-10";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type CaseResource, type ControlCase, type ControlCases } from "../control-case";

const COMMON = "AWSManagedRulesCommonRuleSet";
const INPUTS = "AWSManagedRulesKnownBadInputsRuleSet";
const lacks = (name: string) => `lack ${name}, or let it only count`;

const group = (name: Value, overrideAction: Value = { none: {} }) => ({
  overrideAction,
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name } },
});
const BOTH = [group(COMMON), group(INPUTS)];
const acl = (rules: Value, more: Properties = {}) => {
  return { type: "aws:wafv2/webAcl:WebAcl", properties: { arn: "arn:acl", rules, ...more } };
};
const single = (rule: Properties, webAclArn: Value = "arn:acl"): CaseResource => {
  return { type: "aws:wafv2/webAclRule:WebAclRule", properties: { webAclArn, ...rule } };
};
const associated = (name: Value, overrideAction: Value = "none", webAclArn: Value = "arn:acl"): CaseResource => ({
  type: "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation",
  name: `association of ${typeof name === "string" ? name : "something"}`,
  properties: { webAclArn, overrideAction, managedRuleGroup: { vendorName: "AWS", name } },
});
const found = (
  kind: ControlCase["kind"],
  title: string,
  subject: ReturnType<typeof acl>,
  outcome: "fail" | "indeterminate",
  names: readonly string[],
  others: readonly CaseResource[] = [],
): ControlCase => ({
  kind,
  title,
  ...subject,
  others,
  expected: names.map(
    (name) => [outcome, "rules", outcome === "fail" ? lacks(name) : perhaps(lacks(name)), name] as const,
  ),
});
const NONE = [["fail", "rules", "are none, so everything passes", "rules"]] as const;

export const cases: ControlCases = {
  control: waf10,
  cases: [
    { kind: "passing", title: "both groups", ...acl(BOTH), expected: "pass" },
    {
      kind: "passing",
      title: "rules that are resources of their own",
      ...acl([group(COMMON)]),
      others: [single(group(INPUTS))],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "groups that are associated",
      ...acl([]),
      others: [associated(COMMON), associated(INPUTS, null)],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "what the configuration asks for",
      ...acl([group("Own")]),
      settings: { requiredGroups: ["Own"] },
      expected: "pass",
    },
    found("failing", "one group", acl([group(COMMON)]), "fail", [INPUTS]),
    found("failing", "a rule of one's own", acl([{ action: { block: {} }, statement: {} }]), "fail", [COMMON, INPUTS]),
    found("failing", "a group that only counts", acl([group(COMMON, { count: {} }), group(INPUTS)]), "fail", [COMMON]),
    found(
      "failing",
      "an associated group that only counts",
      acl([group(INPUTS)]),
      "fail",
      [COMMON],
      [associated(COMMON, "count")],
    ),
    found(
      "failing",
      "another one's rule",
      acl([group(COMMON)]),
      "fail",
      [INPUTS],
      [single(group(INPUTS), "arn:other")],
    ),
    { kind: "failing", title: "no rules", ...acl([]), expected: NONE },
    { kind: "absent", title: "the rules", ...acl(null), expected: NONE },
    found("unknown", "the rules", acl(UNKNOWN), "indeterminate", [COMMON, INPUTS]),
    found("unknown", "a group's name", acl([group(COMMON), group(UNKNOWN)]), "indeterminate", [INPUTS]),
    found("unknown", "whether it counts", acl([group(COMMON, UNKNOWN), group(INPUTS)]), "indeterminate", [COMMON]),
    found(
      "unknown",
      "whose rule it is",
      acl([group(COMMON)]),
      "indeterminate",
      [INPUTS],
      [single(group(INPUTS), UNKNOWN)],
    ),
    found("unknown", "rules as JSON, which is not read", acl(null, { ruleJson: "[]" }), "indeterminate", [
      COMMON,
      INPUTS,
    ]),
    found("canary", "a group's name", acl([group(COMMON), group(CANARY)]), "fail", [INPUTS]),
  ],
  impossible: { "not applicable": "Every web ACL can have rules." },
};
