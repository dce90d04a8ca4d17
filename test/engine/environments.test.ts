import assert from "node:assert/strict";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { assertShows, assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { accountOf, ENVIRONMENTS, PROJECT, settingsOf, type Settings } from "../support/environments";

/** Each environment of this repository as it is, from nothing to nothing: one story, told before, checked below. */
for (const environment of ENVIRONMENTS) {
  describe(`environment ${environment} on the real engine and simulated AWS`, function () {
    this.timeout(ENGINE_TIMEOUT_MS);

    const settings = settingsOf(environment);
    const aws = new SimulatedAws({ accountId: accountOf(environment) });
    const existing: Record<string, string[]> = {};
    let stack: EngineStack;
    let preview: EngineRun;
    let up: EngineRun;
    let secondUp: EngineRun;
    let refresh: EngineRun;
    let refused: EngineRun;
    let lifted: EngineRun;
    let destroy: EngineRun;

    before(async () => {
      const program = environmentProgram;
      stack = await EngineStack.create({ project: PROJECT, stack: environment, config: settings, program, aws });
      const noteWhatExistsAfter = (step: string) => (existing[step] = aws.existing.map(({ urn }) => urn).sort());

      preview = await stack.preview();
      noteWhatExistsAfter("preview");
      up = await stack.up();
      noteWhatExistsAfter("up");
      secondUp = await stack.up();
      refresh = await stack.refresh();
      await stack.reconfigure(protection(settings, true));
      await stack.up();
      refused = await stack.destroy();
      noteWhatExistsAfter("refused");
      await stack.reconfigure(protection(settings, false));
      lifted = await stack.up();
      destroy = await stack.destroy();
    });

    after(() => {
      stack?.dispose(); // There is none if the engine is missing.
    });

    it("is previewed before anything exists, without a single id or ARN that AWS gives", () => {
      assertSucceeded(preview);
      assert.deepEqual(preview.changes, { create: preview.steps.length });
      assert.deepEqual(existing.preview, []);
      const shown = JSON.stringify([...preview.results.values()].map(({ new: state }) => state));
      const given = onAws(up).flatMap(({ id, outputs }) => [id, outputs.arn]);
      const givenByAws = given.filter((value) => /^arn:|-[0-9a-f]{17}$/.test(String(value)));
      assert.ok(givenByAws.length > up.results.size / 2, "most resources have an id or an ARN that AWS gives");
      assert.deepEqual(
        givenByAws.filter((value) => shown.includes(String(value))),
        [],
      );
    });

    it("is created exactly as the preview has shown", () => {
      assertSucceeded(up);
      assert.deepEqual(up.changes, preview.changes);
      assert.deepEqual([...up.results.keys()].sort(), [...preview.results.keys()].sort());
      for (const { urn, inputs } of onAws(preview)) assertShows(inputs, up.results.get(urn)?.new?.inputs, urn);
      assert.deepEqual(
        existing.up,
        onAws(up)
          .map(({ urn }) => urn)
          .sort(),
      );
    });

    it("has outputs to work with", () => {
      const outputs = Object.fromEntries(
        Object.entries(up.outputs).map(([name, { value }]) => [name, value as unknown]),
      );
      assert.match(String(outputs.vpcId), /^vpc-[0-9a-f]{17}$/);
      for (const address of outputs.natPublicIps as string[]) assert.match(address, /^\d+(\.\d+){3}$/);
      assert.match(String(outputs.loadBalancerDnsName), /\.elb\.amazonaws\.com$/);
      assert.match(String(outputs.internalLoadBalancerDnsName), /^internal-.*\.elb\.amazonaws\.com$/);
      const services = outputs.services as Record<string, { url: string }>;
      assert.deepEqual(Object.keys(services), ["feed", "payments", "users", "web"]);
      const { web, feed, ...others } = services;
      assert.match(feed!.url, /^tcp:\/\/network-[^/]+\.amazonaws\.com:7000/);
      assert.equal(new URL(web!.url).host, outputs.loadBalancerDnsName);
      const internalHost = environment === "prod" ? "internal.example.com" : outputs.internalLoadBalancerDnsName;
      for (const { url } of Object.values(others)) assert.equal(new URL(url).host, internalHost);
    });

    it("is left alone by a second up", () => {
      assertSucceeded(secondUp);
      assert.deepEqual(secondUp.changes, { same: up.steps.length });
    });

    it("is found unchanged by a refresh", () => {
      assertSucceeded(refresh);
      assert.deepEqual(refresh.changes, { same: up.steps.length });
    });

    it("refuses destroy while resources are protected, and keeps all of them", () => {
      assert.match(refused.error ?? "", /cannot be deleted\s+because it is protected/);
      assert.deepEqual(existing.refused, existing.up);
    });

    it("lets its protection be lifted by its settings, which replaces nothing", () => {
      assertSucceeded(lifted);
      assert.deepEqual(
        lifted.steps
          .filter(({ op }) => op !== "same")
          .map(({ op, type, diffs }) => ({ op, type, diffs }))
          .sort((one, other) => (one.type < other.type ? -1 : 1)),
        [
          ...["public", "private", "network"].map(() => ({
            op: "update",
            type: "aws:lb/loadBalancer:LoadBalancer",
            diffs: ["enableDeletionProtection"],
          })),
          { op: "update", type: "aws:s3/bucket:Bucket", diffs: ["forceDestroy"] },
        ],
      );
    });

    it("is destroyed down to the revisions of its task definitions, and a key that waits for its end", async () => {
      assertSucceeded(destroy);
      assert.deepEqual(await stack.state(), []);
      assert.deepEqual(aws.existing, []);
      const staying = ["aws:ecs/taskDefinition:TaskDefinition", "aws:kms/key:Key"];
      const left = onAws(up).filter(({ type }) => staying.includes(type));
      assert.deepEqual(
        aws.leftBehind.map(({ id }) => id).sort(),
        left.map(({ outputs }) => outputs.keyId ?? outputs.arn).sort(),
      );
    });

    it("has no resource that simulated AWS doesn't know", () => {
      assert.deepEqual(aws.unknownTypes, []);
    });
  });
}

/** The settings with everything that refuses to be deleted switched on or off. */
function protection(settings: Settings, on: boolean): Settings {
  const withProtection = (key: string) => ({ ...(settings[key] as Settings), deletionProtection: on });
  return {
    ...settings,
    [`${PROJECT}:protectStatefulResources`]: on,
    [`${PROJECT}:loadBalancer`]: withProtection(`${PROJECT}:loadBalancer`),
    [`${PROJECT}:internalLoadBalancer`]: withProtection(`${PROJECT}:internalLoadBalancer`),
    [`${PROJECT}:networkLoadBalancer`]: withProtection(`${PROJECT}:networkLoadBalancer`),
  };
}

interface ResourceOnAws {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** What a run has created, or would create, on AWS: not the components, nor the provider. */
function onAws(run: EngineRun): ResourceOnAws[] {
  return [...run.results.values()].flatMap(({ type, new: state }) => (type.startsWith("aws:") && state ? [state] : []));
}
