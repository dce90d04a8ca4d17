import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { alarmsOfService } from "../../../stacks/plan/alarms";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";

const { web } = SETTINGS.services;
const worker = { containers: { worker: { image: "example/worker:1" } } };

function plan(change: object = {}) {
  return planEnvironment(PROJECT, "staging", configuration({ ...change }, [`${PROJECT}:secrets`]));
}

/** What is watched about each service. */
function watched(change: object) {
  const { settings, services } = plan(change);
  return Object.fromEntries(services.map(({ name, settings: each }) => [name, alarmsOfService(settings, each)]));
}

const problemsOf = (change: object) =>
  thrownProblems(() => plan(change)).map(({ argument, value }) => [argument, value]);

const warningsOf = (change: object) =>
  plan(change)
    .warnings.filter(({ component }) => component === 'notifications "alarms"')
    .map(({ message }) => message);

describe("the alarms of an environment", () => {
  it("are on in prod and off in dev, unless told otherwise, also service by service", () => {
    const services = { web, quiet: { ...worker, alarms: false } };
    assert.deepEqual(watched({ services }), { web: {}, quiet: undefined });
    assert.deepEqual(watched({ services, alarms: false }), { web: undefined, quiet: undefined });
    const dev = { environmentType: "dev", services: { web, loud: { ...worker, alarms: {} } } };
    assert.deepEqual(watched(dev), { web: undefined, loud: {} });
    assert.deepEqual(watched({ ...dev, alarms: {} }), { web: {}, loud: {} });
  });

  it("have the environment's thresholds, but for what a service sets itself, and without a route only what there is to measure", () => {
    const alarms = { errorPercent: 2, cpuPercent: 70, rollback: false };
    const services = { web: { ...web, alarms: { cpuPercent: false } }, worker };
    assert.deepEqual(watched({ alarms, services }), {
      web: { errorPercent: 2, cpuPercent: false, rollback: false },
      worker: { cpuPercent: 70, rollback: false },
    });
  });

  it("are refused where they make no sense, for each service", () => {
    assert.deepEqual(problemsOf({ alarms: { cpuPercent: 101 }, services: { web, worker } }), [
      ["alarms.cpuPercent", 101],
      ["alarms.cpuPercent", 101],
    ]);
    const asking = { ...worker, alarms: { latencySeconds: 1 } };
    assert.deepEqual(problemsOf({ services: { asking } }), [["alarms.latencySeconds", 1]]);
  });

  it("tell whom the settings name, whose URL may be one of the environment's secrets", () => {
    const notifications = { mails: ["a@example.com"], httpsEndpoints: { pager: "pager-url" } };
    plan({ notifications, secrets: { "pager-url": "https://pager.example.com/key" } });
    assert.deepEqual(problemsOf({ notifications }), [["httpsEndpoints.pager", "[not shown]"]]);
    assert.deepEqual(problemsOf({ notifications: { mails: ["nobody"], httpsEndpoints: { pager: "http://x" } } }), [
      ["mails[0]", "nobody"],
      ["httpsEndpoints.pager", "[not shown]"],
    ]);
  });

  it("tell chats, which are checked, and which Amazon Q Developer reaches only from AWS's own partition", () => {
    const slack = { ops: { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" } };
    assert.deepEqual(warningsOf({ notifications: { slack } }), []);
    assert.deepEqual(problemsOf({ notifications: { slack: { ops: { ...slack.ops, channelId: "#ops" } } } }), [
      ["slack.ops.channelId", "#ops"],
    ]);
    for (const region of ["cn-north-1", "us-gov-west-1"]) {
      const elsewhere = { region, loadBalancer: { plainHttp: true } };
      assert.deepEqual(problemsOf({ ...elsewhere, notifications: { slack, teams: {} } }), [["slack", ["ops"]]]);
      plan({ ...elsewhere, notifications: { mails: ["a@example.com"], slack: {} } });
    }
  });

  it("are warned of if they tell nobody, and so is somebody whom nothing tells", () => {
    const notifications = { mails: ["a@example.com"] };
    assert.deepEqual(warningsOf({ notifications: undefined }), ["Alarms ring, and tell nobody."]);
    assert.deepEqual(warningsOf({ notifications }), []);
    assert.deepEqual(warningsOf({ notifications, services: {} }), []);
    assert.deepEqual(warningsOf({ alarms: false, notifications: undefined }), []);
    // Events of deployments and tasks still tell them.
    assert.deepEqual(warningsOf({ alarms: false, notifications }), []);
    const silent = { ...notifications, failedDeployments: false, outOfMemory: false };
    assert.deepEqual(warningsOf({ notifications: silent }), []);
    assert.deepEqual(warningsOf({ alarms: false, notifications: silent }), [
      "There are neither alarms nor events that could tell anybody, so there is no topic either.",
    ]);
  });
});
