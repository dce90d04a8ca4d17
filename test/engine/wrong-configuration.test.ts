import assert from "node:assert/strict";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { ROOT_STACK_TYPE } from "../../model/urn";
import { environmentProgram } from "../../stacks/program";
import { ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";
import { PROJECT, settingsOf, type Settings } from "../support/environments";

describe("a wrong configuration on the real engine", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const dev = settingsOf("dev");
  const web = (dev[`${PROJECT}:services`] as Settings).web as Settings;

  const cases: Record<string, { settings: Settings; problems: RegExp[] }> = {
    "in every way": {
      settings: {
        ...withoutKey(dev, `${PROJECT}:allowedAccountIds`),
        "aws:region": "eu-west-1",
        [`${PROJECT}:regoin`]: "eu-central-1",
        [`${PROJECT}:logRetentionDays`]: "fourteen",
        [`${PROJECT}:secrets`]: { token: "correct-horse-battery" },
        [`${PROJECT}:network`]: { cidr: "10.10.0.0/28", zones: ["a", "b"], nat: "single" },
        [`${PROJECT}:services`]: {
          web: { ...web, cpuUnits: 256, memoryMiB: 8192 },
          api: web,
          ["a-name-that-is-too-long".repeat(4)]: web,
        },
      },
      problems: [
        /allowedAccountIds = not set/,
        /aws:region/,
        /regoin/,
        /logRetentionDays = "fourteen"/,
        /secrets/,
        /cidr = "10\.10\.0\.0\/28"/,
        /memoryMiB = 8192/,
        /"api" and "web"/,
        /service "a-name-that-is-too-long/,
      ],
    },
    "of an environment without settings": {
      settings: {},
      problems: [/environmentType/, /region/, /allowedAccountIds/, /network/, /services/],
    },
  };

  for (const [what, { settings, problems }] of Object.entries(cases)) {
    describe(what, () => {
      const aws = new SimulatedAws();
      let stack: EngineStack;
      let up: EngineRun;

      before(async () => {
        const program = environmentProgram;
        stack = await EngineStack.create({ project: PROJECT, stack: "dev", config: settings, program, aws });
        up = await stack.up();
      });

      after(() => {
        stack?.dispose(); // There is none if the engine is missing.
      });

      it("stops before any resource is registered", async () => {
        assert.deepEqual(
          up.steps.map(({ type }) => type),
          [ROOT_STACK_TYPE],
        );
        assert.deepEqual(aws.existing, []);
        assert.deepEqual(
          (await stack.state()).map(({ type }) => type),
          [ROOT_STACK_TYPE],
        );
      });

      it("names all problems in one message, without a stack trace", () => {
        const messages = new Set(up.diagnostics.map(({ message }) => message));
        assert.equal(messages.size, 1);
        const [message] = messages;
        for (const problem of problems) assert.match(message!, problem);
        assert.doesNotMatch(message!, /^\s*at .*:\d+:\d+/m);
        assert.doesNotMatch(message!, /correct-horse-battery/);
      });
    });
  }
});

function withoutKey(settings: Settings, key: string): Settings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== key));
}
