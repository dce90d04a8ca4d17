import assert from "node:assert/strict";
import { Cluster } from "../../../components/service/cluster";
import { record } from "../../support/recorded";

describe("a cluster on simulated AWS", () => {
  it("watches itself closely, and offers Fargate with and without Spot", async () => {
    const run = await record(() => void new Cluster("main", {}));
    const { name, ...inputs } = run.inputs("ecs.Cluster", "main");
    assert.deepEqual(inputs, { settings: [{ name: "containerInsights", value: "enhanced" }], tags: { Name: "main" } });
    assert.deepEqual(run.inputs("ecs.ClusterCapacityProviders", "main"), {
      clusterName: name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
    });
    const cheaper = await record(() => void new Cluster("main", { containerInsights: "enabled" }));
    assert.deepEqual(cheaper.inputs("ecs.Cluster", "main")["settings"], [
      { name: "containerInsights", value: "enabled" },
    ]);
  });
});
