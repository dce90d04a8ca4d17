import assert from "node:assert/strict";
import { Image } from "@pulumi/awsx/ecr/image";
import { Repository } from "@pulumi/awsx/ecr/repository";
import { Provider as AwsxProvider } from "@pulumi/awsx/provider";
import * as pulumi from "@pulumi/pulumi";
import type { Properties } from "../../model/graph";
import { runProgram, type ProgramRun } from "../../simulator/in-process";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { propertiesFromWire } from "../../simulator/wire";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack } from "../support/engine";
import { CONFIG, PROJECT, STACK } from "./fargate-program";
import { imageProgram } from "./image-program";

const ALL_DISABLED = { "pulumi:disable-default-providers": '["*"]' };

const run = (program: () => unknown, config: Record<string, string> = CONFIG, preview = false) =>
  runProgram({ project: PROJECT, stack: STACK, config, program, preview });

/** Types and names with their parents' types, sorted. */
function tree({ graph }: ProgramRun): string[] {
  const byUrn = new Map(graph.resources.map((resource) => [resource.urn, resource]));
  return graph.resources
    .filter(({ parent, type }) => parent !== undefined && !type.startsWith("pulumi:providers:"))
    .map(({ type, name, parent }) => `${byUrn.get(parent!)!.type} > ${type} ${name}`)
    .sort();
}

describe("the simulated awsx plugin", () => {
  it("registers the children that the real one does, by its names, with the program's providers", async () => {
    const { graph, error, ...rest } = await run(imageProgram("v1"), ALL_DISABLED);
    assert.equal(error, undefined);
    assert.deepEqual(tree({ graph, ...rest }), [
      "awsx:ecr:Image > docker-build:index:Image v1",
      "awsx:ecr:Repository > aws:ecr/lifecyclePolicy:LifecyclePolicy shop",
      "awsx:ecr:Repository > aws:ecr/lifecyclePolicy:LifecyclePolicy unused",
      "awsx:ecr:Repository > aws:ecr/repository:Repository shop",
      "awsx:ecr:Repository > aws:ecr/repository:Repository unused",
      "fixture:index:Application > awsx:ecr:Image shop",
      "fixture:index:Application > awsx:ecr:Repository Shop",
      "fixture:index:Application > awsx:ecr:Repository unused",
      "pulumi:pulumi:Stack > fixture:index:Application shop",
    ]);
    const providers = graph.resources.filter(({ custom, provider }) => custom && provider !== undefined);
    assert.deepEqual(
      [...new Set(providers.map(({ type, provider }) => `${type.split(":")[0]} ${provider!.split("::").at(-1)}`))],
      ["aws aws", "docker-build docker-build"],
    );
  });

  it("writes lifecycle rules in ECR's words, the one for any image last", async () => {
    const { graph } = await run(imageProgram("v1"));
    const policy = graph.resources.find(({ type, name }) => type.endsWith(":LifecyclePolicy") && name === "shop")!;
    const action = { type: "expire" };
    assert.deepEqual(JSON.parse(String(policy.inputs["policy"])), {
      rules: [
        {
          rulePriority: 1,
          description: "by age",
          selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 3 },
          action,
        },
        {
          rulePriority: 2,
          selection: { tagStatus: "tagged", tagPrefixList: ["v"], countType: "imageCountMoreThan", countNumber: 5 },
          action,
        },
        { rulePriority: 3, selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 9 }, action },
      ],
    });
  });

  it("tags by where it builds, if no tag is given: another content has the same", async () => {
    const { graph } = await run(imageProgram());
    const image = graph.resources.find(({ type }) => type === "docker-build:index:Image")!;
    assert.match(image.name, /^[0-9a-f]{8}-container$/);
  });

  it("builds nothing in the preview of a repository that is not there yet", async () => {
    const preview = await run(imageProgram("v1"), CONFIG, true);
    assert.equal(preview.error, undefined);
    assert.equal(
      tree(preview).some((each) => each.includes("docker-build:index:Image")),
      false,
    );
    const image = preview.graph.resources.find(({ type }) => type === "awsx:ecr:Image")!;
    assert.equal(JSON.stringify(image.outputs), '{"imageUri":"[unknown]"}');
  });

  const failures = async (program: () => unknown, config?: Record<string, string>) => {
    const { messages, error } = await run(program, config);
    assert.ok(error instanceof Error);
    return messages.filter(({ severity }) => severity === "error").map(({ text }) => text);
  };

  it("is refused without a provider of its own where default providers are disabled, and so are its children", async () => {
    assert.deepEqual(await failures(() => new Repository("shop"), ALL_DISABLED), [
      "Default provider for 'awsx' disabled. 'awsx:ecr:Repository' must use an explicit provider.",
    ]);
    const child = "urn:pulumi:test::fixture::awsx:ecr:Repository$aws:ecr/repository:Repository::shop";
    assert.deepEqual(
      await failures(() => new Repository("shop", {}, { provider: new AwsxProvider("awsx") }), ALL_DISABLED),
      [`Default provider for 'aws' disabled. '${child}' must use an explicit provider.`],
    );
  });

  it("reports what is wrong with a child once, where it is", async () => {
    const program = () =>
      new Image("shop", {
        repositoryUrl: "1.dkr.ecr.eu-west-1.amazonaws.com/shop",
        imageTag: "v1",
        context: "apps/sample",
      });
    assert.deepEqual(await failures(program, {}), [
      "name unknown: The repository of '1.dkr.ecr.eu-west-1.amazonaws.com/shop:v1' does not exist in the registry",
    ]);
  });

  it("says which remote components are not simulated", async () => {
    class Foreign extends pulumi.ComponentResource {
      constructor() {
        super("awsx:ec2:Vpc", "vpc", {}, {}, true);
      }
    }
    assert.deepEqual(await failures(() => new Foreign(), {}), ["the remote component awsx:ec2:Vpc is not simulated"]);
  });
});

