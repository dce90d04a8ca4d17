import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";

const containers = { worker: { image: "example/worker:1" } };

/** The narrowest network of two zones: subnets of 32 addresses, of which AWS keeps five. */
const NARROW = { ...SETTINGS.network, cidr: "10.0.0.0/23", zones: ["a", "b"], reservedCidrs: [] };

function plan(services: Record<string, object>, network: object = NARROW) {
  return planEnvironment(PROJECT, "staging", configuration({ network, services }));
}

function messages(...args: Parameters<typeof plan>) {
  return thrownProblems(() => plan(...args)).map(({ argument, message }) => `${argument}: ${message}`);
}

describe("the addresses of tasks", () => {
  it("are enough for as many tasks as there may be, and for no more", () => {
    const services = (count: number) => ({ worker: { containers, desiredCount: count }, other: { containers } });
    assert.deepEqual(plan(services(52)).warnings, []);
    assert.deepEqual(messages(services(53)), [
      "cidr: Its private subnets have 54 addresses, and the services there may have 55 tasks, each with an address of its own.",
    ]);
    assert.deepEqual(plan(services(53), { ...NARROW, cidr: "10.0.0.0/22" }).warnings, []);
    assert.deepEqual(plan(services(53), { ...NARROW, zones: ["a", "b", "c"] }).warnings, []);
  });

  it("are those of the tier that the tasks run in, for as many as auto scaling allows", () => {
    const scaled = { containers, autoScaling: { minTasks: 2, maxTasks: 55, cpuPercent: false, memoryPercent: 60 } };
    const half = { containers, desiredCount: 30 };
    assert.deepEqual(messages({ scaled: { ...scaled, subnetTier: "public" }, half }), [
      "cidr: Its public subnets have 54 addresses, and the services there may have 55 tasks, each with an address of its own.",
    ]);
    assert.equal(messages({ half, more: half }).length, 1);
    assert.doesNotThrow(() => plan({ half, more: { ...half, subnetTier: "public" } }));
  });

  it("are no matter where the range itself is wrong", () => {
    const services = { worker: { containers, desiredCount: 100 } };
    assert.deepEqual(
      thrownProblems(() => plan(services, { ...NARROW, cidr: "10.0.0.0/28" })).filter(({ message }) =>
        message.includes("tasks, each"),
      ),
      [],
    );
  });
});
