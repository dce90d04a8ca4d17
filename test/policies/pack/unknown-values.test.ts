import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UNKNOWN_STRING } from "../../support/engine";
import { PACK_TIMEOUT_MS, PolicyPackProcess, PolicyPackProcesses, type Violation } from "../../support/policy-pack";
import { resource } from "./sent-resources";

/** The rule about HTTP as one would write it first, with Pulumi's library alone. */
const PLAIN_PACK = `
const { PolicyPack } = require("@pulumi/policy");
new PolicyPack("plain", {
  policies: [
    {
      name: "plain",
      description: "HTTP only redirects",
      enforcementLevel: "mandatory",
      validateStack: ({ resources }, reportViolation) => {
        for (const { urn, props } of resources) {
          const actions = props.actions ?? props.defaultActions ?? [];
          if (actions.some(({ type }) => type === "forward")) reportViolation("forwards", urn);
        }
      },
    },
  ],
});
`;

const LISTENER = resource("aws:lb/listener:Listener", "http", {
  arn: UNKNOWN_STRING,
  protocol: "HTTP",
  port: 80,
  defaultActions: UNKNOWN_STRING,
});
const RULES = ["a", "b", "c"].map((name) => ({
  ...resource("aws:lb/listenerRule:ListenerRule", name, {
    listenerArn: UNKNOWN_STRING,
    actions: [{ type: "forward", targetGroupArn: UNKNOWN_STRING }],
  }),
  propertyDependencies: { listenerArn: [LISTENER.urn] },
}));

function short(violations: readonly Violation[]): readonly (readonly (string | undefined)[])[] {
  return violations.map(({ policy, level, urn, message }) => [
    policy,
    level,
    urn.split("::")[3] ?? message.split("\n")[1],
  ]);
}

describe("three rules that are wrong, in a stack with one value that nobody knows yet", function () {
  this.timeout(PACK_TIMEOUT_MS);

  let packs: PolicyPackProcesses;
  let plain: PolicyPackProcess;
  before(async () => {
    packs = await PolicyPackProcesses.start();
    const folder = join(dirname(packs.packs.security.directory), "plain");
    mkdirSync(folder);
    writeFileSync(join(folder, "index.js"), PLAIN_PACK);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "plain", version: "0.0.0", main: "index.js" }));
    writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
    plain = await PolicyPackProcess.start(folder);
  });
  after(() => {
    plain?.stop();
    packs.stop();
  });

  it("are passed over by a policy that only reads them: one advisory is left of a mandatory policy", async () => {
    assert.deepEqual(short(await plain.analyzeStack(RULES)), [
      ["plain", "mandatory", "a"],
      ["plain", "mandatory", "b"],
      ["plain", "mandatory", "c"],
    ]);
    const [violation, ...others] = await plain.analyzeStack([LISTENER, ...RULES]);
    assert.deepEqual(others, []);
    assert.equal(violation!.level, "advisory");
    assert.match(violation!.message, /can't run policy 'plain' .* during preview/);
  });

  it("are all found by the packs, which also say what they can't tell", async () => {
    assert.deepEqual(short(await packs.analyzeStack([LISTENER, ...RULES])), [
      ["elb-1", "mandatory", "a"],
      ["elb-1", "mandatory", "b"],
      ["elb-1", "mandatory", "c"],
      ["indeterminate", "advisory", "http"],
      ["indeterminate", "advisory", "3 of 4 judgements could be made."],
    ]);
  });
});
