import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FargateServiceTransforms } from "../../components/service/service-transforms";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { answerRolledBack } from "../diagnosis/failed-deployment";
import { AwsApi, denied, useAwsApi } from "../support/aws-api";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { build } from "../support/fargate-service";
import { DailyCommands } from "../scripts/daily/daily-commands";

const SERVICE = "aws:ecs/service:Service";
const REPOSITORY = "public.ecr.aws/docker/library/node";
const isBad = ({ images }: { readonly images: readonly string[] }) =>
  images.some((image) => image.endsWith("bad")) ? "tasks failed to start" : undefined;

/** A stack with one service whose image a test changes, and AWS's API for the explanation. */
class Story {
  readonly aws = new SimulatedAws();
  readonly runs: Record<string, EngineRun> = {};
  tag = "22-alpine";
  transform: FargateServiceTransforms = {};
  #restore = () => {};

  private constructor(
    readonly api: AwsApi,
    private readonly stack: EngineStack,
  ) {}

  static async begin(): Promise<Story> {
    const api = await AwsApi.start();
    const restore = useAwsApi(api.url);
    let story: Story | undefined = undefined;
    const aws = new SimulatedAws();
    const program = () => {
      const web = { image: `${REPOSITORY}:${story!.tag}`, containerPort: 8080 };
      return { serviceName: build({ containers: { web }, transform: story!.transform }).serviceName };
    };
    const config = { "aws:region": "eu-central-1" };
    const stack = await EngineStack.create({ project: "p", stack: "dev", config, program, aws });
    story = Object.assign(new Story(api, stack), { aws });
    story.#restore = restore;
    return story;
  }

  async up(name: string, options?: { refresh: boolean }): Promise<void> {
    this.runs[name] = await this.stack.up(options);
  }

  /** What `pulumi stack export` prints. */
  exportState(): Promise<object> {
    return this.stack.exportState();
  }

  async preview(name: string): Promise<void> {
    this.runs[name] = await this.stack.preview();
  }

  end(): void {
    this.stack.dispose();
    this.#restore();
    this.api.stop();
  }

  run(name: string): EngineRun {
    return this.runs[name]!;
  }

  /** What a run has said about the service, at a level. */
  said(name: string, severity: string): string[] {
    const own = ({ urn = "" }: { urn?: string }) => urn.endsWith("fargate-platform:service:FargateService::web");
    const messages = this.run(name)
      .diagnostics.filter((diagnostic) => own(diagnostic) && diagnostic.severity === severity)
      .map(({ message }) => message.trimEnd());
    // How often the SDK reports one and the same error depends on how many promises wait for it at that moment.
    return [...new Set(messages)];
  }

  /** What a run did to the ECS service and its task definition. */
  steps(name: string): string[] {
    return this.run(name)
      .steps.filter(({ op, type }) => op !== "same" && op !== "refresh" && type.startsWith("aws:ecs/"))
      .map(({ op, type }) => `${op} ${type.split(":").at(-1)}`);
  }
}

const NEW_TASK_DEFINITION = ["create-replacement TaskDefinition", "replace TaskDefinition"];

describe("a deployment that ECS rolls back, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);
  let story: Story | undefined;
  const told = () => story!;

  before(async () => {
    story = await Story.begin();
    const { api, aws } = story;
    answerRolledBack(api);
    await story.up("first");
    aws.failDeployments(isBad);
    story.tag = "bad";
    await story.preview("preview before");
    await story.up("rolled back");
    await story.preview("preview after");
    await story.up("again");
    await story.up("refreshed, not mended", { refresh: true });
    aws.failDeployments(() => undefined);
    await story.up("mended elsewhere");
    await story.up("mended elsewhere and refreshed", { refresh: true });
    await story.up("afterwards");
    aws.failDeployments(isBad);
    story.tag = "also-bad";
    await story.up("rolled back once more");
    story.tag = "24-alpine";
    await story.up("mended by an image");
  });

  after(() => story?.end());

  it("is not foretold", () => {
    assertSucceeded(told().run("first"));
    assertSucceeded(told().run("preview before"));
    assert.deepEqual(told().said("preview before", "warning"), []);
  });

  it("fails the update, and tells why where the service is shown", () => {
    assert.ok(told().run("rolled back").error);
    // The old task definition stays until an update succeeds: a failed one deletes nothing.
    assert.deepEqual(told().steps("rolled back"), [...NEW_TASK_DEFINITION, "update Service"]);
    const [message, ...more] = told().said("rolled back", "error");
    assert.deepEqual(more, []);
    assert.match(message!, /^Service "web": the deployment failed, and ECS rolled it back\.\n/);
    assert.match(
      message!,
      / {2}wanted task definition {3}main-\w+-web:2\n {2}current task definition {2}main-\w+-web:1, 2 of 2/,
    );
    assert.match(message!, /container web: exit code 137, OutOfMemoryError: Container killed due to memory usage\n/);
    assert.match(message!, /\| FATAL ERROR: JavaScript heap out of memory\n/);
    assert.match(message!, /A container used more memory than its task has, and was killed\.\n/);
    assert.doesNotMatch(message!, /\n\s+at |error serializing|hunter2/);
  });

  it("is what docs/deployments.md shows", () => {
    const document = readFileSync(join(__dirname, "../../docs/deployments.md"), "utf8");
    const [, shown] = /```console\n([\s\S]*?)\n```/.exec(document) ?? [];
    assert.equal(shown, told().said("rolled back", "error")[0]);
  });

  it("is a warning in a preview, which doesn't fail", () => {
    assertSucceeded(told().run("preview after"));
    assert.deepEqual(told().said("preview after", "warning"), [
      'Service "web": the deployment failed, and ECS rolled it back. Unless this is mended, pulumi up fails: see docs/deployments.md.',
    ]);
  });

  it("fails every further update, although there is nothing to change", () => {
    for (const name of ["again", "mended elsewhere"]) {
      assert.ok(told().run(name).error, name);
      assert.deepEqual(told().steps(name), []);
      assert.match(told().said(name, "error").join(), /^Service "web": the deployment failed/);
    }
  });

  it("is tried again by a refresh, and fails as long as nothing is mended", () => {
    assert.deepEqual(told().steps("refreshed, not mended"), ["update Service"]);
    assert.match(told().said("refreshed, not mended", "error").join(), /the deployment failed/);
  });

  it("is over when the cause was mended elsewhere, with a refresh", () => {
    assertSucceeded(told().run("mended elsewhere and refreshed"));
    assert.deepEqual(told().steps("mended elsewhere and refreshed"), [
      "update Service",
      "delete-replaced TaskDefinition",
    ]);
    assertSucceeded(told().run("afterwards"));
    assert.deepEqual(Object.keys(told().run("afterwards").changes), ["same"]);
  });

  it("is over with another image", () => {
    assert.ok(told().run("rolled back once more").error);
    assertSucceeded(told().run("mended by an image"));
    assert.deepEqual(told().steps("rolled back once more"), [...NEW_TASK_DEFINITION, "update Service"]);
    assert.deepEqual(told().steps("mended by an image"), [
      ...NEW_TASK_DEFINITION,
      "update Service",
      "delete-replaced TaskDefinition",
      "delete-replaced TaskDefinition",
    ]);
  });
});

