import { TOPIC } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { judgePublicAccess } from "../iam/public-access";

export const sns4: ResourceControl = {
  id: "SNS.4",
  policy: "sns-4",
  title: "SNS topics are not open to everyone",
  pack: "security",
  severity: "critical",
  frameworks: [{ name: "AWS FSBP", id: "SNS.4" }],
  rationale:
    "Whoever may publish wakes people up at will, and whoever may subscribe reads what is wrong with the environment. " +
    "A policy for a service or another account names it, and in a condition the one that may publish.",
  remediation:
    "Name the roles or services, with a condition on `aws:SourceArn`, `aws:SourceAccount` or `aws:PrincipalOrgID`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-4",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:sns/topicPolicy:TopicPolicy", TOPIC],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_169", "CKV_AWS_385"] },

  judge({ properties }) {
    return judgePublicAccess(properties.get("policy"), "opens the topic to everyone");
  },
};
