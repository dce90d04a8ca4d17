import assert from "node:assert/strict";
import type { Resource } from "../../model/graph";
import { runProgram } from "../../simulator/in-process";
import { environmentProgram } from "../../stacks/program";
import { asText } from "../support/recorded";
import { configValues, PROJECT, SETTINGS } from "../support/settings";

const { web } = SETTINGS.services;
const UUID = "12345678-1234-1234-1234-123456789012";

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

  it("tells channels of chats, by a role within the environment's boundary", async () => {
    const notifications = {
      slack: { ops: { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" } },
      teams: { ops: { tenantId: UUID, teamId: UUID, channelId: "19%3a1%40thread.tacv2" } },
    };
    const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/boundary";
    const all = await resources({ notifications, permissionsBoundaryArn });
    const [topic] = byType(all, "aws:sns/topic:Topic");
    const role = byType(all, "aws:iam/role:Role").find(({ name }) => name === "alarms-chat");
    assert.equal(role!.inputs["permissionsBoundary"], permissionsBoundaryArn);
    for (const kind of ["slackChannelConfiguration:Slack", "teamsChannelConfiguration:Teams"]) {
      const [channel, ...others] = byType(all, `aws:chatbot/${kind}ChannelConfiguration`);
      assert.deepEqual(others, []);
      assert.deepEqual(channel!.inputs["snsTopicArns"], [topic!.id]);
    }
  });

  it("tells whoever listens about failed deployments and tasks out of memory, also without alarms", async () => {
    const names = async (change: Readonly<Record<string, unknown>>) => {
      const all = await resources({ alarms: false, ...change });
      return ["sns/topic:Topic", "cloudwatch/eventRule:EventRule"].map((type) =>
        byType(all, `aws:${type}`).map(({ name }) => name),
      );
    };
    const mails = ["ops@example.com"];
    assert.deepEqual(await names({ notifications: { mails } }), [
      ["alarms"],
      ["main-failed-deployments", "main-out-of-memory"],
    ]);
    const deployments = { mails, outOfMemory: false };
    assert.deepEqual(await names({ notifications: deployments }), [["alarms"], ["main-failed-deployments"]]);
    assert.deepEqual(await names({ notifications: { ...deployments, failedDeployments: false } }), [[], []]);
    assert.deepEqual(await names({ notifications: {} }), [[], []]);
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

  it("has a dashboard per service in prod, and in dev where the settings say so; each service may differ", async () => {
    const services = { web, worker: { containers: { worker: { image: "a:1" } }, dashboard: false } };
    const names = async (change: Readonly<Record<string, unknown>>) =>
      byType(await resources({ services, ...change }), "aws:cloudwatch/dashboard:Dashboard").map(({ name }) => name);
    assert.deepEqual(await names({}), ["web"]);
    assert.deepEqual(await names({ dashboards: false }), []);
    const dev = { environmentType: "dev", notifications: undefined };
    assert.deepEqual(await names(dev), []);
    assert.deepEqual(await names({ ...dev, dashboards: true }), ["web"]);
    assert.deepEqual(await names({ ...dev, services: { web: { ...web, dashboard: true } } }), ["web"]);
  });

  it("says where each dashboard is looked at", async () => {
    const services = { web, worker: { containers: { worker: { image: "a:1" } }, dashboard: false } };
    const all = await resources({ services });
    const [stack] = byType(all, "pulumi:pulumi:Stack");
    const [dashboard] = byType(all, "aws:cloudwatch/dashboard:Dashboard");
    const outputs = stack!.outputs["services"] as Record<string, Record<string, unknown>>;
    assert.equal(
      outputs["web"]!["dashboardUrl"],
      `https://eu-central-1.console.aws.amazon.com/cloudwatch/home?region=eu-central-1#dashboards/dashboard/${asText(dashboard!.id)}`,
    );
    assert.equal("dashboardUrl" in outputs["worker"]!, false);
  });
});
