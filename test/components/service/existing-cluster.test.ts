import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { ExistingClusterArgs } from "../../../components/service/existing-cluster";
import { Network } from "../../../components/network/network";
import { Cluster } from "../../../components/service/cluster";
import { FargateService } from "../../../components/service/fargate-service";
import type { FargateServiceArgs } from "../../../components/service/service-args";
import { existingAccount } from "../../support/existing";
import { web } from "../../support/fargate-service";
import { record, refusal } from "../../support/recorded";
import { EXISTING } from "../../topologies/existing";

const { clusterArn } = EXISTING.cluster;
const EXEC_AUDIT = {
  logGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/exec",
  keyArn: "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012",
};

/** A service in the existing cluster. */
function service(cluster: Partial<ExistingClusterArgs> = {}, args: Partial<FargateServiceArgs> = {}): void {
  new FargateService("web", {
    cluster: Cluster.fromExisting("shared", { clusterArn, ...cluster }),
    network: Network.fromExisting("shared", EXISTING.network),
    containers: { web },
    ...args,
  });
}

describe("a cluster that exists already", () => {
  it("runs services, whose roles are for its account and region, and is not registered", async () => {
    const run = await record(() => {
      service();
    }, existingAccount());
    assert.deepEqual([run.names("ecs.Cluster"), run.names("ecs.ClusterCapacityProviders")], [[], []]);
    assert.equal(run.input("ecs.Service", "web", "cluster"), clusterArn);
    assert.equal(run.input("ecs.TaskDefinition", "web", "family"), "shared-web");
    const trust = run.input("iam.Role", "web-task", "assumeRolePolicy");
    assert.match(trust, /"aws:SourceAccount":"123456789012"/);
    assert.match(trust, /arn:aws:ecs:eu-central-1:123456789012:\*/);
  });

  it("may be known later", async () => {
    const run = await record(() => {
      service({ clusterArn: pulumi.output(clusterArn) });
    }, existingAccount());
    assert.equal(run.input("ecs.TaskDefinition", "web", "family"), "shared-web");
  });

  it("is refused if its ARN is another thing's, also when it is known only later", async () => {
    const name = await refusal(() => Cluster.fromExisting("shared", { clusterArn: "shared" }));
    assert.match(name.message, /cluster "shared": clusterArn.*arn:aws:ecs:REGION:ACCOUNT:cluster\/NAME/s);
    const wrong = { ...EXEC_AUDIT, logGroupArn: `${EXEC_AUDIT.logGroupArn}:*`, keyArn: "alias/logs" };
    const audit = await refusal(() => Cluster.fromExisting("shared", { clusterArn, execAudit: wrong }));
    assert.match(audit.message, /execAudit\.logGroupArn/);
    assert.match(audit.message, /execAudit\.keyArn/);
    assert.deepEqual([name.registered, audit.registered], [[], []]);
    await assert.rejects(
      record(() => {
        service({ clusterArn: pulumi.output("shared") });
      }, existingAccount()),
      /cluster "shared": clusterArn/,
    );
  });

  it("has the capacity that it is said to have, and no other", async () => {
    const capacityProviderStrategy = [{ capacityProvider: "FARGATE_SPOT" }] as const;
    const run = await record(() => {
      service({}, { capacityProviderStrategy });
    }, existingAccount());
    assert.deepEqual(run.inputs("ecs.Service", "web")["capacityProviderStrategies"], [
      { capacityProvider: "FARGATE_SPOT", weight: 1, base: 0 },
    ]);
    const { message, registered } = await refusal(() => {
      service({ capacityProviders: ["FARGATE"] }, { capacityProviderStrategy });
    });
    assert.match(message, /capacityProviderStrategy.*The cluster has FARGATE only/s);
    assert.deepEqual(registered, []);
  });

  it("lets shells be opened only if it records what is done in them, there and nowhere else", async () => {
    const { message } = await refusal(() => {
      service({}, { executeCommand: true });
    });
    assert.match(message, /executeCommand.*The cluster doesn't record/s);
    const run = await record(() => {
      service({ execAudit: EXEC_AUDIT }, { executeCommand: true });
    }, existingAccount());
    const policy = run.input("iam.RolePolicy", "web-task-exec", "policy");
    assert.ok(policy.includes(`"${EXEC_AUDIT.logGroupArn}:*"`), policy);
    assert.ok(policy.includes(`"${EXEC_AUDIT.keyArn}"`), policy);
  });
});
