import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { catalogue } from "../../policies/catalogue";
import { PACKS } from "../../policies/control";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack } from "../support/engine";
import { buildPacks, engineSecret, removePacks } from "../support/policy-pack";

const MENDING: Readonly<Record<string, unknown>> = {
  "kms-4": "remediate",
  "ec2-15": "remediate",
  "ecs-12": "remediate",
  "cloudwatch-16": { enforcementLevel: "remediate", minimumRetentionDays: 20 },
};

/** A key that is never rotated, a subnet that gives out public addresses, a cluster and logs of which little is kept. */
function program(): void {
  const provider = new aws.Provider("aws", { region: "eu-central-1", allowedAccountIds: ["123456789012"] });
  const vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16" }, { provider });
  const tags = { note: pulumi.secret("hunter2") };
  new aws.ec2.Subnet(
    "subnet",
    { vpcId: vpc.id, cidrBlock: "10.0.0.0/24", mapPublicIpOnLaunch: true, tags },
    { provider },
  );
  new aws.kms.Key("key", { description: "for data" }, { provider });
  new aws.ecs.Cluster("cluster", { settings: [{ name: "containerInsights", value: "disabled" }] }, { provider });
  new aws.cloudwatch.LogGroup("logs", { retentionInDays: 3 }, { provider });
}

describe("policies that mend, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const account = new SimulatedAws();
  let packs: string;
  let stack: EngineStack;

  before(async () => {
    packs = buildPacks();
    const policyPacks = PACKS.map((pack) => {
      const configuration = join(packs, `mend-${pack}.json`);
      const own = catalogue.filter((control) => control.pack === pack);
      const entries = own.map(({ policy }) => [policy, MENDING[policy] ?? "disabled"] as const);
      writeFileSync(configuration, JSON.stringify(Object.fromEntries(entries)));
      return { folder: join(packs, pack), configuration };
    });
    stack = await EngineStack.create({
      project: "shop",
      stack: "prod",
      config: {},
      program,
      aws: account,
      policyPacks,
    });
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
    removePacks(packs);
  });

  it("create what is right, keep secrets, and find nothing to change the next time", async () => {
    const up = await stack.up();
    assertSucceeded(up);
    const inputs = new Map(account.existing.map(({ urn, inputs: own }) => [urn.split("::").at(-1), own]));
    assert.equal(inputs.get("key")?.["enableKeyRotation"], true);
    assert.equal(inputs.get("subnet")?.["mapPublicIpOnLaunch"], false);
    assert.equal(inputs.get("subnet")?.["cidrBlock"], "10.0.0.0/24");
    assert.deepEqual(inputs.get("cluster")?.["settings"], [{ name: "containerInsights", value: "enabled" }]);
    // AWS keeps events for some numbers of days only; this is the next one.
    assert.equal(inputs.get("logs")?.["retentionInDays"], 30);
    const subnet = (await stack.state()).find(({ type }) => type === "aws:ec2/subnet:Subnet")!;
    // The export shows what is secret to whoever has the passphrase, and marks it.
    const { value: _value, ...signature } = engineSecret("") as Record<string, string>;
    assert.deepEqual(subnet.inputs!["tags"], { note: { ...signature, plaintext: JSON.stringify("hunter2") } });
    assert.deepEqual(up.policyViolations, []);
    const again = await stack.up();
    assertSucceeded(again);
    assert.deepEqual(Object.keys(again.changes), ["same"]);
  });
});
