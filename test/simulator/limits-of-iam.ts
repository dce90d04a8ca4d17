/** What AWS accepts in IAM, CloudWatch Logs and Secrets Manager, from its documents. */
import type { TypeLimits } from "./limits";

const IAM = "https://docs.aws.amazon.com/IAM/latest/APIReference";
const SECRETS = "https://docs.aws.amazon.com/secretsmanager/latest/apireference";
const ROLE_ARN = "arn:aws:iam::123456789012:role/web";
const text = (count: number) => "x".repeat(count);

export const LIMITS_OF_IAM: { readonly [type: string]: TypeLimits } = {
  "aws:cloudwatch/logGroup:LogGroup": {
    valid: {},
    limits: [
      [
        "name",
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
        [text(512), "/aws/ecs#1"],
        [text(513), "a b", "aws/x"],
      ],
      [
        "retentionInDays",
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
        [0, 1, 14, 365, 3653],
        [2, 364, 3654],
      ],
      [
        "kmsKeyId",
        "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
        ["arn:aws:kms:eu-central-1:123456789012:key/x"],
        ["x", ROLE_ARN],
      ],
    ],
  },
  "aws:iam/role:Role": {
    valid: {
      assumeRolePolicy: JSON.stringify({
        Statement: { Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" },
      }),
    },
    limits: [
      ["name", `${IAM}/API_CreateRole.html`, [text(64), "a+=,.@-_b"], [text(65), "a b", ""]],
      ["maxSessionDuration", `${IAM}/API_CreateRole.html`, [3600, 43_200], [3599, 43_201]],
      ["path", `${IAM}/API_CreateRole.html`, ["/", "/team/"], ["team", "/team"]],
      ["description", `${IAM}/API_CreateRole.html`, [text(1000)], [text(1001)]],
      [
        "assumeRolePolicy",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
        ['{"Statement":[{"Effect":"Deny","NotPrincipal":"*","Action":"*"}]}'],
        [
          "",
          "{",
          "[]",
          "{}",
          '{"Statement":[{"Effect":"Allow","Action":"sts:AssumeRole"}]}',
          policy({ Principal: "*" }),
          null,
        ],
      ],
    ],
  },
  "aws:iam/rolePolicy:RolePolicy": {
    valid: { role: "web", policy: policy({}) },
    limits: [
      ["name", `${IAM}/API_PutRolePolicy.html`, [text(128)], [text(129), "a b"]],
      [
        "policy",
        "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
        [
          policy({ Action: ["s3:Get*", "*"] }),
          policy({ Sid: "Read1", Action: "ecr-public:Get?" }),
          `${policy({})}${" ".repeat(20_000)}`,
        ],
        [
          policy({ Effect: "allow" }),
          policy({ Action: "GetObject" }),
          policy({ Sid: "a b" }),
          policy({ Principal: "*" }),
          policy({ NotAction: "*" }),
          policy({}).replace("2012", "2013"),
          policy({ Resource: text(10_240) }),
          null,
        ],
      ],
    ],
  },
  "aws:secretsmanager/secret:Secret": {
    valid: {},
    limits: [
      ["name", `${SECRETS}/API_CreateSecret.html`, [text(512), "team/web+=.@-_"], [text(513), "a b"]],
      ["recoveryWindowInDays", `${SECRETS}/API_DeleteSecret.html`, [0, 7, 30], [1, 6, 31]],
    ],
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    valid: { secretId: "web", secretString: "x" },
    limits: [
      [
        "secretString",
        `${SECRETS}/API_PutSecretValue.html`,
        ["x", text(65_536)],
        [text(65_537), "ä".repeat(32_769), "", null],
      ],
      ["secretBinary", `${SECRETS}/API_PutSecretValue.html`, [null], ["eA=="]],
    ],
  },
};

function policy(statement: object): string {
  const complete = { Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...statement };
  return JSON.stringify({ Version: "2012-10-17", Statement: [complete] });
}
