import assert from "node:assert/strict";
import { FileSystem } from "../../../components/data/file-system";
import type { AccessPointArgs } from "../../../components/data/file-system-args";
import { Network } from "../../../components/network/network";
import { Cluster } from "../../../components/service/cluster";
import type { ContainerArgs } from "../../../components/service/container-args";
import { FargateService } from "../../../components/service/fargate-service";
import { checkMountPlacement, warnOfFileOwners } from "../../../components/service/file-system-mount-plan";
import { plainService, type FargateServiceArgs } from "../../../components/service/service-args";
import { checkVolumes, planVolumes } from "../../../components/service/volume-plan";
import { containers, web } from "../../support/fargate-service";
import { record, refusal, type Recorded } from "../../support/recorded";

type Mounts = NonNullable<ContainerArgs["fileSystemMounts"]>;

/** A service whose containers have the mounts, of a file system with two access points. */
function build(
  mounts: (shared: FileSystem) => Readonly<Record<string, Mounts>>,
  { elsewhere = false, ...args }: Partial<FargateServiceArgs> & { readonly elsewhere?: boolean } = {},
): void {
  const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
  const other = elsewhere && new Network("other", { cidr: "10.1.0.0/16", zones: ["a", "b"], nat: "none" });
  const shared = new FileSystem("shared", { network: other || network, accessPoints: { uploads: {}, pages: {} } });
  const described = Object.entries(mounts(shared)).map(([name, fileSystemMounts], index) => {
    const { containerPort, ...rest } = web;
    return [name, { ...rest, containerPort: containerPort + index, fileSystemMounts }] as const;
  });
  new FargateService("web", {
    cluster: new Cluster("main", {}),
    network,
    containers: Object.fromEntries(described),
    ...args,
  });
}

const uploads = (fileSystem: FileSystem, readOnly?: boolean): Mounts => ({
  "/uploads": { fileSystem, accessPoint: "uploads", ...(readOnly !== undefined && { readOnly }) },
});

function grants(run: Recorded): { Action: string[]; Resource: string; Condition: object }[] {
  const policy = run.input("iam.RolePolicy", "web-task-files", "policy");
  return (JSON.parse(policy) as { Statement: { Action: string[]; Resource: string; Condition: object }[] }).Statement;
}

const READ = "elasticfilesystem:ClientMount";
const WRITE = "elasticfilesystem:ClientWrite";

describe("a Fargate service with a file system", () => {
  it("mounts it over TLS, as its task role, through the access point", async () => {
    const run = await record(() => build((shared) => ({ web: uploads(shared) })));
    assert.deepEqual(run.inputs("ecs.TaskDefinition", "web")["volumes"], [
      {
        name: "efs--shared--uploads",
        efsVolumeConfiguration: {
          fileSystemId: run.id("efs.FileSystem", "shared"),
          transitEncryption: "ENABLED",
          authorizationConfig: { accessPointId: run.id("efs.AccessPoint", "shared-uploads"), iam: "ENABLED" },
        },
      },
    ]);
    assert.deepEqual(containers(run)["web"]!["mountPoints"], [
      { sourceVolume: "efs--shared--uploads", containerPath: "/uploads", readOnly: false },
    ]);
    // The access point's user owns the folder, so that nothing has to be opened.
    assert.deepEqual(Object.keys(containers(run)), ["web"]);
  });

  it("may mount that access point and nothing else", async () => {
    const run = await record(() => build((shared) => ({ web: uploads(shared) })));
    assert.deepEqual(grants(run), [
      {
        Effect: "Allow",
        Action: [READ, WRITE],
        Resource: run.output("efs.FileSystem", "shared", "arn"),
        Condition: {
          StringEquals: {
            "elasticfilesystem:AccessPointArn": run.output("efs.AccessPoint", "shared-uploads", "arn"),
          },
        },
      },
    ]);
  });

  it("may write only if one of its containers does", async () => {
    const actions = async (first: boolean, second: boolean) => {
      const run = await record(() =>
        build((shared) => ({ web: uploads(shared, first), sync: uploads(shared, second) })),
      );
      return grants(run).map(({ Action }) => Action);
    };
    assert.deepEqual(await actions(true, true), [[READ]]);
    assert.deepEqual(await actions(false, true), [[READ, WRITE]]);
    assert.deepEqual(await actions(true, false), [[READ, WRITE]]);
  });

  it("opens the way to the mount targets at both ends, once for all its mounts", async () => {
    const run = await record(() =>
      build((shared) => ({
        web: { ...uploads(shared), "/pages": { fileSystem: shared, accessPoint: "pages", readOnly: true } },
      })),
    );
    const way = { fromPort: 2049, toPort: 2049, ipProtocol: "tcp", tags: { Name: "shared-from-web" } };
    const [tasks, targets] = [run.id("ec2.SecurityGroup", "web"), run.id("ec2.SecurityGroup", "shared")];
    assert.deepEqual(run.inputs("vpc.SecurityGroupEgressRule", "shared-from-web"), {
      ...way,
      securityGroupId: tasks,
      referencedSecurityGroupId: targets,
      description: "To the mount targets of shared",
    });
    assert.deepEqual(run.inputs("vpc.SecurityGroupIngressRule", "shared-from-web"), {
      ...way,
      securityGroupId: targets,
      referencedSecurityGroupId: tasks,
      description: "From the tasks of web",
    });
    assert.deepEqual(
      grants(run).map(({ Action }) => Action),
      [[READ], [READ, WRITE]],
    );
  });

  it("starts no task before it can mount", async () => {
    const run = await record(() => build((shared) => ({ web: uploads(shared) })));
    const dependencies = run.dependencies("ecs.Service", "web");
    for (const needed of [
      "efs.MountTarget shared-a",
      "efs.MountTarget shared-b",
      "efs.FileSystemPolicy shared",
      "iam.RolePolicy web-task-files",
      "vpc.SecurityGroupEgressRule shared-from-web",
      "vpc.SecurityGroupIngressRule shared-from-web",
    ])
      assert.ok(dependencies.includes(needed), needed);
  });

  it("is refused an access point that there is none of, and a file system of another network", async () => {
    const run = await refusal(() =>
      build((shared) => ({ web: { "/data": { fileSystem: shared, accessPoint: "upload" } } }), {
        elsewhere: true,
        subnetTier: "public",
      }),
    );
    assert.match(run.message, /^2 problems found/);
    assert.match(run.message, /containers\.web\.fileSystemMounts\.\/data\.accessPoint = "upload"/);
    assert.match(run.message, /no such access point; it has uploads, pages\./);
    assert.match(run.message, /"shared" is reached from another network/);
    assert.ok(!run.registered.includes("fargate-platform:service:FargateService"));
  });

  it("is refused in public subnets, from where nothing reaches isolated ones", async () => {
    const run = await refusal(() => build((shared) => ({ web: uploads(shared) }), { subnetTier: "public" }));
    assert.match(run.message, /subnetTier = "public"\n {2}The mount targets of file system "shared" are in isolated/);
  });
});

