import assert from "node:assert/strict";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { engineSettings, PROJECT, SETTINGS } from "../support/settings";

/** Who is called by Cloud Map moves to Service Connect, and back to no name at all. */
describe("services that call each other by name, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const aws = new SimulatedAws({ accountId: "123456789012" });
  const runs: Record<string, EngineRun> = {};
  let stack: EngineStack;

  before(async () => {
    const image = "example/it:1";
    const settings = (users: object, payments: object) =>
      engineSettings({
        environmentType: "dev",
        network: { ...SETTINGS.network, nat: "single" },
        notifications: SETTINGS.notifications,
        services: {
          // First by name, so that only the order of calls lets it start last.
          api: { containers: { api: { image, ...users } }, serviceConnect: {} },
          payments: {
            containers: { payments: { image, containerPort: 8080 } },
            allowFrom: { api: 8080 },
            ...payments,
          },
        },
      });
    const calls = { directServiceUrls: { PAYMENTS: "payments" } };
    const config = settings(calls, { cloudMap: {} });
    stack = await EngineStack.create({ project: PROJECT, stack: "names", config, program: environmentProgram, aws });
    runs["preview"] = await stack.preview();
    runs["up"] = await stack.up();
    runs["second up"] = await stack.up();
    await stack.reconfigure(settings(calls, { serviceConnect: { endpoint: {} } }));
    runs["by Service Connect"] = await stack.up();
    await stack.reconfigure(settings({}, {}));
    runs["without names"] = await stack.up();
    await stack.reconfigure(config);
    runs["again"] = await stack.up();
    runs["destroy"] = await stack.destroy();
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
  });

  /** What a run did to services and their names, but for leaving them alone: operation, type and name. */
  const done = (name: string) => {
    assertSucceeded(runs[name]!);
    return runs[name]!.steps.flatMap(({ op, type, urn }) => {
      const [module, resource] = type.replace("aws:", "").split(/[/:]/);
      const isMeant = op !== "same" && type.startsWith("aws:") && /^(ecs|servicediscovery)$/.test(module!);
      return isMeant && resource !== "taskDefinition" ? [`${op} ${module}.${resource} ${urn.split("::").at(-1)}`] : [];
    });
  };

  it("are previewed, created, and left alone by a second up", () => {
    assertSucceeded(runs["preview"]!);
    assertSucceeded(runs["up"]!);
    assert.deepEqual(runs["up"]!.changes, runs["preview"]!.changes);
    assert.deepEqual(done("second up"), []);
  });

  it("change from Cloud Map to Service Connect without being replaced, the called one first", () => {
    assert.deepEqual(done("by Service Connect"), [
      "update ecs.service payments",
      "update ecs.service api",
      "delete servicediscovery.service payments",
      "delete servicediscovery.privateDnsNamespace services",
    ]);
  });

  it("lose their names without being replaced", () => {
    assert.deepEqual(done("without names").sort(), ["update ecs.service api", "update ecs.service payments"]);
  });

  it("are destroyed with names, addresses and namespaces", () => {
    assertSucceeded(runs["again"]!);
    assertSucceeded(runs["destroy"]!);
    assert.deepEqual(aws.existing, []);
  });
});
