import assert from "node:assert/strict";
import { type ResourceGraph, UNKNOWN, type Value } from "../../model/graph";
import { makeUrn } from "../../model/urn";
import { ecs2 } from "../../policies/controls/ecs-2";
import { judge } from "../../policies/judge";

const SERVICE = "aws:ecs/service:Service";
const URN = makeUrn("prod", "shop", undefined, SERVICE, "web");

function service(assignPublicIp: Value): ResourceGraph {
  const resource = {
    urn: URN,
    type: SERVICE,
    name: "web",
    custom: true,
    inputs: { networkConfiguration: { assignPublicIp } },
  };
  const unused = { outputs: {}, dependencies: [], propertyDependencies: {}, options: {} };
  return { project: "shop", stack: "prod", outputs: {}, resources: [{ ...resource, ...unused }] };
}

/** The level of the only finding, and whether the stack may not be deployed. */
function judged(assignPublicIp: Value, configuration: Readonly<Record<string, string>>, exempt = false) {
  const texts = { reason: "A partner calls it.", ticket: "OPS-1", owner: "web team", expires: "2026-03-31" };
  const { controls, failed } = judge(service(assignPublicIp), {
    preset: "prod",
    controls: [ecs2],
    configuration,
    now: new Date("2026-03-01T12:00:00Z"),
    exemptions: { exemptions: exempt ? [{ control: "ECS.2", urn: URN, ...texts }] : [] },
  });
  return [controls[0]!.findings.map(({ level }) => level), failed];
}

describe("the level at which a finding is reported", () => {
  it("is the control's for a failure, whatever reports the rest", () => {
    assert.deepEqual(judged(true, { indeterminate: "mandatory", exempt: "mandatory" }), [["mandatory"], true]);
    assert.deepEqual(judged(true, { "ecs-2": "advisory", indeterminate: "mandatory" }), [["advisory"], false]);
  });

  it("is advisory for what isn't known, unless a configuration makes that mandatory", () => {
    assert.deepEqual(judged(UNKNOWN, {}), [["advisory"], false]);
    assert.deepEqual(judged(UNKNOWN, { exempt: "mandatory" }), [["advisory"], false]);
    assert.deepEqual(judged(UNKNOWN, { indeterminate: "mandatory" }), [["mandatory"], true]);
  });

  it("is advisory for what is exempt, unless a configuration makes that mandatory", () => {
    assert.deepEqual(judged(true, {}, true), [["advisory"], false]);
    assert.deepEqual(judged(true, { indeterminate: "mandatory" }, true), [["advisory"], false]);
    assert.deepEqual(judged(true, { exempt: "mandatory" }, true), [["mandatory"], true]);
  });
});
