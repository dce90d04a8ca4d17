import { DIRECTED_RULE, EGRESS_RULE, SECURITY_GROUP } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isNamedLike, TEXTS } from "../named";
import { findingsIf } from "../requirements";
import { type GroupRule, isEveryProtocol, isWorld, judgeRules } from "../security-group-rules";
import { allOf, failIf, type Finding, type Judged, NotApplicable } from "../verdict";

type EgressSettings = { readonly openEgress: readonly string[] };

const NONE: EgressSettings = { openEgress: [] };

export const xSg1: ResourceControl<EgressSettings> = {
  id: "X-SG-1",
  policy: "x-sg-1",
  pack: "security",
  title: "Security groups do not let everything out to the whole internet",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-SG-1" }],
  rationale:
    "Whoever takes over a program sends out what it can read, and fetches what helps him further: by any protocol, if " +
    "the group allows all. A range that is cut in pieces is still the whole internet.",
  remediation:
    "Allow the port that is needed, most often 443 over TCP, or name the rule in the policy's configuration.",
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [SECURITY_GROUP, DIRECTED_RULE, EGRESS_RULE],
  phase: "resource",
  settings: {
    properties: {
      openEgress: {
        ...TEXTS,
        description: "The names in the program of groups and rules that may let out everything; `*` is any text.",
      },
    },
    presets: { dev: NONE, prod: NONE },
  },
  equivalents: { checkov: ["CKV_AWS_382"] },

  judge(resource, { openEgress }): Judged {
    if (isNamedLike(resource, openEgress)) return new NotApplicable("The configuration lets it let out everything.");
    return judgeRules(resource, "egress", (rule) => findingsIf(rule.applies, () => judgeRule(rule)));
  },
};

function judgeRule({ rule, protocol, ranges }: GroupRule): readonly Finding[] {
  const everything = isEveryProtocol(rule.get(protocol));
  return ranges.flatMap((range) => {
    return failIf(allOf([everything, isWorld(range)]), range.path, "lets everything out to the whole internet");
  });
}
