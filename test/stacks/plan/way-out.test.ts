import assert from "node:assert/strict";
import { runProgram } from "../../../simulator/in-process";
import { planEnvironment } from "../../../stacks/plan";
import { environmentProgram } from "../../../stacks/program";
import { thrownProblems } from "../../support/problems";
import { configuration, configValues, PROJECT, SETTINGS } from "../../support/settings";

function plan(change: Readonly<Record<string, unknown>>) {
  return planEnvironment(PROJECT, "staging", configuration(change));
}

function network(change: object) {
  return { ...SETTINGS.network, ...change };
}

describe("the way out of an environment", () => {
  it("is needed by its tasks", () => {
    assert.deepEqual(
      thrownProblems(() => plan({ network: network({ nat: "none" }) })).map(({ component, argument, message }) => [
        component,
        argument,
        message,
      ]),
      [['network "main"', "nat", 'The tasks of "web" could not pull their images or write their logs.']],
    );
    assert.deepEqual(plan({ network: network({ nat: "none" }), services: {} }).warnings, []);
  });

  it("is warned of if it is paid for and nothing uses it", () => {
    const messages = (nat?: string) =>
      plan({ network: network({ nat }), services: {} }).warnings.map(({ value, message }) => [value, message]);
    const unused = "paid for, about 35 USD a month each, and there is no service to use it.";
    assert.deepEqual(messages("single"), [["single", `1 NAT gateway is ${unused}`]]);
    assert.deepEqual(messages("perAz"), [["perAz", `2 NAT gateways are ${unused}`]]);
    assert.deepEqual(messages(), messages("perAz"));
  });

  it("is warned of if it hangs on one zone in prod, and only there", () => {
    const single = network({ nat: "single", zones: ["b", "a"] });
    assert.deepEqual(
      plan({ network: single }).warnings.map(({ message }) => message),
      ["If zone b fails, the tasks of all zones lose their way to the internet."],
    );
    assert.deepEqual(plan({ network: single, environmentType: "dev" }).warnings, []);
    assert.deepEqual(plan({ network: network({ nat: "perAz" }) }).warnings, []);
  });

  it("is told about in every run of the program, which goes on", async () => {
    const config = configValues({ network: network({ nat: "single" }) });
    const run = await runProgram({ project: PROJECT, stack: "staging", config, program: environmentProgram });
    assert.equal(run.error, undefined);
    assert.deepEqual(run.messages, [
      {
        severity: "warning",
        text:
          'network "main": nat is "single". If zone a fails, the tasks of all zones lose their way to the internet. ' +
          "Set nat to perAz, or accept it.",
      },
    ]);
  });
});
