import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { buildEnvironment } from "../../../stacks/environment";
import { thrownProblems } from "../../support/problems";
import { record } from "../../support/recorded";
import { configuration, PROJECT } from "../../support/settings";

const MOUNT = { fileSystem: "shared", accessPoint: "uploads" };
const SHARED = { accessPoints: { uploads: {} } };

/** A service with what a container mounts, besides the file systems of the environment. */
function settings(mounts: object, fileSystems: object = { shared: SHARED }, more: object = {}) {
  const { service = {}, container = {}, ...rest } = more as { service?: object; container?: object };
  const containers = { web: { image: "example/web:1", containerPort: 8080, fileSystemMounts: mounts, ...container } };
  const services = { web: { containers, route: { paths: ["/*"] }, ...service } };
  return configuration({ services, fileSystems, ...rest });
}

function plan(...args: Parameters<typeof settings>) {
  return planEnvironment(PROJECT, "staging", settings(...args));
}

/** The component and argument of each problem, and what is wrong. */
function problems(...args: Parameters<typeof settings>): string[] {
  return thrownProblems(() => plan(...args)).map(
    ({ component, argument, message }) => `${component}: ${argument}: ${message}`,
  );
}

/** The same of each warning about file systems and mounts. */
function warnings(...args: Parameters<typeof settings>): string[] {
  return plan(...args)
    .warnings.filter(({ component, argument }) => /file system/.test(component) || /fileSystemMounts/.test(argument))
    .map(({ component, argument }) => `${component}: ${argument}`);
}

const AT = 'service "web": containers.web.fileSystemMounts./uploads';

