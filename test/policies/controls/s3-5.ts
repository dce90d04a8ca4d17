import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { s3_5 } from "../../../policies/controls/s3-5";
import { CANARY, type CaseResource, type ControlCase, type ControlCases } from "../control-case";

const NONE = "has no policy that refuses requests without TLS";
const PERHAPS = "does not tell yet whether its policy refuses requests without TLS";
const ARN = "arn:aws:s3:::logs";

const STATEMENT = {
  Sid: "TlsOnly",
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [ARN, `${ARN}/*`],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const WRITE = {
  Effect: "Allow",
  Principal: { Service: "logs.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: `${ARN}/*`,
};

const bucket = (properties: Properties = {}, type = "aws:s3/bucket:Bucket") => {
  return { type, properties: { id: "logs", bucket: "logs", arn: ARN, ...properties } };
};
const policy = (document: Value, name: Value = "logs"): CaseResource => {
  return { type: "aws:s3/bucketPolicy:BucketPolicy", name: "policy", properties: { bucket: name, policy: document } };
};
const text = (...statements: readonly unknown[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });

function passing(title: string, document: Value, subject = bucket()): ControlCase {
  return { kind: "passing", title, ...subject, others: [policy(document)], expected: "pass" };
}

function failing(title: string, document: Value, subject = bucket()): ControlCase {
  return { kind: "failing", title, ...subject, others: [policy(document)], expected: [["fail", "bucket", NONE]] };
}

function unsure(title: string, document: Value, subject = bucket()): ControlCase {
  const expected = [["indeterminate", "bucket", PERHAPS]] as const;
  return { kind: "unknown", title, ...subject, others: [policy(document)], expected };
}

export const cases: ControlCases = {
  control: s3_5,
  cases: [
    passing("plain requests refused, among other statements", text(WRITE, STATEMENT)),
    passing("every resource", text({ ...STATEMENT, Resource: "*" })),
    passing(
      "everyone and everything, in other words",
      text({ ...STATEMENT, Principal: { AWS: ["*"] }, Action: ["*"] }),
    ),
    passing(
      "the condition as a list, and its key in small letters",
      text({ ...STATEMENT, Condition: { Bool: { "aws:securetransport": [false] } } }),
    ),
    passing(
      "the condition also where the key may be missing",
      text({ ...STATEMENT, Condition: { BoolIfExists: { "aws:SecureTransport": "false" } } }),
    ),
    passing("one statement without brackets", JSON.stringify({ Statement: STATEMENT })),
    { kind: "passing", title: "the bucket's own property", ...bucket({ policy: text(STATEMENT) }), expected: "pass" },
    passing(
      "before the bucket has an ARN, for every resource",
      text({ ...STATEMENT, Resource: "*" }),
      bucket({ arn: UNKNOWN }),
    ),
    failing("other statements only", text(WRITE)),
    failing("of the other token", text(WRITE), bucket({}, "aws:s3/bucketV2:BucketV2")),
    failing("allowed instead of denied", text({ ...STATEMENT, Effect: "Allow" })),
    failing("for one account alone", text({ ...STATEMENT, Principal: { AWS: "123456789012" } })),
    failing("for nobody named", text({ ...STATEMENT, Principal: "123456789012" })),
    failing("for reading alone", text({ ...STATEMENT, Action: "s3:GetObject" })),
    failing("for the objects alone", text({ ...STATEMENT, Resource: `${ARN}/*` })),
    failing("for the bucket alone", text({ ...STATEMENT, Resource: ARN })),
    failing("for another bucket", text({ ...STATEMENT, Resource: [`${ARN}2`, `${ARN}2/*`] })),
    failing("requests with TLS", text({ ...STATEMENT, Condition: { Bool: { "aws:SecureTransport": "true" } } })),
    ...[null, [], ["false", "true"]].map((value) =>
      failing(
        `not the condition ${JSON.stringify(value)}`,
        text({ ...STATEMENT, Condition: { Bool: { "aws:SecureTransport": value } } }),
      ),
    ),
    failing(
      "whatever else the condition says",
      text({ ...STATEMENT, Condition: { Bool: { "aws:ViaAWSService": "false" } } }),
    ),
    failing(
      "only with one more key",
      text({ ...STATEMENT, Condition: { Bool: { "aws:SecureTransport": "false", "aws:ViaAWSService": "false" } } }),
    ),
    failing(
      "only with one more operator",
      text({ ...STATEMENT, Condition: { ...STATEMENT.Condition, StringEquals: { "aws:SourceAccount": "1" } } }),
    ),
    failing(
      "another operator",
      text({ ...STATEMENT, Condition: { StringEquals: { "aws:SecureTransport": "false" } } }),
    ),
    failing("no operator", text({ ...STATEMENT, Condition: {} })),
    failing("no key", text({ ...STATEMENT, Condition: { Bool: {} } })),
    failing("no condition: nobody gets in, but that is another mistake", text({ ...STATEMENT, Condition: undefined })),
    failing("a text that is no JSON", "{"),
    { ...failing("another bucket's policy", null), others: [policy(text(STATEMENT), "other")] },
    { ...failing("no policy", null), kind: "absent", others: [] },
    { ...failing("the policy's text", null), kind: "absent" },
    { ...failing("the statements", "{}"), kind: "absent" },
    unsure("the policy, as JSON.stringify makes it in a first preview", UNKNOWN),
    unsure("the bucket's ARN", text(STATEMENT), bucket({ arn: UNKNOWN })),
    unsure("an ARN that a bucket does not have yet", text(STATEMENT), bucket({ arn: null })),
    unsure("one part of a statement", { Statement: [{ ...STATEMENT, Action: UNKNOWN }] }),
    unsure("the condition", { Statement: [{ ...STATEMENT, Condition: UNKNOWN }] }),
    unsure("what the condition says", { Statement: [{ ...STATEMENT, Condition: { Bool: UNKNOWN } }] }),
    unsure("its value", { Statement: [{ ...STATEMENT, Condition: { Bool: { "aws:SecureTransport": UNKNOWN } } }] }),
    { ...unsure("whose policy it is", null), others: [policy(text(STATEMENT), UNKNOWN)] },
    { ...failing("a statement's id", text({ ...WRITE, Sid: CANARY })), kind: "canary" },
  ],
  impossible: { "not applicable": "Every bucket answers over plain HTTP." },
};
