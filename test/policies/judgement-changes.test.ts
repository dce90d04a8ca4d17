import assert from "node:assert/strict";
import type { ResourceGraph } from "../../model/graph";
import { UNKNOWN, type Value } from "../../model/graph";
import { makeUrn } from "../../model/urn";
import type { Control } from "../../policies/control";
import { ecs2 } from "../../policies/controls/ecs-2";
import { judge } from "../../policies/judge";
import { judgementChanges } from "../../policies/judgement-changes";
import { fail } from "../../policies/verdict";

const SERVICE = "aws:ecs/service:Service";

function services(publicAddresses: Readonly<Record<string, Value>>): ResourceGraph {
  const resources = Object.entries(publicAddresses).map(([name, assignPublicIp]) => ({
    urn: makeUrn("prod", "shop", undefined, SERVICE, name),
    type: SERVICE,
    name,
    custom: true,
    inputs: { networkConfiguration: { assignPublicIp } },
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    options: {},
  }));
  return { project: "shop", stack: "prod", resources, outputs: {} };
}

function judged(
  publicAddresses: Readonly<Record<string, Value>>,
  exempt: readonly string[] = [],
  control: Control = ecs2,
) {
  const exemptions = exempt.map((name) => ({
    control: "ECS.2",
    urn: makeUrn("prod", "shop", undefined, SERVICE, name),
    reason: "a partner calls it by address",
    owner: "web team",
    ticket: "OPS-1",
    expires: "2026-06-01",
  }));
  const now = new Date("2026-03-01T12:00:00Z");
  return judge(services(publicAddresses), { preset: "prod", exemptions: { exemptions }, now, controls: [control] });
}

describe("the changes between two judgements", () => {
  const changes = (before: ReturnType<typeof judged>, after: ReturnType<typeof judged>) => {
    const { added, fixed } = judgementChanges(before, after);
    const told = (each: (typeof added)[number]) =>
      `${each.finding.outcome} ${each.finding.urn.split("::").at(-1)} ${each.finding.level}`;
    return { added: added.map(told), fixed: fixed.map(told) };
  };

  it("are the findings that only one of them has", () => {
    const before = judged({ same: true, mended: true, gone: true });
    const after = judged({ same: true, mended: false, worse: true });
    assert.deepEqual(changes(before, after), {
      added: ["fail worse mandatory"],
      fixed: ["fail mended mandatory", "fail gone mandatory"],
    });
  });

  it("are none between a judgement and itself", () => {
    assert.deepEqual(changes(judged({ a: true }), judged({ a: true })), { added: [], fixed: [] });
  });

  it("tell a failure from what was indeterminate before", () => {
    assert.deepEqual(changes(judged({ a: UNKNOWN }), judged({ a: true })), {
      added: ["fail a mandatory"],
      fixed: ["indeterminate a advisory"],
    });
  });

  it("tell what is exempt from what is not", () => {
    assert.deepEqual(changes(judged({ a: true }, ["a"]), judged({ a: true })), {
      added: ["fail a mandatory"],
      fixed: ["fail a advisory"],
    });
  });

  it("know a finding again by its key wherever it stands, and without a key by where it stands", () => {
    const finding = (path: string, key?: string) => {
      const judge = () => [fail(path, "is wrong", key)];
      return judged({ a: true }, [], { ...ecs2, judge });
    };
    const none = { added: [], fixed: [] };
    assert.deepEqual(changes(finding("rules[0]", "web"), finding("rules[1]", "web")), none);
    assert.equal(changes(finding("rules[0]", "web"), finding("rules[0]", "log")).added.length, 1);
    assert.equal(changes(finding("rules[0]"), finding("rules[1]")).added.length, 1);
    assert.deepEqual(changes(finding("rules[0]"), finding("rules[0]")), none);
  });
});
