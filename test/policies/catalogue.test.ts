import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../policies/catalogue";
import { cloudwatch16 } from "../../policies/controls/cloudwatch-16";

describe("the catalogue", () => {
  it("has an id and a policy name for each control, and none twice", () => {
    const ids = catalogue.flatMap(({ id, alsoCovers = [] }) => [id, ...alsoCovers]);
    assert.equal(new Set(ids).size, ids.length);
    for (const { id, policy } of catalogue) assert.equal(policy, id.toLowerCase().replaceAll(".", "-"));
  });

  it("states what each control needs for reports and documents", () => {
    for (const control of catalogue) {
      const context = control.id;
      assert.ok(control.frameworks.length > 0, context);
      assert.match(control.title, /^[A-Z].*[^.]$/, context);
      assert.match(control.rationale, /\.$/, context);
      assert.match(control.remediation, /\.$/, context);
      assert.match(control.link, /^https:\/\/docs\.aws\.amazon\.com\//, context);
      assert.ok(
        control.types.every((type) => /^aws:[^:]+:\w+$/.test(type)),
        context,
      );
      assert.equal(new Set(control.types).size, control.types.length, context);
    }
  });

  it("asks for 14 days of logs in dev and 365 in prod", () => {
    assert.deepEqual(cloudwatch16.settings!.presets, {
      dev: { minimumRetentionDays: 14 },
      prod: { minimumRetentionDays: 365 },
    });
  });

  it("is what docs/policies.md lists, with policies and levels", () => {
    const page = readFileSync(join(__dirname, "..", "..", "docs", "policies.md"), "utf8");
    const rows = page.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
    const listed = rows.filter(([, id]) => catalogue.some((control) => control.id === id));
    assert.deepEqual(
      listed.map(([, id, policy, dev, prod]) => [id, policy, dev, prod]),
      catalogue.map(({ id, policy, levels }) => [id, `\`${policy}\``, levels.dev, levels.prod]),
    );
  });
});