describe("a program with remote components through both doors of simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  it("records the same resources, with the same ids, inputs, outputs, options and providers", async () => {
    const program = imageProgram("v1");
    const inProcess = await run(program);
    assert.equal(inProcess.error, undefined);
    const config = { "pulumi:disable-default-providers": ["aws"] };
    const stack = await EngineStack.create({
      project: PROJECT,
      stack: STACK,
      config,
      program,
      aws: new SimulatedAws(),
    });
    try {
      assertSucceeded(await stack.up());
      const recorded = inProcess.graph.resources.map((resource) => ({
        urn: resource.urn,
        id: idOf(resource.type, resource.id),
        parent: resource.parent,
        provider: resource.provider,
        protect: resource.options.protect ?? false,
        retainOnDelete: resource.options.retainOnDelete ?? false,
        inputs: comparable(resource.inputs),
        outputs: comparable(resource.outputs),
        dependencies: [...resource.dependencies],
      }));
      const state = await stack.state();
      // The engine's own provider, which resolves references to resources.
      const engine = state
        .filter(({ type }) => type !== "pulumi:providers:pulumi")
        .map((resource) => ({
          urn: resource.urn,
          id: idOf(resource.type, resource.id),
          parent: resource.parent,
          provider: resource.provider?.slice(0, resource.provider.lastIndexOf("::")),
          protect: resource.protect ?? false,
          retainOnDelete: resource.retainOnDelete ?? false,
          inputs: comparable(propertiesFromWire(resource.inputs ?? {})),
          outputs: comparable(propertiesFromWire(resource.outputs ?? {})),
          dependencies: [...(resource.dependencies ?? [])].sort(),
        }));
      assert.deepEqual(recorded.sort(byUrn), engine.sort(byUrn));
    } finally {
      stack.dispose();
    }
  });
});

/** Providers are the engine's own resources: it gives them a random id. */
function idOf(type: string, id: unknown): unknown {
  return type.startsWith("pulumi:providers:") ? "an id" : id;
}

/** As JSON, where secrets are marks; without what the engine keeps for itself. */
function comparable(properties: Properties): unknown {
  const own = Object.entries(properties).filter(([name]) => !name.startsWith("__"));
  return JSON.parse(JSON.stringify(Object.fromEntries(own))) as unknown;
}

function byUrn(left: { urn: string }, right: { urn: string }): number {
  return left.urn < right.urn ? -1 : 1;
}
