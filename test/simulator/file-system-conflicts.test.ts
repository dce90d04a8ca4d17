import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import { TestAccount, type Made } from "./account";
import { itRefuses, otherVpc, type Scene, Scene as Account, subnetIn } from "./scene";

const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";
const POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy";

const fileSystem = (scene: Scene, inputs: Properties = {}, name = "files") => scene.make(FILE_SYSTEM, name, inputs);

function mountTarget(scene: Scene, files: Made, subnet: Made, inputs: Properties = {}, name = "target"): Made {
  return scene.make(MOUNT_TARGET, name, { fileSystemId: files.id, subnetId: subnet.id, ...inputs });
}

/** A mount target in zone a, and one more. */
function second(scene: Scene, subnet: Made, inputs: Properties = {}): Made {
  const files = fileSystem(scene);
  mountTarget(scene, files, scene.subnet("a"), { ipAddress: "10.0.1.77" });
  return mountTarget(scene, files, subnet, inputs, "second");
}

function policy(scene: Scene, statement: object, resource?: string): Made {
  const files = fileSystem(scene);
  const Statement = { Principal: { AWS: "*" }, Resource: resource ?? files.outputs.arn ?? "", ...statement };
  return scene.make(POLICY, "policy", { fileSystemId: files.id, policy: JSON.stringify({ Statement }) });
}

const DENY_ALL = { Effect: "Deny", Action: "*" };

describe("simulated EFS refuses", () => {
  itRefuses([
    [
      "a second mount target in the same zone, also in another subnet",
      "MountTargetConflict",
      /already exists in this AZ/,
      (s) => second(s, subnetIn(s, "more", s.vpc.id, "10.0.3.0/24")),
    ],
    [
      "a mount target in a second VPC",
      "MountTargetConflict",
      /not in the same VPC/,
      (s) => second(s, subnetIn(s, "other", otherVpc(s).id, "10.1.1.0/24", "b")),
    ],
    [
      "a mount target with more than five groups",
      "SecurityGroupLimitExceeded",
      /at most 5/,
      (s) => {
        const securityGroups = ["1", "2", "3", "4", "5", "6"].map((name) => s.group(name).id);
        return mountTarget(s, fileSystem(s), s.subnet(), { securityGroups });
      },
    ],
    [
      "a mount target with another VPC's group",
      "SecurityGroupNotFound",
      /in the subnet's VPC/,
      (s) => {
        const foreign = s.make("aws:ec2/securityGroup:SecurityGroup", "foreign", { vpcId: otherVpc(s).id });
        return mountTarget(s, fileSystem(s), s.subnet(), { securityGroups: [foreign.id] });
      },
    ],
    [
      "a mount target in another zone than a One Zone file system's",
      "AvailabilityZonesMismatch",
      /eu-central-1a.*eu-central-1b/,
      (s) => mountTarget(s, fileSystem(s, { availabilityZoneName: "eu-central-1a" }), s.subnet("b")),
    ],
    [
      "a mount target with an address outside of the subnet",
      "BadRequest",
      /does not fall within/,
      (s) => mountTarget(s, fileSystem(s), s.subnet(), { ipAddress: "10.9.9.9" }),
    ],
    [
      "a mount target with an address that another file system's has",
      "IpAddressInUse",
      /10\.0\.1\.77 is in use/,
      (s) => {
        const inputs = { ipAddress: "10.0.1.77" };
        mountTarget(s, fileSystem(s), s.subnet(), inputs);
        return mountTarget(s, fileSystem(s, {}, "other"), s.subnet(), inputs, "other");
      },
    ],
    [
      "a mount target of no file system",
      "FileSystemNotFound",
      /does not exist/,
      (s) => s.make(MOUNT_TARGET, "target", { fileSystemId: "fs-0123456789abcdef0", subnetId: s.subnet().id }),
    ],
    [
      "a mount target in no subnet",
      "SubnetNotFound",
      /does not exist/,
      (s) => s.make(MOUNT_TARGET, "target", { fileSystemId: fileSystem(s).id, subnetId: "subnet-0123456789abcdef0" }),
    ],
    [
      "an access point of no file system",
      "FileSystemNotFound",
      /does not exist/,
      (s) => s.make("aws:efs/accessPoint:AccessPoint", "web", { fileSystemId: "fs-0123456789abcdef0" }),
    ],
    [
      "a second file system with the same creation token",
      "FileSystemAlreadyExists",
      /already exists with creation token 'one'/,
      (s) => [fileSystem(s, { creationToken: "one" }), fileSystem(s, { creationToken: "one" }, "other")],
    ],
    ["a policy that nobody could change any more", "InvalidPolicyException", /lockout/, (s) => policy(s, DENY_ALL)],
    [
      "a policy about another file system",
      "InvalidPolicyException",
      /invalid resource/,
      (s) => policy(s, { Effect: "Allow", Action: "elasticfilesystem:ClientMount" }, "arn:aws:elasticfilesystem:x:1:y"),
    ],
  ]);
});

describe("simulated EFS", () => {
  it("has a mount target in each zone, and counts them", () => {
    const scene = new Account();
    const files = fileSystem(scene);
    assert.equal(files.outputs.numberOfMountTargets, 0);
    mountTarget(scene, files, scene.subnet("a"));
    const { outputs } = mountTarget(scene, files, scene.subnet("b"), {}, "b");
    assert.equal(scene.read(files)?.numberOfMountTargets, 2);
    assert.equal(outputs.availabilityZoneName, "eu-central-1b");
    assert.equal(outputs.ipAddress, "10.0.2.8");
    assert.deepEqual(outputs.securityGroups, [scene.vpc.outputs.defaultSecurityGroupId]);
  });

  it("lets a policy lock everyone out who asks for just that", () => {
    const scene = new Account();
    const { id, outputs } = fileSystem(scene);
    const document = { Statement: { ...DENY_ALL, Principal: "*", Resource: outputs.arn } };
    const inputs = { fileSystemId: id, policy: JSON.stringify(document), bypassPolicyLockoutSafetyCheck: true };
    assert.equal(scene.make(POLICY, "policy", inputs).id, id);
  });

  it("lets a policy deny everything to those who come without TLS", () => {
    const scene = new Account();
    const Condition = { Bool: { "aws:SecureTransport": "false" } };
    assert.doesNotThrow(() => policy(scene, { ...DENY_ALL, Condition }));
  });

  it("keeps the mount target when its groups change", () => {
    const account = new TestAccount();
    const urn = "urn:pulumi:dev::p::aws:efs/mountTarget:MountTarget::target";
    const inputs = { fileSystemId: "fs-1", subnetId: "subnet-1", securityGroups: ["sg-1"] };
    const changes = (news: Properties) =>
      account.aws.diff({ type: MOUNT_TARGET, urn }, inputs, { ...inputs, ...news }).changes;
    assert.deepEqual(
      changes({ securityGroups: ["sg-2"], subnetId: "subnet-2" }).map(({ path, replaces }) => [path, replaces]),
      [
        ["subnetId", true],
        ["securityGroups[0]", false],
      ],
    );
  });
});
