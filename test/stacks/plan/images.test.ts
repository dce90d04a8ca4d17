import assert from "node:assert/strict";
import { runProgram } from "../../../simulator/in-process";
import { planEnvironment } from "../../../stacks/plan";
import { environmentProgram } from "../../../stacks/program";
import { thrownProblems } from "../../support/problems";
import { configuration, configValues, PROJECT, SETTINGS } from "../../support/settings";

const BUILD = { context: "apps/sample" };

function planWith(containers: object, change: object = {}) {
  const settings = { ...change, services: { web: { containers } } };
  return planEnvironment(PROJECT, "staging", configuration(settings));
}

/** Argument and message of each problem. */
function problemsOf(containers: object, change?: object) {
  return thrownProblems(() => planWith(containers, change)).map(({ argument, message }) => [argument, message]);
}

describe("where the images of an environment come from", () => {
  it("is an image or a build, for each container", () => {
    assert.deepEqual(planWith({ app: { build: BUILD }, log: { image: "a:1" } }).warnings, []);
    assert.deepEqual(problemsOf({ app: {} }), [["containers.app.image", "It has neither an image nor a build."]]);
    assert.deepEqual(problemsOf({ app: { build: BUILD, image: "a:1" } }), [
      ["containers.app.image", "It has an image, and a build that would make another one."],
    ]);
  });

  it("is not asked for again where it is of the wrong kind", () => {
    const [problem, ...others] = problemsOf({ app: { image: 1 } });
    assert.match(problem![0]!, /services\.web\.containers\.app\.image$/);
    assert.deepEqual(others, []);
  });

  it("is looked at before anything is created", () => {
    assert.deepEqual(problemsOf({ app: { build: { context: "apps/smaple" } } }), [
      ["containers.app.build.context", "There is no such folder in the project."],
    ]);
    assert.deepEqual(problemsOf({ app: { build: { ...BUILD, dockerfile: "Dockerfle" } } }), [
      ["containers.app.build.dockerfile", "There is no file apps/sample/Dockerfle."],
    ]);
    assert.deepEqual(
      problemsOf({ app_: { build: { ...BUILD, keepImages: 1 } } }).map(([argument]) => argument),
      ["name", "containers.app_.build.keepImages"],
    );
    assert.deepEqual(
      problemsOf({ app: { build: { context: "/etc" } } }).map(([argument]) => argument),
      ["containers.app.build.context"],
    );
  });

  it("needs no internet for what is built: the repository is the region's own", () => {
    const network = (change: object) => ({ network: { ...SETTINGS.network, nat: "none", ...change } });
    assert.deepEqual(planWith({ app: { build: BUILD } }, network({ interfaceEndpoints: "minimal" })).warnings, []);
    assert.deepEqual(
      problemsOf({ app: { build: BUILD } }, network({})).map(([argument]) => argument),
      ["nat"],
    );
  });

  it("shows in the offline preview: the repository, what deletes from it, and what builds", async () => {
    const services = { web: { containers: { app: { build: BUILD } } } };
    const run = await runProgram({
      project: PROJECT,
      stack: "staging",
      config: { ...configValues({ services }), "pulumi:disable-default-providers": '["*"]' },
      program: environmentProgram,
    });
    assert.equal(run.error, undefined);
    assert.deepEqual(run.unknownTypes, []);
    const types = run.graph.resources.map(({ type }) => type);
    for (const type of [
      "pulumi:providers:awsx",
      "pulumi:providers:docker-build",
      "fargate-platform:delivery:ContainerImage",
      "awsx:ecr:Repository",
      "aws:ecr/repository:Repository",
      "aws:ecr/lifecyclePolicy:LifecyclePolicy",
      "awsx:ecr:Image",
      "docker-build:index:Image",
    ]) {
      assert.equal(types.filter((each) => each === type).length, 1, type);
    }
  });

  it("brings the plugins that build only where something is built", async () => {
    const config = configValues();
    const run = await runProgram({ project: PROJECT, stack: "staging", config, program: environmentProgram });
    const providers = run.graph.resources.filter(({ type }) => type.startsWith("pulumi:providers:"));
    assert.deepEqual(
      providers.map(({ name }) => name),
      ["aws"],
    );
  });
});
