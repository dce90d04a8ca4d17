import assert from "node:assert/strict";
import { ProblemsError } from "../../model/problem";
import { parseExemptions } from "../../policies/exemptions";
import { exemptionsFromYaml } from "../../policies/exemptions-file";

describe("an exemptions file", () => {
  it("that is no YAML is refused by its name", () => {
    assert.throws(
      () => exemptionsFromYaml("exemptions: [", "exemptions.yaml"),
      (error) => {
        assert.ok(error instanceof ProblemsError);
        const [{ message, ...others }] = error.problems as [(typeof error.problems)[number]];
        assert.match(message, /^The file is no YAML: /);
        assert.deepEqual(others, {
          component: "exemptions",
          argument: "exemptions.yaml",
          fix: "Correct the line it names.",
        });
        return true;
      },
    );
  });

  it("for several packs leaves what is wrong with an exemption to the pack that has the control", () => {
    const document = { exemptions: [{ control: "ECS.2" }, { control: "P-1" }, { control: "none" }, "x"] };
    const wrongIn = (...judged: readonly string[]) => {
      const { problems } = parseExemptions(document, ["ECS.2", "P-1"], new Date("2026-03-01T12:00:00Z"), judged);
      return [...new Set(problems.map(({ component }) => component))];
    };
    assert.deepEqual(wrongIn("ECS.2"), ["exemptions[0]", "exemptions[2]", "exemptions[3]"]);
    assert.deepEqual(wrongIn("P-1"), ["exemptions[1]", "exemptions[2]", "exemptions[3]"]);
  });

  it("takes no list for an exemption", () => {
    const { problems } = parseExemptions({ exemptions: [[]] }, [], new Date());
    assert.deepEqual(
      problems.map(({ message }) => message),
      ["An exemption is a set of keys."],
    );
  });
});
