import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { build, containers, service, web } from "../../support/fargate-service";
import { record, type Recorded } from "../../support/recorded";

function policy(recorded: Recorded, name: string): { Statement: { Sid: string; Resource: string[] }[] } {
  return JSON.parse(recorded.input("iam.RolePolicy", name, "policy")) as ReturnType<typeof policy>;
}

describe("the roles of a Fargate service on simulated AWS", () => {
  it("include a task role that may do nothing until it is granted something", async () => {
    const run = await service();
    assert.deepEqual(
      run.names("iam.RolePolicy").filter((name) => name.startsWith("web")),
      ["web-execution"],
    );
    const granted = await record(() => {
      build().taskRole.grant("publish", [
        {
          Effect: "Allow",
          Action: "sns:Publish",
          Resource: pulumi.output("arn:aws:sns:eu-central-1:123456789012:topic"),
        },
      ]);
    });
    assert.equal(
      granted.inputs("iam.RolePolicy", "web-task-publish")["role"],
      granted.output("iam.Role", "web-task", "name"),
    );
    assert.deepEqual(policy(granted, "web-task-publish").Statement, [
      { Effect: "Allow", Action: "sns:Publish", Resource: "arn:aws:sns:eu-central-1:123456789012:topic" },
    ]);
  });

  it("let ECS write its logs and read its secrets, which the task gets by reference", async () => {
    const secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf";
    const run = await service({ containers: { web: { ...web, secrets: { DB_PASSWORD: `${secret}:password::` } } } });
    assert.deepEqual(containers(run)["web"]!["secrets"], [{ name: "DB_PASSWORD", valueFrom: `${secret}:password::` }]);
    assert.deepEqual(
      policy(run, "web-execution").Statement.map(({ Sid, Resource }) => [Sid, Resource]),
      [
        ["WriteLogs", [`${run.output("cloudwatch.LogGroup", "web", "arn")}:*`]],
        ["ReadSecrets", [secret]],
      ],
    );
  });

  it("can be assumed by ECS alone, for tasks of this account and region", async () => {
    const run = await service();
    for (const role of ["web-execution", "web-task"]) {
      const trust = JSON.parse(run.input("iam.Role", role, "assumeRolePolicy")) as { Statement: unknown[] };
      assert.deepEqual(trust.Statement, [
        {
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:123456789012:*" },
          },
        },
      ]);
    }
  });
});
