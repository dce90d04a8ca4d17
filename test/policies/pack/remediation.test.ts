import assert from "node:assert/strict";
import { loadAwsServiceSpec } from "@aws-cdk/aws-service-spec";
import fc from "fast-check";
import type { Properties } from "../../../model/graph";
import { catalogue } from "../../../policies/catalogue";
import type { Remedy } from "../../../policies/control";
import { applyRemedy } from "../../../policies/pack/remediation";
import { UNKNOWN_STRING } from "../../support/engine";
import { PACK_TIMEOUT_MS, engineSecret, PolicyPackProcesses } from "../../support/policy-pack";
import { type ControlCase, findingsOf, judgementOf } from "../control-case";
import { controlCases } from "../controls";
import { dayFromNow } from "./days";
import { resource } from "./sent-resources";

/** Type and property at CloudFormation, of all that is mended: its data tell what a change of a property replaces. */
const AT_CLOUDFORMATION: Readonly<Record<string, string>> = {
  "aws:lb/loadBalancer:LoadBalancer dropInvalidHeaderFields":
    "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes",
  "aws:alb/loadBalancer:LoadBalancer dropInvalidHeaderFields":
    "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes",
  "aws:lb/loadBalancer:LoadBalancer enableDeletionProtection":
    "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes",
  "aws:alb/loadBalancer:LoadBalancer enableDeletionProtection":
    "AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerAttributes",
  "aws:ec2/subnet:Subnet mapPublicIpOnLaunch": "AWS::EC2::Subnet MapPublicIpOnLaunch",
  "aws:ec2/defaultSubnet:DefaultSubnet mapPublicIpOnLaunch": "AWS::EC2::Subnet MapPublicIpOnLaunch",
  "aws:rds/instance:Instance publiclyAccessible": "AWS::RDS::DBInstance PubliclyAccessible",
  "aws:rds/clusterInstance:ClusterInstance publiclyAccessible": "AWS::RDS::DBInstance PubliclyAccessible",
  "aws:rds/instance:Instance deletionProtection": "AWS::RDS::DBInstance DeletionProtection",
  "aws:rds/cluster:Cluster deletionProtection": "AWS::RDS::DBCluster DeletionProtection",
  "aws:rds/instance:Instance copyTagsToSnapshot": "AWS::RDS::DBInstance CopyTagsToSnapshot",
  "aws:rds/cluster:Cluster copyTagsToSnapshot": "AWS::RDS::DBCluster CopyTagsToSnapshot",
  "aws:kms/key:Key enableKeyRotation": "AWS::KMS::Key EnableKeyRotation",
  "aws:sqs/queue:Queue sqsManagedSseEnabled": "AWS::SQS::Queue SqsManagedSseEnabled",
  "aws:dynamodb/table:Table pointInTimeRecovery": "AWS::DynamoDB::Table PointInTimeRecoverySpecification",
  "aws:dynamodb/table:Table deletionProtectionEnabled": "AWS::DynamoDB::Table DeletionProtectionEnabled",
};

const REMEDIES = catalogue.flatMap((control) =>
  control.phase === "resource" && control.remedy !== undefined ? [{ control, remedy: control.remedy }] : [],
);

function mended(properties: Properties, remedy: Remedy): Properties {
  const copy = structuredClone(properties) as Record<string, unknown>;
  applyRemedy(copy, remedy);
  return copy as Properties;
}

