import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { waf11 } from "../../../policies/controls/waf-11";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const NO_LOG = "is named by no logging configuration of the stack";
const NOT_COUNTED = "is not true, so nothing is counted";
const OWN = "visibilityConfig.cloudwatchMetricsEnabled";
const COUNTED = { visibilityConfig: { cloudwatchMetricsEnabled: true } };

const acl = (properties: Properties = {}) => ({
  type: "aws:wafv2/webAcl:WebAcl",
  properties: { arn: "arn:acl", ...COUNTED, rules: [COUNTED], ...properties },
});
const logging = (resourceArn: Value = "arn:acl"): CaseResource => ({
  type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
  properties: { resourceArn },
});

export const cases: ControlCases = {
  control: waf11,
  cases: [
    { kind: "passing", title: "recorded and counted", ...acl(), others: [logging()], expected: "pass" },
    {
      kind: "failing",
      title: "another one's logging",
      ...acl(),
      others: [logging("arn:other")],
      expected: [["fail", "arn", NO_LOG, "logging"]],
    },
    {
      kind: "failing",
      title: "a rule that is not counted",
      ...acl({ rules: [COUNTED, { visibilityConfig: { cloudwatchMetricsEnabled: false } }] }),
      others: [logging()],
      expected: [["fail", `rules[1].${OWN}`, NOT_COUNTED, `rules[1].${OWN}`]],
    },
    {
      kind: "absent",
      title: "everything",
      ...acl({ visibilityConfig: null, rules: null }),
      expected: [
        ["fail", "arn", NO_LOG, "logging"],
        ["fail", OWN, NOT_COUNTED, OWN],
      ],
    },
    {
      kind: "unknown",
      title: "whose logging it is",
      ...acl(),
      others: [logging(UNKNOWN)],
      expected: [["indeterminate", "arn", perhaps(NO_LOG), "logging"]],
    },
    {
      kind: "unknown",
      title: "the rules",
      ...acl({ rules: UNKNOWN }),
      others: [logging()],
      expected: [["indeterminate", `rules.${OWN}`, NOT_YET, `rules.${OWN}`]],
    },
    {
      kind: "canary",
      title: "a switch of the wrong kind",
      ...acl({ visibilityConfig: { cloudwatchMetricsEnabled: CANARY } }),
      others: [logging()],
      expected: [["indeterminate", OWN, "is not true or false", OWN]],
    },
  ],
  impossible: { "not applicable": "Every web ACL can record." },
};
