import assert from "node:assert/strict";
import { executionRoleStatements, type ExecutionRoleNeeds } from "../../../components/identity/execution-role-plan";

const place = { partition: "aws", accountId: "123456789012", region: "eu-central-1" };
const logGroupArn = "arn:aws:logs:eu-central-1:123456789012:log-group:web";
const LOGS = {
  Sid: "WriteLogs",
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: [`${logGroupArn}:*`],
};

function statements(needs: Partial<ExecutionRoleNeeds>) {
  return executionRoleStatements({ place, logGroupArn, images: [], secrets: [], secretKmsKeyArns: [], ...needs });
}

describe("the permissions of an execution role", () => {
  it("are to write its own logs, and nothing else, for images from public registries", () => {
    assert.deepEqual(statements({ images: ["public.ecr.aws/docker/library/node:22", "nginx:1"] }), [LOGS]);
  });

  it("include pulling exactly the private images, each repository once", () => {
    const registry = "210987654321.dkr.ecr.eu-west-1.amazonaws.com";
    assert.deepEqual(
      statements({ images: [`${registry}/team/web:1`, `${registry}/team/web:2`, `${registry}/api:1`, "nginx"] }),
      [
        LOGS,
        { Sid: "LogInToRegistry", Effect: "Allow", Action: ["ecr:GetAuthorizationToken"], Resource: ["*"] },
        {
          Sid: "PullImages",
          Effect: "Allow",
          Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          Resource: [
            "arn:aws:ecr:eu-west-1:210987654321:repository/api",
            "arn:aws:ecr:eu-west-1:210987654321:repository/team/web",
          ],
        },
      ],
    );
  });

  it("include reading exactly the secrets and parameters, without their JSON keys, and decrypting them through their services", () => {
    const secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";
    const parameter = "arn:aws:ssm:eu-central-1:123456789012:parameter/app/key";
    const key = "arn:aws:kms:eu-central-1:123456789012:key/1234abcd";
    assert.deepEqual(
      statements({ secrets: [`${secret}:password::`, `${secret}:user::`, parameter], secretKmsKeyArns: [key] }),
      [
        LOGS,
        { Sid: "ReadSecrets", Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [secret] },
        { Sid: "ReadParameters", Effect: "Allow", Action: ["ssm:GetParameters"], Resource: [parameter] },
        {
          Sid: "DecryptSecrets",
          Effect: "Allow",
          Action: ["kms:Decrypt"],
          Resource: [key],
          Condition: {
            StringEquals: {
              "kms:ViaService": ["secretsmanager.eu-central-1.amazonaws.com", "ssm.eu-central-1.amazonaws.com"],
            },
          },
        },
      ],
    );
  });

  it("include decrypting secrets of other regions and parameters there, and nothing where there is no secret", () => {
    const key = "arn:aws:kms:us-east-1:210987654321:key/1234abcd";
    const decrypt = (secrets: readonly string[]) =>
      statements({ secrets, secretKmsKeyArns: [key] }).filter(({ Sid }) => Sid === "DecryptSecrets");
    assert.deepEqual(
      decrypt(["arn:aws:ssm:us-east-1:210987654321:parameter/app/key"]).map(({ Resource, Condition }) => [
        Resource,
        Condition,
      ]),
      [[[key], { StringEquals: { "kms:ViaService": ["ssm.us-east-1.amazonaws.com"] } }]],
    );
    assert.deepEqual(decrypt([]), []);
  });

  it("match all of a secret's ARN, also if its random end is left out", () => {
    const secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app/db";
    const [, read] = statements({ secrets: [`${secret}:password::`, `${secret}-AbCdEf:user::`] });
    assert.deepEqual(read?.Resource, [`${secret}-??????`, `${secret}-AbCdEf`]);
  });

  it("are written for the partition they are in", () => {
    const china = { partition: "aws-cn", accountId: "123456789012", region: "cn-north-1" };
    const image = "123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/web:1";
    const [, , pull] = statements({ place: china, images: [image] });
    assert.deepEqual(pull?.Resource, ["arn:aws-cn:ecr:cn-north-1:123456789012:repository/web"]);
  });
});
