import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { findIamActions, IAM_ACTIONS_FILE } from "../../scripts/generate-iam-actions";

describe("the table of IAM actions", () => {
  it("is current: npx tsx scripts/generate-iam-actions.ts", () => {
    assert.deepEqual(JSON.parse(readFileSync(IAM_ACTIONS_FILE, "utf8")), findIamActions());
  });

  it("is small enough to be part of the policy pack", () => {
    assert.ok(readFileSync(IAM_ACTIONS_FILE).length < 200_000);
  });
});
