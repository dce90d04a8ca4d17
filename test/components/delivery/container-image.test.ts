import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Provider as AwsxProvider } from "@pulumi/awsx/provider";
import { Provider as DockerProvider } from "@pulumi/docker-build/provider";
import { ContainerImage, type ContainerImageArgs } from "../../../components/delivery/container-image";
import { record, refusal } from "../../support/recorded";

const ARGS: ContainerImageArgs = { context: "apps/sample", tag: "0123abcd" };

function build(args: Partial<ContainerImageArgs> = {}, name = "web/app") {
  const providers = [new aws.Provider("aws", {}), new AwsxProvider("awsx"), new DockerProvider("docker-build", {})];
  return new ContainerImage(name, { ...ARGS, ...args }, { providers });
}

const recorded = (args?: Partial<ContainerImageArgs>) => record(() => ({ imageUri: build(args).imageUri }));

describe("an image that is built", () => {
  it("has a repository of its own: scanned, encrypted, with tags that can't be moved, and protected", async () => {
    const run = await recorded();
    const { name, ...inputs } = run.inputs("ecr.Repository", "web/app");
    assert.match(String(name), /^web\/app-[0-9a-f]{7}$/);
    assert.deepEqual(inputs, {
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "AES256" }],
      forceDelete: false,
      tags: { Name: "web/app" },
    });
    assert.equal(run.resource("ecr.Repository", "web/app").options.protect, true);
  });

  it("goes with its repository where that is not protected", async () => {
    const run = await recorded({ protectRepository: false });
    assert.equal(run.inputs("ecr.Repository", "web/app")["forceDelete"], true);
    assert.equal(run.resource("ecr.Repository", "web/app").options.protect, false);
  });

  it("is deleted when many later ones have been pushed, or at once if its push broke; that can be changed", async () => {
    const run = await recorded({ keepImages: 5 });
    const policy = run.resource("ecr.LifecyclePolicy", "web/app");
    assert.notEqual(policy.options.protect, true);
    assert.equal(policy.inputs["repository"], run.id("ecr.Repository", "web/app"));
    assert.deepEqual(JSON.parse(run.input("ecr.LifecyclePolicy", "web/app", "policy")), {
      rules: [
        {
          rulePriority: 1,
          description: "Untagged images go after 7 days",
          selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 7 },
          action: { type: "expire" },
        },
        {
          rulePriority: 2,
          description: "The last 5 images stay",
          selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 5 },
          action: { type: "expire" },
        },
      ],
    });
    assert.match((await recorded()).input("ecr.LifecyclePolicy", "web/app", "policy"), /"countNumber":30\}/);
    assert.deepEqual(run.names("ecr.LifecyclePolicy"), ["web/app"]);
  });

  it("is built from the context for the task's architecture, and pushed with the tag", async () => {
    const url = (await recorded()).output("ecr.Repository", "web/app", "repositoryUrl");
    const inputs = async (args?: Partial<ContainerImageArgs>) => {
      const image = (await recorded(args)).resource("Image", "0123abcd");
      const { registries, cacheFrom, cacheTo, buildOnPreview, network, ...rest } = image.inputs;
      return rest;
    };
    const expected = {
      context: { location: "apps/sample" },
      dockerfile: { location: "apps/sample/Dockerfile" },
      platforms: ["linux/amd64"],
      push: true,
      tags: [`${url}:0123abcd`],
    };
    assert.deepEqual(await inputs(), expected);
    const args = { VERSION: "1" };
    assert.deepEqual(await inputs({ cpuArchitecture: "ARM64", target: "run", args }), {
      ...expected,
      platforms: ["linux/arm64"],
      target: "run",
      buildArgs: args,
    });
  });

  it("stays in the repository when another one takes its place, so that it can be rolled back to", async () => {
    const run = await recorded();
    assert.equal(run.resource("Image", "0123abcd").options.retainOnDelete, true);
    assert.notEqual(run.resource("ecr.Repository", "web/app").options.retainOnDelete, true);
  });

  it("is named by its digest", async () => {
    const run = await recorded();
    const url = run.output("ecr.Repository", "web/app", "repositoryUrl");
    const component = run.resource("ContainerImage", "web/app");
    assert.equal(component.outputs["imageUri"], `${url}@${run.output("Image", "0123abcd", "digest")}`);
  });

  it("lets each child be changed", async () => {
    const run = await recorded({
      transform: {
        repository: (args, options) => ({ args: { ...args, name: "mine" }, options }),
        lifecyclePolicy: (args, options) => ({ args, options: { ...options, retainOnDelete: true } }),
        image: (args, options) => ({ args: { ...args, imageTag: "other" }, options }),
      },
    });
    assert.equal(run.id("ecr.Repository", "web/app"), "mine");
    assert.equal(run.resource("ecr.LifecyclePolicy", "web/app").options.retainOnDelete, true);
    assert.equal(run.resource("Image", "other").name, "other");
  });

  it("is refused with all that is wrong, before anything is registered", async () => {
    const { message, registered } = await refusal(() =>
      build(
        { context: "/apps/web", dockerfile: "C:\\Dockerfile", tag: "a b", keepImages: 1, args: { NPM_TOKEN: "x" } },
        "web/app_",
      ),
    );
    for (const part of [
      'image "web/app_": name = "web/app_"',
      'image "web/app_": context = "/apps/web"',
      'image "web/app_": dockerfile = "C:\\\\Dockerfile"',
      'image "web/app_": args.NPM_TOKEN = "[not shown]"',
      'image "web/app_": keepImages = 1',
      'image "web/app_": tag = "a b"',
    ]) {
      assert.ok(message.includes(part), `${part}\n${message}`);
    }
    assert.deepEqual(
      registered.filter((type) => !type.startsWith("pulumi:providers:")),
      [],
    );
  });
});
