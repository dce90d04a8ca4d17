import { actionPattern } from "../../model/iam-actions";
import { TOPIC } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { readDocument } from "../documents";
import { includesEveryone, statementsOf, type Statement } from "../iam/statement";
import { allOf, anyOf, fail, indeterminate, NotApplicable, negate, type Judged, type Truth } from "../verdict";

export const xSns1: ResourceControl = {
  id: "X-SNS-1",
  policy: "x-sns-1",
  title: "SNS topics take messages over TLS only",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-SNS-1" }],
  rationale:
    "SNS answers over plain HTTP too, unless the topic is encrypted or its policy forbids it. Only a statement counts " +
    "that denies publishing to everyone under no other condition.",
  remediation:
    "Add a statement to the topic's policy that denies sns:Publish to * with the condition Bool aws:SecureTransport false.",
  link: "https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit",
  levels: { dev: "advisory", prod: "mandatory" },
  types: ["aws:sns/topicPolicy:TopicPolicy", TOPIC],
  phase: "resource",
  equivalents: { cdkNag: ["AwsSolutions-SNS3"] },

  judge({ properties }): Judged {
    const policy = properties.get("policy");
    const document = readDocument(policy);
    if (document.state === "absent") return new NotApplicable("It has no policy of its own.");
    if (document.state === "unknown") return [indeterminate(policy.path, document.why)];
    if (document.state === "invalid") return [fail(policy.path, "is not a JSON document")];
    const refuses = anyOf(statementsOf(document.value).map(refusesPlainMessages));
    if (refuses === true) return [];
    return refuses === false
      ? [fail(policy.path, "lets messages in without TLS")]
      : [indeterminate(policy.path, "does not tell yet whether it lets messages in without TLS")];
  },
};

function refusesPlainMessages(statement: Statement): Truth {
  const { actions } = statement;
  const denies = negate(statement.allows);
  const publishing = actions.negated ? false : actions.texts.any((text) => actionPattern(text)("sns:Publish"));
  // Everyone but some is not everyone.
  const everyone = allOf([includesEveryone(statement), negate(statement.exceptPrincipals)]);
  return allOf([denies, publishing, everyone, onlyWithoutTls(statement.conditions)]);
}

/** True if the statement depends on nothing else. */
function onlyWithoutTls({ known, complete }: Statement["conditions"]): Truth {
  if (!complete) return "unknown";
  const [condition, ...others] = known;
  if (condition === undefined || others.length > 0) return false;
  const { operator, key, values } = condition;
  if (!/^bool(ifexists)?$/.test(operator) || key !== "aws:securetransport") return false;
  return values.every((text) => text === "false");
}
