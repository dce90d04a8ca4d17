import assert from "node:assert/strict";
import type { DeploymentStrategyArgs } from "../../components/service/strategy-plan";
import type { TreeNode } from "../../preview/document";
import { resourceTree } from "../../preview/resources-section";
import { service } from "../support/fargate-service";

/** What the tree says about the resource of this label. */
function detailOf(nodes: readonly TreeNode[], label: string): string | undefined {
  for (const node of nodes) {
    const found = node.label === label ? node.detail : detailOf(node.children ?? [], label);
    if (found !== undefined) return found;
  }
  return undefined;
}

describe("the tree of resources", () => {
  it("says where a log router sends the logs of which containers", async () => {
    const detail = async (args: Parameters<typeof service>[0]) => {
      const { resources } = await service(args);
      const graph = { project: "test", stack: "test", resources, outputs: {} };
      return detailOf(resourceTree(graph), "ecs.TaskDefinition web");
    };
    const logRouter = { output: "s3", options: { bucket: "logs" } };
    assert.equal(await detail({ logRouter }), "256 CPU units, 512 MiB (logs to s3)");
    assert.equal(await detail({}), "256 CPU units, 512 MiB");
  });

  const details: readonly (readonly [DeploymentStrategyArgs, string])[] = [
    [{ type: "rolling" }, "2 tasks"],
    [{ type: "recreate" }, "2 tasks"],
    [{ type: "blueGreen" }, "2 tasks blue/green"],
    [{ type: "canary", canaryPercent: 2.5 }, "2 tasks canary 2.5 %"],
    [{ type: "linear" }, "2 tasks linear 10 %"],
  ];
  for (const [strategy, expected] of details) {
    it(`says of a service with ${JSON.stringify(strategy)}: ${expected}`, async () => {
      const { resources } = await service({ strategy });
      const graph = { project: "test", stack: "test", resources, outputs: {} };
      assert.equal(detailOf(resourceTree(graph), "ecs.Service web"), expected);
    });
  }
});
