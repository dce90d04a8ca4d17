import { UNKNOWN, type Value } from "../../../model/graph";
import { xIam6 } from "../../../policies/controls/x-iam-6";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { documentCases, documentOf, partlyKnownDocument, type StatementJson } from "../policy-documents";

const EVERY_ACCOUNT = "may act for every account, not only for this one";
const ACCOUNT = { Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } } };

/** Per type, where its policy stands, and a service that can be asked for whom it acts. */
const TYPES = {
  "aws:iam/role:Role": ["assumeRolePolicy", "ecs-tasks.amazonaws.com"],
  "aws:sns/topicPolicy:TopicPolicy": ["policy", "cloudwatch.amazonaws.com"],
  "aws:sns/topic:Topic": ["policy", "s3.amazonaws.com"],
  "aws:sqs/queuePolicy:QueuePolicy": ["policy", "sns.amazonaws.com"],
  "aws:sqs/queue:Queue": ["policy", "events.amazonaws.com"],
  "aws:kms/key:Key": ["policy", "cloudwatch.amazonaws.com"],
  "aws:kms/keyPolicy:KeyPolicy": ["policy", "cloudtrail.amazonaws.com"],
  "aws:s3/bucketPolicy:BucketPolicy": ["policy", "delivery.logs.amazonaws.com"],
  "aws:s3/bucket:Bucket": ["policy", "logging.s3.amazonaws.com"],
  "aws:s3/bucketV2:BucketV2": ["policy", "cloudtrail.amazonaws.com"],
} as const;

const ROLE = "aws:iam/role:Role";
const AT = "assumeRolePolicy.Statement[0].Principal.Service";

const allowed = (Service: Value, more: StatementJson = {}): StatementJson => {
  return { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service }, ...more };
};
const sourceArn = (arn: Value, operator = "ArnLike") => ({ Condition: { [operator]: { "AWS:SourceArn": arn } } });
const role = (assumeRolePolicy: Value) => ({ type: ROLE, properties: { assumeRolePolicy } });
const tasks = (more: StatementJson) => allowed("ecs-tasks.amazonaws.com", more);

function passing(title: string, statement: StatementJson): ControlCase {
  return { kind: "passing", title, ...role(documentOf(statement)), expected: "pass" };
}

function failing(title: string, statement: StatementJson, path = AT): ControlCase {
  return { kind: "failing", title, ...role(documentOf(statement)), expected: [["fail", path, EVERY_ACCOUNT]] };
}

function unsure(title: string, statement: StatementJson, path = AT): ControlCase {
  const expected = [["indeterminate", path, perhaps(EVERY_ACCOUNT)]] as const;
  return { kind: "unknown", title, ...role(partlyKnownDocument(statement)), expected };
}

export const cases: ControlCases = {
  control: xIam6,
  cases: [
    ...Object.entries(TYPES).flatMap(([type, [property, service]]): ControlCase[] => [
      {
        kind: "failing",
        title: `${service} for everyone: ${type}`,
        type,
        properties: { [property]: documentOf(allowed(service)) },
        expected: [["fail", `${property}.Statement[0].Principal.Service`, EVERY_ACCOUNT]],
      },
      {
        kind: "passing",
        title: `${service} for one account: ${type}`,
        type,
        properties: { [property]: documentOf(allowed(service, ACCOUNT)) },
        expected: "pass",
      },
    ]),
    passing("for resources of one account", tasks(sourceArn("arn:aws:ecs:*:123456789012:*"))),
    passing("for one bucket", tasks(sourceArn("arn:aws:s3:::logs", "StringLike"))),
    passing("a service that says nothing of accounts", allowed("ecs.amazonaws.com")),
    passing("a service that says so elsewhere, but not to roles", allowed("s3.amazonaws.com")),
    passing("denied", tasks({ Effect: "Deny" })),
    passing("no service", { Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: "123456789012" } }),
    {
      kind: "passing",
      title: "a key for one log group's content",
      type: "aws:kms/key:Key",
      properties: {
        policy: documentOf(
          allowed("cloudwatch.amazonaws.com", {
            Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:x" } },
          }),
        ),
      },
      expected: "pass",
    },
    failing("for resources of every account", tasks(sourceArn("arn:aws:ecs:eu-central-1:*:*"))),
    failing("from one network", tasks({ Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } })),
    failing("for accounts by a pattern of all", tasks({ Condition: { StringLike: { "aws:SourceAccount": "*?" } } })),
    failing("for an ARN without an account", tasks(sourceArn("arn:aws:s3"))),
    failing("for every bucket", tasks(sourceArn("arn:aws:s3:::*"))),
    failing("a service in China", allowed("ecs-tasks.amazonaws.com.cn")),
    failing("one of two", allowed(["ecs.amazonaws.com", "ecs-tasks.amazonaws.com"]), `${AT}[1]`),
    failing(
      "where the key may be missing",
      tasks({ Condition: { StringEqualsIfExists: { "aws:SourceAccount": "1" } } }),
    ),
    unsure("which service", allowed(UNKNOWN)),
    unsure("the principal", { ...tasks({}), Principal: UNKNOWN }, "assumeRolePolicy.Statement[0].Principal"),
    unsure("the condition", tasks({ Condition: UNKNOWN })),
    unsure("the account", tasks({ Condition: { StringEquals: { "aws:SourceAccount": UNKNOWN } } })),
    ...documentCases(ROLE, "assumeRolePolicy"),
    { ...failing("a name that is none", tasks({ Sid: CANARY })), kind: "canary" },
  ],
};