describe("the plan of file systems in a service", () => {
  const zones = (isolated: readonly ("a" | "b")[], others: readonly ("a" | "b")[]) => {
    return { isolated, private: others, public: others };
  };
  const place = (subnetTier: "private" | "public", subnetZones: ReturnType<typeof zones>) =>
    checkMountPlacement("service", "shared", { subnetTier, subnetZones }).map(({ message }) => message);

  it("wants a mount target in each zone in which tasks may run", () => {
    assert.deepEqual(place("private", zones(["a", "b"], ["a", "b"])), []);
    assert.deepEqual(place("private", zones(["a", "b"], ["a"])), []);
    const [message, ...more] = place("private", zones(["a"], ["a", "b"]));
    assert.match(message!, /no mount target in zone b,/);
    assert.deepEqual(more, []);
    assert.deepEqual(place("public", zones([], ["a"])), []);
  });

  it("leaves to a file system what ECS Exec's agent would have had for itself, and lets nobody mount twice at one place", () => {
    const fileSystem = { plan: { name: "shared", accessPoints: {} } } as unknown as FileSystem;
    const path = "/var/log/amazon/ssm";
    const fileSystemMounts = { [path]: { fileSystem, accessPoint: "logs" } };
    const plan = (args: Partial<ContainerArgs>) =>
      plainService("web", { containers: { web: { ...web, fileSystemMounts, ...args } }, executeCommand: true });
    const mounted = planVolumes(plan({})).mountPoints["web"]!.filter(({ containerPath }) => containerPath === path);
    assert.deepEqual(mounted, [{ sourceVolume: "efs--shared--logs", containerPath: path, readOnly: false }]);
    assert.deepEqual(checkVolumes("service", plan({})), []);
    const [problem, ...more] = checkVolumes("service", plan({ writablePaths: [path] }));
    assert.deepEqual([problem!.argument, more], [`containers.web.fileSystemMounts.${path}`, []]);
    assert.match(problem!.message, /mounted there already/);
    const root = plan({ fileSystemMounts: { "/": { fileSystem, accessPoint: "logs" } } });
    assert.match(checkVolumes("service", root)[0]!.message, /no folder of a container/);
  });

  it("warns of files that look like somebody else's to the program", () => {
    const warnings = (user: string | undefined, accessPoint: AccessPointArgs = {}) => {
      const plan = { name: "shared", accessPoints: { uploads: { uid: accessPoint.uid ?? 1000 } } };
      const fileSystem = { plan } as unknown as FileSystem;
      const fileSystemMounts = { "/uploads": { fileSystem, accessPoint: "uploads" } };
      const container = { ...web, ...(user !== undefined && { user }), fileSystemMounts };
      const { containers: plain } = plainService("web", { containers: { web: container } });
      return warnOfFileOwners('service "web"', plain).map(({ message }) => message);
    };
    assert.deepEqual(warnings(undefined), []);
    assert.deepEqual(warnings("node"), []);
    assert.deepEqual(warnings("7:7", { uid: 7 }), []);
    assert.match(warnings("7:7")[0]!, /belong to user 1000, and the container runs as 7/);
    assert.match(warnings(undefined, { uid: 7 })[0]!, /belong to user 7, and the container runs as 1000/);
  });
});