describe("the file systems of an environment", () => {
  it("are mounted by their names", () => {
    assert.deepEqual(warnings({ "/uploads": MOUNT }), []);
  });

  it("have to be there, and the access point too", () => {
    assert.deepEqual(problems({ "/uploads": { ...MOUNT, fileSystem: "share" } }), [
      `${AT}.fileSystem: The environment has no such file system; it has shared.`,
    ]);
    assert.deepEqual(problems({ "/uploads": MOUNT }, {}), [`${AT}.fileSystem: The environment has no file systems.`]);
    assert.deepEqual(problems({ "/uploads": { ...MOUNT, accessPoint: "upload" } }), [
      `${AT}.accessPoint: File system "shared" has no such access point; it has uploads.`,
    ]);
    assert.deepEqual(problems({ "/uploads": MOUNT }, { shared: { accessPoints: {} } }), [
      `${AT}.accessPoint: File system "shared" has no access points.`,
    ]);
  });

  it("are checked as whoever uses the component alone has them checked", () => {
    const wrong = { shared: { throughputMode: "provisioned", accessPoints: { uploads: { path: "/" } } } };
    const found = problems({ "/uploads": MOUNT }, wrong).map((problem) => problem.split(": ").slice(0, 2));
    assert.deepEqual(found, [
      ['file system "shared"', "provisionedThroughputMiBps"],
      ['file system "shared"', "accessPoints.uploads.path"],
    ]);
  });

  it("are not asked for where they can't be read", () => {
    const found = problems({ "/uploads": MOUNT }, { shared: { ...SHARED, throughputMode: "fast" } });
    assert.ok(
      found.every((problem) => problem.startsWith("configuration: ")),
      found.join("\n"),
    );
  });

  it("are mounted at one place each, beside the other volumes of a container", () => {
    const more = { container: { writablePaths: ["/uploads"] } };
    assert.match(problems({ "/uploads": MOUNT }, { shared: SHARED }, more)[0]!, /mounted there already/);
    assert.match(problems({ uploads: MOUNT })[0]!, /no folder of a container/);
  });

  it("are out of reach in public subnets", () => {
    const found = problems({ "/uploads": MOUNT }, { shared: SHARED }, { service: { subnetTier: "public" } });
    assert.equal(found.length, 1);
    assert.match(found[0]!, /^service "web": subnetTier: The mount targets .* are in isolated subnets/);
  });

  it("need a mount target in each zone of an existing network in which tasks may run", () => {
    const id = (digit: number) => `subnet-${String(digit).repeat(17)}`;
    const network = (subnets: object) => ({
      network: undefined,
      existing: { network: { vpcId: "vpc-0123456789abcdef0", privateInternetAccess: true, ...subnets } },
    });
    const ofFiles = (subnets: object) =>
      problems({ "/uploads": MOUNT }, { shared: SHARED }, network(subnets)).filter((each) => /mount target/.test(each));
    const privateSubnetIds = { a: id(1), b: id(2) };
    const [problem, ...more] = ofFiles({ privateSubnetIds, isolatedSubnetIds: { b: id(3) } });
    assert.match(problem!, /^service "web": network: File system "shared" has no mount target in zone a,/);
    assert.deepEqual(more, []);
    const [nowhere, ...others] = ofFiles({ publicSubnetIds: { a: id(4) } });
    assert.match(nowhere!, /^file system "shared": network: .* no place for a mount target/);
    assert.deepEqual(others, []);
  });

  it("have resources of their own names", () => {
    const fileSystems = {
      shared: { accessPoints: { uploads: {}, "b-c": {} } },
      "shared-b": { accessPoints: { c: {} } },
    };
    const found = problems({ "/uploads": MOUNT }, fileSystems);
    assert.equal(found.length, 1);
    assert.match(
      found[0]!,
      /^file system "shared-b": accessPoints\.c\.name: It would be called shared-b-c, as is "b-c"/,
    );
  });

  it("have room for 60 services", () => {
    const containers = (port: number) => ({
      web: { image: "example/web:1", containerPort: port, fileSystemMounts: { "/uploads": MOUNT } },
    });
    const services = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`s${index}`, { containers: containers(8080) }]));
    const planOf = (count: number) => () =>
      planEnvironment(
        PROJECT,
        "staging",
        configuration({ services: services(count), fileSystems: { shared: SHARED } }),
      );
    assert.doesNotThrow(planOf(60));
    const [problem, ...more] = thrownProblems(planOf(61));
    assert.deepEqual([problem!.component, problem!.value, more], ['file system "shared"', 61, []]);
  });

  it("warn of what is hardly wanted: in prod no backups and speed by size, and anywhere what nobody uses", () => {
    const unwise = { throughputMode: "bursting", performanceMode: "maxIO", automaticBackups: false };
    const mount = { "/uploads": MOUNT };
    assert.deepEqual(warnings(mount, { shared: { ...SHARED, ...unwise } }), [
      'file system "shared": throughputMode',
      'file system "shared": performanceMode',
      'file system "shared": automaticBackups',
    ]);
    const dev = { environmentType: "dev", notifications: undefined };
    assert.deepEqual(warnings(mount, { shared: { ...SHARED, ...unwise } }, dev), [
      'file system "shared": performanceMode',
    ]);
    assert.deepEqual(warnings(mount, { shared: SHARED }, dev), []);
    assert.deepEqual(warnings(mount, { shared: SHARED, spare: SHARED }), ['file system "spare": accessPoints']);
  });

  it("warn of a program that isn't the owner of its files", () => {
    assert.deepEqual(warnings({ "/uploads": MOUNT }, { shared: SHARED }, { container: { user: "7:7" } }), [AT]);
  });

  it("are built with backups in prod, a key of their own if wanted, and protected with the other data", async () => {
    const build = (fileSystem: object, more: object = {}) =>
      record(() => void buildEnvironment(plan({ "/uploads": MOUNT }, { shared: { ...SHARED, ...fileSystem } }, more)));
    const prod = await build({ ownEncryptionKey: true });
    assert.deepEqual(prod.inputs("efs.BackupPolicy", "shared")["backupPolicy"], { status: "ENABLED" });
    assert.equal(prod.input("efs.FileSystem", "shared", "kmsKeyId"), prod.output("kms.Key", "shared-files", "arn"));
    for (const [type, name] of [
      ["efs.FileSystem", "shared"],
      ["kms.Key", "shared-files"],
    ] as const)
      assert.equal(prod.resource(type, name).options.protect, true);
    const dev = await build({}, { environmentType: "dev", notifications: undefined, protectStatefulResources: false });
    assert.deepEqual(dev.inputs("efs.BackupPolicy", "shared")["backupPolicy"], { status: "DISABLED" });
    assert.ok(!dev.resource("efs.FileSystem", "shared").options.protect);
    assert.equal(dev.inputs("efs.FileSystem", "shared")["kmsKeyId"], undefined);
    const [volume] = dev.inputs("ecs.TaskDefinition", "web")["volumes"] as unknown as [{ name: string }];
    assert.equal(volume.name, "efs--shared--uploads");
  });
});
