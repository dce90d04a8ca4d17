import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import type { Made } from "./account";
import { Scene, taskDefinitionInputs } from "./scene";

/** What is there when the service is made, besides the file system; by default all that its tasks need. */
interface Circumstances {
  readonly zones?: readonly ("a" | "b")[];
  readonly fileSystemPolicy?: readonly object[];
  readonly granted?: object;
  readonly volume?: object;
  readonly policyOfRole?: boolean;
}

const MOUNT = "elasticfilesystem:ClientMount";

/** Whether the service's first deployment succeeds. */
function runs(given: Circumstances): boolean {
  const scene = new Scene();
  const files = scene.make("aws:efs/fileSystem:FileSystem", "files", { encrypted: true });
  const point = scene.make("aws:efs/accessPoint:AccessPoint", "web", { fileSystemId: files.id });
  for (const zone of given.zones ?? ["a"]) {
    const inputs = { fileSystemId: files.id, subnetId: scene.subnet(zone).id };
    scene.make("aws:efs/mountTarget:MountTarget", zone, inputs);
  }
  const Statement = given.fileSystemPolicy ?? [
    { Effect: "Deny", Principal: "*", Action: MOUNT, Condition: { Bool: { "aws:SecureTransport": "false" } } },
  ];
  if (Statement.length > 0) {
    const inputs = { fileSystemId: files.id, policy: JSON.stringify({ Statement }) };
    scene.make("aws:efs/fileSystemPolicy:FileSystemPolicy", "policy", inputs);
  }
  if (given.policyOfRole ?? true) {
    const Condition = { StringEquals: { "elasticfilesystem:AccessPointArn": point.outputs.arn } };
    const statement = { Effect: "Allow", Action: MOUNT, Resource: files.outputs.arn, Condition, ...given.granted };
    const policy = JSON.stringify({ Statement: [statement] });
    scene.make("aws:iam/rolePolicy:RolePolicy", "mount", { role: scene.role.id, policy });
  }
  return deploys(scene, {
    fileSystemId: files.id,
    transitEncryption: "ENABLED",
    authorizationConfig: { iam: "ENABLED", accessPointId: point.id },
    ...given.volume,
  });
}

function deploys(scene: Scene, efsVolumeConfiguration: Properties): boolean {
  const definition: Made = scene.make("aws:ecs/taskDefinition:TaskDefinition", "files", {
    ...taskDefinitionInputs(),
    taskRoleArn: scene.role.outputs.arn ?? "",
    volumes: [{ name: "files", efsVolumeConfiguration }],
  });
  void scene.capacityProviders;
  void scene.rule;
  const inputs = { ...scene.serviceInputs(), taskDefinition: definition.outputs.arn ?? "", name: "files" };
  scene.make("aws:ecs/service:Service", "files", inputs);
  const args = { clusterArn: scene.cluster.outputs.arn ?? "", serviceName: "files" };
  const service = scene.aws.invoke("aws:ecs/getService:getService", args, scene.provider);
  return service["runningCount"] === 1;
}

describe("simulated tasks with a file system", () => {
  it("run where there are a mount target, a role that may mount, and TLS", () => {
    assert.equal(runs({}), true);
  });

  it("don't run in a zone without mount target", () => {
    assert.equal(runs({ zones: ["b"] }), false);
    assert.equal(runs({ zones: ["a", "b"] }), true);
  });

  it("don't run before the role may mount", () => {
    assert.equal(runs({ policyOfRole: false }), false);
    assert.equal(runs({ granted: { Action: "elasticfilesystem:ClientWrite" } }), false);
    assert.equal(runs({ granted: { Action: "elasticfilesystem:Client*" } }), true);
    assert.equal(runs({ granted: { Resource: "arn:aws:elasticfilesystem:eu-central-1:123456789012:x" } }), false);
  });

  it("don't run if the role may mount through another access point only", () => {
    const other = { "elasticfilesystem:AccessPointArn": "arn:aws:elasticfilesystem:x:1:access-point/fsap-1" };
    assert.equal(runs({ granted: { Condition: { StringEquals: other } } }), false);
    assert.equal(runs({ granted: { Condition: { StringNotEquals: other } } }), true);
  });

  it("run without role where the file system has no policy, or one that lets everyone in", () => {
    const authorizationConfig = { iam: "DISABLED" };
    const anyone = [{ Effect: "Allow", Principal: "*", Action: MOUNT }];
    assert.equal(runs({ volume: { authorizationConfig } }), false);
    assert.equal(runs({ volume: { authorizationConfig }, fileSystemPolicy: [] }), true);
    assert.equal(runs({ volume: { authorizationConfig }, fileSystemPolicy: anyone }), true);
  });

  it("don't run if the file system denies what the role may", () => {
    const deny = (Condition: object) => [{ Effect: "Deny", Principal: "*", Action: "*", Condition }];
    const key = "elasticfilesystem:AccessPointArn";
    const points = { [key]: "arn:*:access-point/*" };
    assert.equal(runs({ fileSystemPolicy: deny({ StringNotLike: points }) }), true);
    assert.equal(runs({ fileSystemPolicy: deny({ StringLike: points }) }), false);
    assert.equal(
      runs({
        fileSystemPolicy: deny({ StringNotLike: points }),
        granted: { Condition: undefined },
        volume: { authorizationConfig: { iam: "ENABLED" } },
      }),
      false,
    );
    assert.equal(
      runs({ fileSystemPolicy: deny({ Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" } }) }),
      true,
    );
    assert.equal(runs({ fileSystemPolicy: deny({ IpAddress: { "aws:SourceIp": "192.0.2.0/24" } }) }), false);
  });

  it("of another account's file system are taken to run", () => {
    assert.equal(deploys(new Scene(), { fileSystemId: "fs-0123456789abcdef0" }), true);
  });
});