describe("a remedy", () => {
  for (const { control, remedy } of REMEDIES) {
    it(`mends whatever ${control.id} finds, once and for all`, () => {
      const { cases } = controlCases.find((entry) => entry.control.id === control.id)!;
      const failing = cases.filter(({ kind }) => kind === "failing" || kind === "absent" || kind === "canary");
      const outcomes = (testCase: ControlCase) =>
        findingsOf(judgementOf(control, testCase)).map((each) => each.outcome);
      const wrong = failing.filter((testCase) => outcomes(testCase).includes("fail"));
      assert.ok(wrong.length > 0);
      for (const testCase of wrong) {
        const properties = mended(testCase.properties, remedy);
        assert.deepEqual(outcomes({ ...testCase, properties }), [], testCase.title);
        assert.deepEqual(mended(properties, remedy), properties);
      }
    });
  }

  it("leaves everything else as it is, and changes nothing the second time", () => {
    const remedies = fc.constantFrom(...REMEDIES.map(({ remedy }) => remedy));
    const inner = fc.dictionary(fc.string(), fc.jsonValue());
    const written = fc.record({ pointInTimeRecovery: inner, deletionProtection: fc.jsonValue() }, { requiredKeys: [] });
    fc.assert(
      fc.property(remedies, fc.dictionary(fc.string(), fc.jsonValue()), written, (remedy, others, own) => {
        const before = structuredClone({ ...others, ...own }) as Properties;
        const after = mended(before, remedy);
        assert.deepEqual(mended(after, remedy), after);
        const touched = Object.keys(remedy).map((path) => path.split(".")[0]!);
        const untouched = (properties: Properties) =>
          Object.entries(properties).filter(([name]) => !touched.includes(name));
        assert.deepEqual(untouched(after), untouched(before));
      }),
    );
  });

  it("replaces no resource, by CloudFormation's data", async () => {
    const specification = await loadAwsServiceSpec();
    const changed = REMEDIES.flatMap(({ control, remedy }) =>
      control.types.flatMap((type) => Object.keys(remedy).map((path) => `${type} ${path.split(".")[0]}`)),
    );
    assert.deepEqual([...new Set(changed)].sort(), Object.keys(AT_CLOUDFORMATION).sort());
    for (const place of Object.values(AT_CLOUDFORMATION)) {
      const [cloudFormationType = "", property = ""] = place.split(" ");
      const [type] = specification.lookup("resource", "cloudFormationType", "equals", cloudFormationType);
      assert.ok(type?.properties[property], place);
      assert.ok([undefined, "no"].includes(type.properties[property].causesReplacement), place);
    }
  });
});

describe("the built policy packs, configured to mend", function () {
  this.timeout(PACK_TIMEOUT_MS);

  const TABLE = "aws:dynamodb/table:Table";
  const remediate = { enforcementLevel: "remediate" };
  let packs: PolicyPackProcesses;
  before(async () => {
    const exemption = { control: "DynamoDB.6", urn: "urn:pulumi:prod::shop::*::accepted", reason: "It is a cache." };
    const exemptions = [{ ...exemption, ticket: "OPS-1", owner: "web team", expires: dayFromNow(30) }];
    packs = await PolicyPackProcesses.start(JSON.stringify({ exemptions }));
  });
  after(() => {
    packs.stop();
  });

  it("mend nothing unless they are asked to", async () => {
    assert.deepEqual(await packs.packs.operations.remediate(resource(TABLE, "orders", {})), []);
  });

  it("set what is wrong, and leave secrets secret and what is unknown unknown", async () => {
    const pack = packs.packs.operations;
    await pack.configure({ "dynamodb-2": remediate, "dynamodb-6": remediate });
    const written = {
      hashKey: engineSecret("hunter2"),
      name: UNKNOWN_STRING,
      tags: { owner: engineSecret("web"), stage: UNKNOWN_STRING },
    };
    const recovery = { enabled: false, recoveryPeriodInDays: engineSecret(7) };
    const table = resource(TABLE, "orders", { ...written, pointInTimeRecovery: recovery });
    const first = { ...written, pointInTimeRecovery: { ...recovery, enabled: true } };
    assert.deepEqual(await pack.remediate(table), [
      { policy: "dynamodb-2", properties: first },
      { policy: "dynamodb-6", properties: { ...first, deletionProtectionEnabled: true } },
    ]);
    assert.deepEqual(await pack.remediate({ ...table, properties: { ...first, deletionProtectionEnabled: true } }), []);
  });

  it("mend nothing that may be right, is accepted, or is of another type", async () => {
    const pack = packs.packs.operations;
    await pack.configure({ "dynamodb-6": remediate });
    const unknown = { deletionProtectionEnabled: UNKNOWN_STRING };
    assert.deepEqual(await pack.remediate(resource(TABLE, "later", unknown)), []);
    assert.deepEqual(await pack.remediate(resource(TABLE, "accepted", {})), []);
    assert.deepEqual(await pack.remediate(resource("aws:sqs/queue:Queue", "other", {})), []);
  });

  it("refuse to mend what has no remedy", async () => {
    await assert.rejects(packs.packs.operations.configure({ "p-1": remediate }), /It must be one of/);
    await assert.rejects(packs.packs.operations.configure({ exempt: remediate }), /It must be one of/);
  });
});
