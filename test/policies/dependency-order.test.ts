import assert from "node:assert/strict";
import type { ResourceGraph } from "../../model/graph";
import { findingText } from "../../policies/evaluate";
import { judge } from "../../policies/judge";
import { runProgram } from "../../simulator/in-process";
import { judgedStack } from "../support/judged-stack";

/** Pulumi keeps what an input was computed from as a set: the engine names it in another order than a program does. */
function reversed(graph: ResourceGraph): ResourceGraph {
  return {
    ...graph,
    resources: graph.resources.map((resource) => ({
      ...resource,
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.propertyDependencies).map(([input, urns]) => [input, urns.toReversed()]),
      ),
    })),
  };
}

function said(graph: ResourceGraph): string[] {
  const { controls } = judge(graph, { preset: "prod", exemptions: { exemptions: [] }, now: new Date() });
  return controls
    .flatMap(({ control, findings }) =>
      findings.map((finding) => `${finding.outcome} ${control.id} ${finding.urn} ${findingText(finding)}`),
    )
    .sort();
}

describe("what controls say of a first preview", () => {
  it("doesn't depend on the order in which Pulumi names what an id was computed from", async () => {
    const { graph } = await runProgram({
      project: "shop",
      stack: "prod",
      config: {},
      program: judgedStack,
      preview: true,
    });
    assert.ok(
      graph.resources.some(({ propertyDependencies: each }) => Object.values(each).some(({ length }) => length > 1)),
    );
    assert.deepEqual(said(reversed(graph)), said(graph));
  });
});
