import { UNKNOWN, type Value } from "../../../model/graph";
import { xSns1 } from "../../../policies/controls/x-sns-1";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { documentOf, partlyKnownDocument, type StatementJson } from "../policy-documents";
import { NOT_YET } from "../task-definition";

const [POLICY, TOPIC] = ["aws:sns/topicPolicy:TopicPolicy", "aws:sns/topic:Topic"] as const;
const ARN = "arn:aws:sns:eu-central-1:123456789012:alarms";

const tls = (more: StatementJson = {}): StatementJson => ({
  Effect: "Deny",
  Principal: "*",
  Action: "sns:Publish",
  Resource: ARN,
  Condition: { Bool: { "aws:SecureTransport": "false" } },
  ...more,
});
const publish: StatementJson = {
  Effect: "Allow",
  Principal: { AWS: "123456789012" },
  Action: "sns:Publish",
  Resource: ARN,
};
const under = (condition: Value) => tls({ Condition: condition });

const holding = (policy: Value, type: string = POLICY) => ({ type, properties: { policy } });
const passes = (title: string, ...statements: StatementJson[]): ControlCase => ({
  kind: "passing",
  title,
  ...holding(documentOf(...statements)),
  expected: "pass",
});
const fails = (title: string, ...statements: StatementJson[]): ControlCase => ({
  kind: "failing",
  title,
  ...holding(documentOf(...statements)),
  expected: [["fail", "policy", "lets messages in without TLS"]],
});
const perhaps = (title: string, statement: StatementJson): ControlCase => ({
  kind: "unknown",
  title,
  ...holding(partlyKnownDocument(statement)),
  expected: [["indeterminate", "policy", "does not tell yet whether it lets messages in without TLS"]],
});

export const cases: ControlCases = {
  control: xSns1,
  cases: [
    passes("a statement that denies it, after another", publish, tls()),
    passes("everyone in other words", tls({ Principal: { AWS: ["*"] } })),
    passes("all of SNS", tls({ Action: ["sns:Subscribe", "SNS:*"] })),
    passes("everything", tls({ Action: "*" })),
    passes("the value as it is", under({ Bool: { "AWS:SecureTransport": false } })),
    passes("also where nothing is said of TLS", under({ BoolIfExists: { "aws:SecureTransport": ["false"] } })),
    fails("no such statement", publish),
    fails("it allows", tls({ Effect: "Allow" })),
    fails("somebody only", tls({ Principal: { AWS: "123456789012" } })),
    fails("everyone but one", { ...tls(), NotPrincipal: { AWS: "123456789012" }, Principal: null }),
    fails("another action", tls({ Action: "sns:Subscribe" })),
    fails("all actions but one", { ...tls(), NotAction: "sns:Subscribe", Action: null }),
    fails("with TLS, of all things", under({ Bool: { "aws:SecureTransport": "true" } })),
    fails("one of both", under({ Bool: { "aws:SecureTransport": ["false", "true"] } })),
    fails("no value", under({ Bool: { "aws:SecureTransport": [] } })),
    fails("another key", under({ Bool: { "aws:ViaAWSService": "false" } })),
    fails("another operator", under({ StringEquals: { "aws:SecureTransport": "false" } })),
    fails(
      "another condition beside",
      under({ Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "false" } }),
    ),
    { ...fails("no condition", { ...tls(), Condition: null }), kind: "failing" },
    { ...fails("a topic's own policy", publish), ...holding(documentOf(publish), TOPIC) },
    { ...holding("{"), kind: "failing", title: "no JSON", expected: [["fail", "policy", "is not a JSON document"]] },
    {
      ...holding("{}"),
      kind: "absent",
      title: "the statements",
      expected: [["fail", "policy", "lets messages in without TLS"]],
    },
    { ...holding(null, TOPIC), kind: "not applicable", title: "no policy of its own", expected: "not-applicable" },
    {
      ...holding(UNKNOWN),
      kind: "unknown",
      title: "the whole document, as JSON.stringify makes it in a first preview",
      expected: [["indeterminate", "policy", NOT_YET]],
    },
    perhaps("whether it denies", tls({ Effect: UNKNOWN })),
    perhaps("whom", tls({ Principal: UNKNOWN })),
    perhaps("what", tls({ Action: UNKNOWN })),
    perhaps("when", tls({ Condition: UNKNOWN })),
    perhaps("which value", under({ Bool: { "aws:SecureTransport": UNKNOWN } })),
    { ...fails("a name that is none", { ...publish, Sid: CANARY }), kind: "canary" },
  ],
};
