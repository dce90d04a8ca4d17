import assert from "node:assert/strict";
import { EncryptionKey } from "../../../components/identity/encryption-key";
import { Network } from "../../../components/network/network";
import { Cluster, type ClusterArgs } from "../../../components/service/cluster";
import { FargateService } from "../../../components/service/fargate-service";
import type { FargateServiceArgs } from "../../../components/service/service-args";
import { containers, web } from "../../support/fargate-service";
import { record, refusal } from "../../support/recorded";

/** A service in whose containers shells can be opened. */
function build(args: Partial<FargateServiceArgs> = {}, audit?: Partial<ClusterArgs["execAudit"]>): void {
  const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
  const encryptionKey = new EncryptionKey("logs", { description: "Logs" });
  const cluster = new Cluster("main", { execAudit: { encryptionKey, ...audit } });
  new FargateService("web", { cluster, network, containers: { web }, executeCommand: true, ...args });
}

describe("a Fargate service with shells in its containers", () => {
  it("has them recorded in an encrypted log group", async () => {
    const run = await record(() => build());
    const kmsKeyId = run.output("kms.Key", "logs", "arn");
    assert.deepEqual(run.inputs("ecs.Cluster", "main")["configuration"], {
      executeCommandConfiguration: {
        kmsKeyId,
        logging: "OVERRIDE",
        logConfiguration: {
          cloudWatchLogGroupName: run.output("cloudwatch.LogGroup", "main-exec", "name"),
          cloudWatchEncryptionEnabled: true,
        },
      },
    });
    const { name, ...group } = run.inputs("cloudwatch.LogGroup", "main-exec");
    assert.deepEqual(group, { kmsKeyId, retentionInDays: 365, tags: { Name: "main-exec" } });
    assert.equal(run.resource("cloudwatch.LogGroup", "main-exec").options.protect, true);
  });

  it("keeps the record as long as it is told to, for as long as CloudWatch knows", async () => {
    const run = await record(() => build({}, { logRetentionDays: 14, protectLogGroup: false }));
    assert.equal(run.inputs("cloudwatch.LogGroup", "main-exec")["retentionInDays"], 14);
    assert.ok(!run.resource("cloudwatch.LogGroup", "main-exec").options.protect);
    const { message } = await refusal(() => build({}, { logRetentionDays: 15 }));
    assert.match(message, /cluster "main": execAudit\.logRetentionDays = 15/);
  });

  it("lets its tasks open sessions and write the record, and waits for that", async () => {
    const run = await record(() => build());
    const { Statement } = JSON.parse(run.input("iam.RolePolicy", "web-task-exec", "policy")) as { Statement: unknown };
    assert.deepEqual(Statement, [
      {
        Sid: "OpenSessions",
        Effect: "Allow",
        Action: [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        Resource: "*",
      },
      {
        Sid: "FindAuditLog",
        Effect: "Allow",
        Action: "logs:DescribeLogGroups",
        Resource: "arn:aws:logs:eu-central-1:123456789012:log-group:*",
      },
      {
        Sid: "WriteAuditLog",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        Resource: `${run.output("cloudwatch.LogGroup", "main-exec", "arn")}:*`,
      },
      {
        Sid: "DecryptSessions",
        Effect: "Allow",
        Action: "kms:Decrypt",
        Resource: run.output("kms.Key", "logs", "arn"),
      },
    ]);
    assert.equal(run.inputs("ecs.Service", "web")["enableExecuteCommand"], true);
    assert.ok(run.dependencies("ecs.Service", "web").includes("iam.RolePolicy web-task-exec"));
  });

  it("keeps its file systems read-only, but for the agent's folders", async () => {
    const { web: container, ...others } = containers(await record(() => build()));
    assert.equal(container!["readonlyRootFilesystem"], true);
    assert.deepEqual(container!["mountPoints"], [
      { sourceVolume: "web--managed_2dagents", containerPath: "/managed-agents", readOnly: false },
      { sourceVolume: "web--var-lib-amazon-ssm", containerPath: "/var/lib/amazon/ssm", readOnly: false },
      { sourceVolume: "web--var-log-amazon-ssm", containerPath: "/var/log/amazon/ssm", readOnly: false },
    ]);
    assert.deepEqual(others, {});
  });

  it("says that a default is loosened", async () => {
    const { messages } = await record(() => build());
    assert.deepEqual(
      messages.map(({ severity, text }) => [severity, text]),
      [
        [
          "warning",
          'service "web": executeCommand is true instead of the default false. Whoever may open a shell in a container can do what its task role may; what they do is recorded.',
        ],
      ],
    );
  });

  it("has none of it unless it is switched on, although others have", async () => {
    const run = await record(() => build({ executeCommand: false }));
    assert.equal(run.inputs("ecs.Service", "web")["enableExecuteCommand"], undefined);
    assert.deepEqual(
      run.names("iam.RolePolicy").filter((name) => name.startsWith("web-task")),
      [],
    );
    assert.deepEqual(containers(run)["web"]!["mountPoints"], []);
    assert.deepEqual(run.messages, []);
  });

  it("is refused where nobody would record them", async () => {
    const refused = await refusal(() => {
      const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
      const cluster = new Cluster("main", {});
      new FargateService("web", { cluster, network, containers: { web }, executeCommand: true });
    });
    assert.match(refused.message, /service "web": executeCommand = true\n {2}The cluster doesn't record/);
    assert.ok(!refused.registered.includes("fargate-platform:service:FargateService"));
  });
});
