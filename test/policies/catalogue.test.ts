import assert from "node:assert/strict";
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
});
