import assert from "node:assert/strict";
import { coverageOf, coverageText, isComplete } from "../../policies/coverage";

describe("how much could be judged", () => {
  const counts = { pass: 3, fail: 2, exempt: 4, indeterminate: 5, error: 1, "not-applicable": 7 };

  it("is what passes, fails or is accepted, of all that a control is about", () => {
    const coverage = coverageOf((outcome) => counts[outcome]);
    assert.deepEqual(coverage, { evaluated: 9, applicable: 15 });
    assert.equal(coverageText(coverage), "9 of 15 judgements could be made.");
    assert.equal(isComplete(coverage), false);
  });

  it("is complete if nothing was unknown and no control failed itself", () => {
    assert.equal(isComplete(coverageOf((outcome) => (outcome === "exempt" ? 1 : 0))), true);
    assert.equal(isComplete(coverageOf((outcome) => (outcome === "error" ? 1 : 0))), false);
  });
});
