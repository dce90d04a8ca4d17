import assert from "node:assert/strict";
import { containers, service, web } from "../../support/fargate-service";

describe("the task of a Fargate service with several containers", () => {
  it("is the cheapest that its containers fit into if no size is given", async () => {
    const run = await service({
      containers: {
        web: { ...web, cpuUnits: 200, memoryMiB: 900 },
        log: { image: "example/log:1", cpuUnits: 100, memoryMiB: 400, memoryReservationMiB: 100 },
      },
    });
    const inputs = run.inputs("ecs.TaskDefinition", "web");
    assert.deepEqual([inputs["cpu"], inputs["memory"]], ["512", "1024"]);
    const asked = Object.entries(containers(run)).map(([name, each]) => [
      name,
      each["cpu"],
      each["memory"],
      each["memoryReservation"],
    ]);
    assert.deepEqual(asked, [
      ["log", 100, 400, 100],
      ["web", 200, 900, undefined],
    ]);
  });

  it("starts sidecars again, waits as long as it is told to, and has an init process unless it is told not to", async () => {
    const run = await service({
      containers: {
        web: { ...web, dependsOn: { cache: "HEALTHY" }, initProcessEnabled: false },
        cache: {
          image: "example/cache:1",
          essential: false,
          startTimeoutSeconds: 90,
          healthCheck: { command: ["CMD", "ping"] },
        },
      },
    });
    const { web: main, cache } = containers(run);
    assert.deepEqual(
      [cache?.["restartPolicy"], cache?.["startTimeout"], cache?.["linuxParameters"]],
      [{ enabled: true, ignoredExitCodes: [0], restartAttemptPeriod: 60 }, 90, { initProcessEnabled: true }],
    );
    assert.deepEqual(
      [main?.["dependsOn"], main?.["linuxParameters"]],
      [[{ containerName: "cache", condition: "HEALTHY" }], { initProcessEnabled: false }],
    );
    assert.deepEqual(["restartPolicy" in main!, "startTimeout" in main!], [false, false]);
  });
});
