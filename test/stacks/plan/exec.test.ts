import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";

const image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:1";

function plan(network: object, service: object = { executeCommand: true }) {
  const services = { worker: { containers: { worker: { image } }, ...service } };
  return planEnvironment(PROJECT, "staging", configuration({ network: { ...SETTINGS.network, ...network }, services }));
}

describe("shells in containers", () => {
  it("need a way to Session Manager and to the key", () => {
    const [problem, ...others] = thrownProblems(() => plan({ nat: "none", interfaceEndpoints: "minimal" }));
    assert.deepEqual(
      [problem?.component, problem?.argument, problem?.message],
      [
        'service "worker"',
        "executeCommand",
        "Its tasks have no way to ssmmessages and kms: no NAT gateway, and no such interface endpoint.",
      ],
    );
    assert.deepEqual(others, []);
  });

  it("have one through all endpoints, a NAT gateway, or addresses of the tasks' own", () => {
    plan({ nat: "none", interfaceEndpoints: "full" });
    plan({ nat: "single", interfaceEndpoints: "minimal" });
    plan({ nat: "none", interfaceEndpoints: "minimal" }, { executeCommand: true, subnetTier: "public" });
  });

  it("need nothing if there are none", () => {
    plan({ nat: "none", interfaceEndpoints: "minimal" }, {});
    plan({ nat: "none", interfaceEndpoints: "minimal" }, { executeCommand: false });
  });

  it("are not reported for a network without any way, which is reported itself", () => {
    assert.deepEqual(
      thrownProblems(() => plan({ nat: "none" })).map(({ argument }) => argument),
      ["nat"],
    );
  });
});
