import assert from "node:assert/strict";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { environmentProgram } from "../../stacks/program";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { buildPacks, presetPacks, removePacks } from "../support/policy-pack";
import { PROJECT } from "../support/settings";
import { CONFIG, exemptionsFile, STACK } from "../topologies/public-tasks";

describe("tasks in public subnets, on the real engine and simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const aws = new SimulatedAws({ accountId: "123456789012" });
  let packs: string;
  let stack: EngineStack;
  let up: EngineRun;
  let secondUp: EngineRun;
  let moved: EngineRun;
  let destroy: EngineRun;

  before(async () => {
    packs = buildPacks(exemptionsFile());
    const policyPacks = presetPacks(packs, "dev");
    const program = environmentProgram;
    stack = await EngineStack.create({ project: PROJECT, stack: STACK, config: CONFIG, program, aws, policyPacks });
    up = await stack.up();
    secondUp = await stack.up();
    const services = CONFIG[`${PROJECT}:services`] as Record<string, object>;
    await stack.reconfigure({
      ...CONFIG,
      [`${PROJECT}:services`]: { ...services, api: { ...services["api"], subnetTier: "private" } },
    });
    moved = await stack.up();
    destroy = await stack.destroy();
  });

  after(() => {
    stack?.dispose(); // There is none if the engine is missing.
    removePacks(packs);
  });

  it("are created with the exemption that they need, which is told", () => {
    assertSucceeded(up);
    const exempt = up.policyViolations.filter(({ policyName }) => policyName === "exempt");
    assert.equal(exempt.length, 1);
    assert.match(exempt[0]!.message, /ECS\.2.*gives each task a public IP address/s);
    assert.deepEqual(
      up.policyViolations.filter(({ enforcementLevel }) => enforcementLevel === "mandatory"),
      [],
    );
  });

  it("are left alone by a second up, and by the default tier written out", () => {
    assertSucceeded(secondUp);
    assert.deepEqual(secondUp.changes, { same: up.steps.length });
    assertSucceeded(moved);
    assert.deepEqual(moved.changes, { same: up.steps.length });
  });

  it("are destroyed with everything around them", () => {
    assertSucceeded(destroy);
    assert.deepEqual(aws.existing, []);
  });
});
