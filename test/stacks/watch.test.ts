import assert from "node:assert/strict";
import type { Resource } from "../../model/graph";
import { runProgram } from "../../simulator/in-process";
import { environmentProgram } from "../../stacks/program";
import { configValues, PROJECT, SETTINGS } from "../support/settings";

const { web } = SETTINGS.services;

async function resources(change: Readonly<Record<string, unknown>>): Promise<readonly Resource[]> {
  const { graph, error } = await runProgram({
    project: PROJECT,
    stack: "staging",
    config: configValues(change),
    secretConfigKeys: "secrets" in change ? [`${PROJECT}:secrets`] : [],
    program: environmentProgram,
  });
  assert.equal(error, undefined, String(error));
  return graph.resources;
}

function byType(resources: readonly Resource[], type: string): readonly Resource[] {
  return resources.filter((resource) => resource.type === type);
}

describe("an environment that is watched", () => {
  it("has one topic that hears the alarms of all services, and tells whom the settings name", async () => {
    const notifications = { mails: ["ops@example.com"], httpsEndpoints: { pager: "pager-url" } };
    const services = { web, worker: { containers: { worker: { image: "a:1" } } } };
    const secrets = { "pager-url": "https://pager.example.com/hunter2" };
    const all = await resources({ notifications, services, secrets });
    const [topic, ...others] = byType(all, "aws:sns/topic:Topic");
    assert.deepEqual(others, []);
    assert.equal(topic!.inputs["displayName"], "fargate-platform staging");
    const alarms = byType(all, "aws:cloudwatch/metricAlarm:MetricAlarm");
    assert.equal(alarms.length, 6 + 3);
    for (const { inputs } of alarms) assert.deepEqual(inputs["alarmActions"], [topic!.id]);
    assert.deepEqual(
      byType(all, "aws:sns/topicSubscription:TopicSubscription").map(({ name, inputs }) => [name, inputs["protocol"]]),
      [
        ["alarms-ops@example.com", "email"],
        ["alarms-pager", "https"],
      ],
    );
    assert.doesNotMatch(JSON.stringify(all), /hunter2/);
  });

  it("has no alarms, no topic and no key if alarms are switched off, or in dev", async () => {
    for (const change of [{ alarms: false }, { environmentType: "dev" }]) {
      const all = await resources({ ...change, notifications: undefined });
      for (const type of ["sns/topic:Topic", "kms/key:Key", "cloudwatch/metricAlarm:MetricAlarm"]) {
        assert.deepEqual(byType(all, `aws:${type}`), []);
      }
      const [service] = byType(all, "aws:ecs/service:Service");
      assert.equal("alarms" in service!.inputs, false);
    }
  });
});
