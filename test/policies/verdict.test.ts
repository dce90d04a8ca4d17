import assert from "node:assert/strict";
import { fail, failIf, indeterminate } from "../../policies/verdict";

describe("a finding", () => {
  it("has a key only where one is given", () => {
    const finding = { path: "logs", message: "is off" };
    assert.deepEqual(fail("logs", "is off"), { outcome: "fail", ...finding });
    assert.deepEqual(fail("logs", "is off", "web"), { outcome: "fail", ...finding, key: "web" });
    assert.deepEqual(indeterminate("logs", "is off"), { outcome: "indeterminate", ...finding });
    assert.deepEqual(indeterminate("logs", "is off", "web"), { outcome: "indeterminate", ...finding, key: "web" });
  });

  it("is a failure if it is certain, indeterminate if it may be, and none if it is not", () => {
    assert.deepEqual(failIf(true, "logs", "is off", "web"), [fail("logs", "is off", "web")]);
    const perhaps = "does not tell yet whether it is off";
    assert.deepEqual(failIf("unknown", "logs", "is off", "web"), [indeterminate("logs", perhaps, "web")]);
    assert.deepEqual(failIf(false, "logs", "is off", "web"), []);
  });
});
