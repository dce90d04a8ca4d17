import assert from "node:assert/strict";
import { build, containers, service, web } from "../../support/fargate-service";
import { refusal } from "../../support/recorded";

const ECR = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

describe("a Fargate service whose programs write files", () => {
  const image = "example/sync:1";
  const writing = {
    containers: {
      web: { ...web, writablePaths: ["/tmp"], mountPoints: { "/pages": { sourceVolume: "pages", readOnly: true } } },
      sync: { image, dependsOn: { web: "START" }, mountPoints: { "/out": { sourceVolume: "pages" } } },
    },
  } as const;

  it("has volumes, and leaves its file systems read-only", async () => {
    const run = await service(writing);
    assert.deepEqual(run.inputs("ecs.TaskDefinition", "web")["volumes"], [{ name: "pages" }, { name: "web--tmp" }]);
    const { web: first, sync } = containers(run);
    assert.deepEqual(first!["mountPoints"], [
      { sourceVolume: "pages", containerPath: "/pages", readOnly: true },
      { sourceVolume: "web--tmp", containerPath: "/tmp", readOnly: false },
    ]);
    assert.deepEqual(sync!["mountPoints"], [{ sourceVolume: "pages", containerPath: "/out", readOnly: false }]);
    assert.deepEqual([first!["readonlyRootFilesystem"], first!["user"]], [true, "1000:1000"]);
  });

  it("waits for a container without any rights that opens the volumes", async () => {
    const run = await service(writing);
    const { "prepare-volumes": setup, web: first, sync } = containers(run);
    const { logConfiguration, ...rest } = setup!;
    assert.deepEqual(rest, {
      name: "prepare-volumes",
      image: "public.ecr.aws/docker/library/busybox:1.37",
      cpu: 0,
      essential: false,
      entryPoint: ["chmod"],
      command: ["1777", "/volumes/pages", "/volumes/web--tmp"],
      user: "0",
      readonlyRootFilesystem: true,
      portMappings: [],
      environment: [],
      secrets: [],
      dependsOn: [],
      stopTimeout: 30,
      linuxParameters: { initProcessEnabled: true, capabilities: { add: [], drop: ["ALL"] } },
      mountPoints: [
        { sourceVolume: "pages", containerPath: "/volumes/pages", readOnly: false },
        { sourceVolume: "web--tmp", containerPath: "/volumes/web--tmp", readOnly: false },
      ],
      volumesFrom: [],
      systemControls: [],
    });
    const setupFirst = { containerName: "prepare-volumes", condition: "SUCCESS" };
    assert.deepEqual(first!["dependsOn"], [setupFirst]);
    assert.deepEqual(sync!["dependsOn"], [setupFirst, { containerName: "web", condition: "START" }]);
  });

  it("may pull the image of that container from a registry of its own", async () => {
    const run = await service({ containers: { web: { ...web, writablePaths: ["/tmp"] } }, setupImage: `${ECR}/box:1` });
    assert.equal(containers(run)["prepare-volumes"]!["image"], `${ECR}/box:1`);
    assert.match(run.input("iam.RolePolicy", "web-execution", "policy"), /:repository\/box"/);
  });

  it("needs no such container if its programs are root, and no volume if they write nothing", async () => {
    const root = containers(await service({ containers: { web: { ...web, user: "0", writablePaths: ["/tmp"] } } }));
    assert.deepEqual(Object.keys(root), ["web"]);
    assert.deepEqual(root["web"]!["dependsOn"], []);
    const run = await service({ setupImage: `${ECR}/box:1` });
    assert.equal(run.inputs("ecs.TaskDefinition", "web")["volumes"], undefined);
    assert.doesNotMatch(run.input("iam.RolePolicy", "web-execution", "policy"), /repository/);
  });

  it("is refused with folders and images that are none, before anything is registered", async () => {
    const run = await refusal(() =>
      build({ containers: { web: { ...web, writablePaths: ["tmp"] } }, setupImage: "X" }),
    );
    assert.match(run.message, /^2 problems found/);
    assert.match(run.message, /containers\.web\.writablePaths\[0\] = "tmp"/);
    assert.match(run.message, /setupImage = "X"\n {2}It is not the name of an image\./);
    assert.ok(!run.registered.includes("fargate-platform:service:FargateService"));
  });
});
