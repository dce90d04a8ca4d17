import assert from "node:assert/strict";
import { catalogue } from "../../policies/catalogue";
import {
  configurationProblems,
  configureControls,
  presetConfiguration,
  REPORTING_POLICIES,
  reportingLevel,
} from "../../policies/configuration";
import { LEVELS, PRESETS } from "../../policies/control";
import { cloudwatch16 } from "../../policies/controls/cloudwatch-16";
import { ecs2 } from "../../policies/controls/ecs-2";
import { settingsProblems } from "../../policies/settings";

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

  it("is written as a level, or as a level and the settings where a control has some", () => {
    assert.deepEqual(presetConfiguration([ecs2, cloudwatch16], "prod"), {
      "ecs-2": "mandatory",
      "cloudwatch-16": { enforcementLevel: "mandatory", minimumRetentionDays: 365 },
    });
  });

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
  it("changes what it names, and leaves the level or the settings that it doesn't name", () => {
    const configured = (entry: unknown) =>
      configureControls([cloudwatch16], "prod", { "cloudwatch-16": entry }).get(cloudwatch16.id);
    assert.deepEqual(configured("advisory"), { level: "advisory", settings: { minimumRetentionDays: 365 } });
    assert.deepEqual(configured({ minimumRetentionDays: 30 }), {
      level: "mandatory",
      settings: { minimumRetentionDays: 30 },
    });
    assert.deepEqual(configured({ enforcementLevel: "disabled", minimumRetentionDays: 30 }), {
      level: "disabled",
      settings: { minimumRetentionDays: 30 },
    });
  });

  it("can make the policies that report mandatory, and no less than advisory", () => {
    for (const policy of ["indeterminate", "exempt"] as const) {
      const levels = [{}, { [policy]: "advisory" }, { [policy]: "mandatory" }];
      assert.deepEqual(
        levels.map((given) => reportingLevel(given, policy)),
        ["advisory", "advisory", "mandatory"],
      );
    }
    for (const policy of Object.keys(REPORTING_POLICIES))
      assert.equal(configurationProblems(catalogue, { [policy]: "disabled" }).length, 1);
    assert.equal(reportingLevel({ exempt: { enforcementLevel: "mandatory" } }, "exempt"), "mandatory");
    assert.equal(reportingLevel({ exempt: "mandatory" }, "indeterminate"), "advisory");
  });

  it("is refused with what was given, what is allowed and what to do", () => {
    const component = "policy cloudwatch-16";
    const argument = "minimumRetentionDays";
    const correct = "Remove it, or correct its name.";
    const levels = {
      message: "It must be one of mandatory, advisory, disabled, remediate.",
      fix: "Choose one of them.",
    };
    const given = { "ecs-99": "advisory", "cloudwatch-16": { enforcementLevel: "off", [argument]: 0, days: 3 } };
    assert.deepEqual(configurationProblems(catalogue, given), [
      {
        component: "policy ecs-99",
        argument: "ecs-99",
        value: "advisory",
        message: "The pack has no such policy. Policies are named one by one: there is no `all`.",
        fix: correct,
      },
      { component, argument: "enforcementLevel", value: "off", ...levels },
      {
        component,
        argument,
        value: 0,
        message: "It must be a whole number of at least 1.",
        fix: cloudwatch16.settings!.properties[argument].description,
      },
      {
        component,
        argument: "days",
        value: 3,
        message: "This control has only the settings minimumRetentionDays.",
        fix: correct,
      },
    ]);
    for (const level of [["advisory"], null, 5, true]) {
      const found = configurationProblems(catalogue, { "cloudwatch-16": level });
      assert.deepEqual(found, [{ component, argument: "enforcementLevel", value: level, ...levels }]);
    }
    const [elsewhere] = configurationProblems(catalogue, { "p-1": "advisory" }, "security");
    assert.deepEqual([elsewhere!.component, elsewhere!.value], ["policy p-1", "advisory"]);
    assert.equal(elsewhere!.fix, "Move it to the other configuration.");
  });

  it("is told all settings that a control has", () => {
    const setting = { type: "integer", description: "A number.", minimum: 1 } as const;
    const [problem] = settingsProblems("policy x", { days: setting, hours: setting }, { years: 1 });
    assert.equal(problem!.message, "This control has only the settings days, hours.");
  });

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
