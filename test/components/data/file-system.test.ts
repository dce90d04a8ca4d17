import assert from "node:assert/strict";
import { FileSystem } from "../../../components/data/file-system";
import type { FileSystemArgs } from "../../../components/data/file-system-args";
import { EncryptionKey } from "../../../components/identity/encryption-key";
import { Network } from "../../../components/network/network";
import { asText, record, refusal, type Recorded } from "../../support/recorded";

const network = () => new Network("main", { cidr: "10.0.0.0/16", zones: ["b", "a"], nat: "none" });

function shared(args: Omit<FileSystemArgs, "network"> = {}): Promise<Recorded> {
  return record(() => void new FileSystem("shared", { network: network(), ...args }));
}

const arnIn = (run: Recorded) => run.output("efs.FileSystem", "shared", "arn");

describe("a file system on simulated AWS", () => {
  it("is encrypted, elastic, protected, and moves what nobody uses to infrequent access", async () => {
    const run = await shared();
    assert.deepEqual(run.inputs("efs.FileSystem", "shared"), {
      encrypted: true,
      performanceMode: "generalPurpose",
      throughputMode: "elastic",
      lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }],
      tags: { Name: "shared" },
    });
    assert.equal(run.resource("efs.FileSystem", "shared").options.protect, true);
    assert.deepEqual(run.names("efs.AccessPoint"), []);
    assert.deepEqual(run.names("kms.Key"), []);
  });

  it("has a mount target in each zone's isolated subnet, called by the zone, with a group that lets nobody in", async () => {
    const run = await shared();
    assert.deepEqual(run.names("efs.MountTarget"), ["shared-a", "shared-b"]);
    for (const zone of ["a", "b"]) {
      assert.deepEqual(run.inputs("efs.MountTarget", `shared-${zone}`), {
        fileSystemId: run.id("efs.FileSystem", "shared"),
        subnetId: run.id("ec2.Subnet", `main-isolated-${zone}`),
        securityGroups: [run.id("ec2.SecurityGroup", "shared")],
      });
    }
    const { name, ...group } = run.inputs("ec2.SecurityGroup", "shared");
    assert.match(asText(name), /^shared-/);
    assert.deepEqual(group, {
      vpcId: run.id("ec2.Vpc", "main"),
      description: "Mount targets of shared",
      tags: { Name: "shared" },
    });
    assert.deepEqual(run.names("vpc.SecurityGroupIngressRule"), []);
    assert.deepEqual(run.names("vpc.SecurityGroupEgressRule"), []);
  });

  it("stands in private subnets where there are no isolated ones, and nowhere else", async () => {
    const without = (tiers: readonly ("isolated" | "private")[]) => () => {
      const { subnetZones, vpcId, publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = network();
      const others = { natPublicIps: [], publicRouting: [], privateRouting: [] };
      const zones = { ...subnetZones, ...Object.fromEntries(tiers.map((tier) => [tier, []])) };
      const subnets = { publicSubnetIds, privateSubnetIds, isolatedSubnetIds, subnetZones: zones };
      return void new FileSystem("shared", { network: { vpcId, ...subnets, ...others } });
    };
    const run = await record(without(["isolated"]));
    assert.equal(run.input("efs.MountTarget", "shared-b", "subnetId"), run.id("ec2.Subnet", "main-private-b"));
    const { message, registered } = await refusal(without(["isolated", "private"]));
    assert.match(message, /neither isolated nor private subnets/);
    assert.ok(!registered.some((type) => type.includes("FileSystem")));
  });

  it("lets nobody mount without TLS, past access points or mount targets, and allows nothing by itself", async () => {
    const run = await shared();
    const { policy, ...rest } = run.inputs("efs.FileSystemPolicy", "shared");
    assert.deepEqual(rest, { fileSystemId: run.id("efs.FileSystem", "shared") });
    const deny = (sid: string, condition: object) => ({
      Sid: sid,
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientRootAccess"],
      Resource: arnIn(run),
      Condition: condition,
    });
    assert.deepEqual(JSON.parse(asText(policy)), {
      Version: "2012-10-17",
      Statement: [
        deny("TlsOnly", { Bool: { "aws:SecureTransport": "false" } }),
        deny("AccessPointsOnly", {
          StringNotLike: {
            "elasticfilesystem:AccessPointArn": "arn:aws:elasticfilesystem:eu-central-1:123456789012:access-point/*",
          },
        }),
        deny("MountTargetsOnly", { Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" } }),
      ],
    });
  });

  it("is backed up unless told otherwise, and says so either way", async () => {
    const status = async (args: object) => (await shared(args)).inputs("efs.BackupPolicy", "shared")["backupPolicy"];
    assert.deepEqual(await status({}), { status: "ENABLED" });
    assert.deepEqual(await status({ automaticBackups: false }), { status: "DISABLED" });
  });

  it("has an access point for each folder, whose user owns it", async () => {
    const run = await shared({
      accessPoints: {
        uploads: {},
        reports: { path: "/a/b", uid: 7, gid: 8, secondaryGids: [9], permissions: "700" },
      },
    });
    const fileSystemId = run.id("efs.FileSystem", "shared");
    assert.deepEqual(run.inputs("efs.AccessPoint", "shared-uploads"), {
      fileSystemId,
      posixUser: { uid: 1000, gid: 1000 },
      rootDirectory: { path: "/uploads", creationInfo: { ownerUid: 1000, ownerGid: 1000, permissions: "0750" } },
      tags: { Name: "shared-uploads" },
    });
    assert.deepEqual(run.inputs("efs.AccessPoint", "shared-reports"), {
      fileSystemId,
      posixUser: { uid: 7, gid: 8, secondaryGids: [9] },
      rootDirectory: { path: "/a/b", creationInfo: { ownerUid: 7, ownerGid: 8, permissions: "700" } },
      tags: { Name: "shared-reports" },
    });
  });

  it("can be encrypted with a key of one's own, which no service of AWS needs to be let in to", async () => {
    const run = await record(() => {
      const encryptionKey = new EncryptionKey("shared", { description: "Files", user: "nobody" });
      new FileSystem("shared", { network: network(), encryptionKey });
    });
    assert.equal(run.input("efs.FileSystem", "shared", "kmsKeyId"), run.output("kms.Key", "shared", "arn"));
    const { Statement } = JSON.parse(run.input("kms.Key", "shared", "policy")) as { Statement: { Sid: string }[] };
    assert.deepEqual(
      Statement.map(({ Sid }) => Sid),
      ["LetIamDecide"],
    );
  });

  it("has the throughput and the transitions that it is given, and can be left unprotected", async () => {
    const run = await shared({
      throughputMode: "provisioned",
      provisionedThroughputMiBps: 20,
      performanceMode: "maxIO",
      transitionToIaDays: 7,
      transitionToPrimaryOnAccess: true,
      protect: false,
    });
    assert.deepEqual(run.inputs("efs.FileSystem", "shared"), {
      encrypted: true,
      performanceMode: "maxIO",
      throughputMode: "provisioned",
      provisionedThroughputInMibps: 20,
      lifecyclePolicies: [{ transitionToIa: "AFTER_7_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
      tags: { Name: "shared" },
    });
    assert.ok(!run.resource("efs.FileSystem", "shared").options.protect);
  });

  it("is refused with all that is wrong, before anything is registered", async () => {
    const run = await refusal(
      () =>
        void new FileSystem("Shared", {
          network: network(),
          throughputMode: "provisioned",
          accessPoints: { uploads: { path: "/", uid: 0 } },
        }),
    );
    assert.match(run.message, /^4 problems found/);
    for (const argument of [
      "name",
      "provisionedThroughputMiBps",
      "accessPoints.uploads.path",
      "accessPoints.uploads.uid",
    ])
      assert.ok(run.message.includes(`file system "Shared": ${argument} = `), argument);
    assert.ok(!run.registered.includes("fargate-platform:data:FileSystem"));
  });
});