describe("a first deployment that fails, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);
  let story: Story | undefined;
  let exported: object;
  const told = () => story!;

  before(async () => {
    story = await Story.begin();
    for (const action of ["DescribeServices", "ListTasks"]) story.api.refuse(action, denied(`ecs:${action}`));
    story.aws.failDeployments(isBad);
    story.tag = "bad";
    await story.up("first");
    exported = await story.exportState();
    await story.up("again", { refresh: true });
    story.aws.failDeployments(() => undefined);
    const [service] = story.aws.existing.filter(({ type }) => type === SERVICE);
    story.aws.redeploy(service!.id);
    await story.up("deployed again by hand");
  });

  after(() => story?.end());

  it("fails the update with the verdict, also if AWS explains nothing, and says which permissions that needs", () => {
    const [message] = told().said("first", "error");
    assert.match(message!, /^Service "web": the deployment failed, and ECS had no completed one to go back to\.\n/);
    assert.match(
      message!,
      / {2}current task definition {2}main-\w+-web:1, 0 of 2 tasks run\n {2}reason {19}tasks failed/,
    );
    assert.match(message!, /the service's own state \(needs ecs:DescribeServices\): AccessDeniedException: /);
    assert.match(message!, /the stopped tasks \(needs ecs:ListTasks\): AccessDeniedException: /);
    assert.match(message!, /deployment failed: tasks failed to start\.\n/);
  });

  it("fails every further update, and says what makes ECS try again", () => {
    assert.deepEqual(told().steps("again"), []);
    const [message] = told().said("again", "error");
    assert.match(
      message!,
      / aws ecs update-service --region eu-central-1 --cluster main-\w+ --service web-\w+ --force-new-deployment$/,
    );
  });

  it("can be diagnosed, although the failed update has left no outputs", async () => {
    const api = await AwsApi.start();
    answerRolledBack(api);
    const commands = new DailyCommands(api.url);
    try {
      commands.exports(exported);
      const { exitCode, text, errors } = await commands.run(["diagnose", "--stack", "dev", "--service", "web"]);
      assert.deepEqual({ exitCode, errors }, { exitCode: 1, errors: "" });
      assert.match(
        text,
        /\n {2}web-[0-9a-f]{7} in cluster main-[0-9a-f]{7}, eu-central-1\n {2}wanted \D+main-\w+-web:1\n/,
      );
    } finally {
      commands.dispose();
      api.stop();
    }
  });

  it("is over when that has succeeded", () => {
    assertSucceeded(told().run("deployed again by hand"));
    assert.deepEqual(Object.keys(told().run("deployed again by hand").changes), ["same"]);
  });
});

describe("a failed deployment that the provider waits for itself, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);
  let story: Story | undefined;
  const told = () => story!;

  before(async () => {
    story = await Story.begin();
    answerRolledBack(story.api);
    story.transform = {
      service: (args, options) => ({ args: { ...args, waitForSteadyState: true }, options }),
    };
    await story.up("first");
    story.aws.failDeployments(isBad);
    story.tag = "bad";
    await story.up("rolled back");
    await story.up("again");
    await story.up("and again");
  });

  after(() => story?.end());

  it("fails the update that began it, by the provider, which can't say why", () => {
    assertSucceeded(told().run("first"));
    assert.match(told().run("rolled back").error ?? "", /waiting for ECS Service \(.*\) update: tasks failed to start/);
    assert.deepEqual(told().said("rolled back", "error"), []);
  });

  it("is no failure to the provider afterwards, and fails every further update all the same", () => {
    assert.deepEqual(told().steps("again"), ["update Service"]);
    assert.deepEqual(told().steps("and again"), []);
    for (const name of ["again", "and again"]) {
      assert.match(
        told().said(name, "error").join(),
        /^Service "web": the deployment failed, and ECS rolled it back\.\n/,
      );
      assert.doesNotMatch(told().run(name).error ?? "", /waiting for ECS Service/);
    }
  });
});
