import assert from "node:assert/strict";
import { catalogue } from "../../policies/catalogue";
import { configurationProblems, configureControls, presetConfiguration } from "../../policies/configuration";
import { LEVELS, PRESETS } from "../../policies/control";

/** The level that a configuration file gives a policy. */
function levelOf(entry: unknown): unknown {
  return typeof entry === "object" ? (entry as { enforcementLevel: unknown }).enforcementLevel : entry;
}

describe("a preset", () => {
  for (const preset of PRESETS) {
    it(`names every control, is itself a right configuration, and mends nothing: ${preset}`, () => {
      const configuration = presetConfiguration(catalogue, preset);
      assert.deepEqual(
        Object.keys(configuration),
        catalogue.map(({ policy }) => policy),
      );
      assert.deepEqual(configurationProblems(catalogue, configuration), []);
      assert.ok(Object.values(configuration).every((entry) => LEVELS.includes(levelOf(entry) as never)));
    });
  }

  it("makes everything mandatory if it is strict, with the settings of prod", () => {
    const strict = configureControls(catalogue, "strict");
    const prod = configureControls(catalogue, "prod");
    for (const { id, levels } of catalogue) {
      assert.deepEqual(strict.get(id), { level: "mandatory", settings: prod.get(id)!.settings });
      assert.equal(prod.get(id)!.level, levels.prod);
    }
  });
});

describe("a configuration", () => {
  it("may ask for mending where a control has a remedy; what isn't mended is mandatory", () => {
    const mended = catalogue.filter((control) => control.phase === "resource" && control.remedy !== undefined);
    const asked = Object.fromEntries(catalogue.map(({ policy }) => [policy, "remediate"]));
    const refused = configurationProblems(catalogue, asked).map(({ component }) => component);
    const others = catalogue.filter((control) => !mended.includes(control));
    assert.deepEqual(
      refused,
      others.map(({ policy }) => `policy ${policy}`),
    );
    const levels = configureControls(
      mended,
      "dev",
      Object.fromEntries(mended.map(({ policy }) => [policy, "remediate"])),
    );
    assert.deepEqual([...new Set([...levels.values()].map(({ level }) => level))], ["mandatory"]);
  });

  it("for one pack is refused where it names the other's policies", () => {
    const given = { "ecs-2": "advisory", "p-1": "advisory", indeterminate: "mandatory" };
    const refused = (pack: "security" | "operations") =>
      configurationProblems(catalogue, given, pack).map(({ argument, message }) => `${argument}: ${message}`);
    assert.deepEqual(refused("security"), [
      "p-1: This policy is one of the pack operations, and this is the configuration of security.",
    ]);
    assert.deepEqual(refused("operations"), [
      "ecs-2: This policy is one of the pack security, and this is the configuration of operations.",
    ]);
    assert.deepEqual(configurationProblems(catalogue, given), []);
  });
});
