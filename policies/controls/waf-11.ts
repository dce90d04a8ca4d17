import { hasCompanion } from "../companions";
import type { StackControl } from "../control";
import { isTrue, judgeRequirements } from "../requirements";
import { failIf, negate } from "../verdict";

export const waf11: StackControl = {
  id: "WAF.11",
  alsoCovers: ["WAF.12"],
  policy: "waf-11",
  title: "Web ACLs of AWS WAF record what they see, and count it",
  pack: "security",
  severity: "low",
  frameworks: [
    { name: "AWS Security Hub", id: "WAF.11" },
    { name: "AWS FSBP", id: "WAF.12" },
  ],
  rationale: "A rule that turns away customers is found in the log alone, and an attack in the numbers.",
  remediation:
    "Create an `aws.wafv2.WebAclLoggingConfiguration` with the web ACL's ARN, and set " +
    "`visibilityConfig.cloudwatchMetricsEnabled` of the ACL and of its rules to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-11",
  levels: { dev: "advisory", prod: "mandatory" },
  types: ["aws:wafv2/webAcl:WebAcl"],
  phase: "stack",
  equivalents: { checkov: ["CKV2_AWS_31"], cdkNag: ["WAFv2LoggingEnabled"] },

  judge(acl, _settings, stack) {
    const recorded = hasCompanion(stack, acl, "resourceArn", [
      "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    ]);
    const problem = "is not true, so nothing is counted";
    return [
      ...failIf(negate(recorded), "arn", "is named by no logging configuration of the stack", "logging"),
      ...judgeRequirements(acl.properties, [
        { path: "visibilityConfig.cloudwatchMetricsEnabled", is: isTrue(), problem },
        { path: "rules[].visibilityConfig.cloudwatchMetricsEnabled", is: isTrue(), problem },
      ]),
    ];
  },
};
