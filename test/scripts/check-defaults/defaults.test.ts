import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Default } from "../../../scripts/check-defaults/default";
import { DEFAULTS } from "../../../scripts/check-defaults/defaults";
import { withChange } from "../../../scripts/check-defaults/notice";
import { REPOSITORY } from "../../support/environments";

describe("the list of defaults", () => {
  for (const each of DEFAULTS) {
    it(`names the one place that decides it, and its tests: ${each.what}`, () => {
      const text = readFileSync(join(REPOSITORY, each.file), "utf8");
      assert.notEqual(withChange(text, each), text);
      for (const file of each.tests.split(" ")) assert.ok(existsSync(join(REPOSITORY, file)), file);
    });
  }

  it("has a name of its own for each", () => {
    assert.equal(new Set(DEFAULTS.map(({ what }) => what)).size, DEFAULTS.length);
  });

  it("can't have one whose place is ambiguous or gone", () => {
    const row: Default = { what: "size", file: "a.ts", code: "size: 1", changed: "size: 2", tests: "a.test.ts" };
    assert.equal(withChange("{ size: 1 }", row), "{ size: 2 }");
    assert.throws(() => withChange("{ size: 1, b: { size: 1 } }", row), /stands 2 times in a\.ts, not once/);
    assert.throws(() => withChange("{}", row), /stands 0 times/);
  });
});
