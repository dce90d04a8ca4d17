import assert from "node:assert/strict";
import { UNKNOWN, type Value } from "../../model/graph";
import { Reader } from "../../policies/reader";
import {
  anyElement,
  equalsAny,
  holdsAll,
  isAtLeast,
  isAtMost,
  isKindOf,
  isOn,
  isPresent,
  isSet,
  judgeRequirements,
  onlyIf,
} from "../../policies/requirements";
import { fail, indeterminate, NotApplicable } from "../../policies/verdict";

const of = (value: Value) => new Reader({ value }).get("value");

describe("a requirement", () => {
  it("counts what AWS takes where nothing is set, up to the limit itself", () => {
    assert.deepEqual(
      [7, 6].map((ifAbsent) => isAtLeast(7, ifAbsent)(of(null))),
      [true, false],
    );
    assert.deepEqual(
      [7, 8].map((ifAbsent) => isAtMost(7, ifAbsent)(of(null))),
      [true, false],
    );
    assert.deepEqual(
      [6, 7].map((value) => isAtLeast(7, 0)(of(value))),
      [false, true],
    );
    assert.deepEqual(
      [7, 8].map((value) => isAtMost(7, 0)(of(value))),
      [true, false],
    );
  });

  it("wants all texts of a list, and doesn't give up one that may be among the unknown", () => {
    const wanted = holdsAll(["api", "audit"]);
    assert.equal(wanted(of(["audit", "other", "api"])), true);
    assert.equal(wanted(of(["audit"])), false);
    assert.equal(wanted(of(null)), false);
    assert.deepEqual(wanted(of(["audit", UNKNOWN])), { why: "has elements that are not known yet" });
    assert.equal(wanted(of(["audit", UNKNOWN, "api"])), true);
    assert.deepEqual(wanted(of(UNKNOWN)), { why: "is not known before deployment" });
  });

  it("is asked of each element of a list, and of a list that is not known as a whole", () => {
    const requirements = [{ path: "auths[].iamAuth", is: () => false, problem: "is wrong" }];
    const paths = (value: Value) =>
      judgeRequirements(new Reader({ auths: value }), requirements).map(({ path, key }) => [path, key]);
    assert.deepEqual(paths([{}, {}]), [
      ["auths[0].iamAuth", undefined],
      ["auths[1].iamAuth", undefined],
    ]);
    assert.deepEqual(paths(UNKNOWN), [["auths.iamAuth", undefined]]);
    assert.deepEqual(paths(null), []);
  });

  it("finds nothing certain where it may not apply, and nothing at all where it doesn't", () => {
    const findings = () => [fail("path", "is wrong")];
    assert.deepEqual(onlyIf(true, "Because.", findings), findings());
    assert.deepEqual(onlyIf("unknown", "Because.", findings), [{ ...findings()[0], outcome: "indeterminate" }]);
    assert.deepEqual(onlyIf(false, "Because.", findings), new NotApplicable("Because."));
  });

  it("has no findings where it is met, and names each of several that aren't by its path", () => {
    const requirement = (path: string) => ({ path, is: isSet(), problem: "is not set" });
    const findings = (...paths: readonly string[]) =>
      judgeRequirements(new Reader({ a: "x", b: "", c: UNKNOWN }), paths.map(requirement));
    const why = "is not known before deployment";
    assert.deepEqual(findings("a"), []);
    assert.deepEqual(findings("b"), [fail("b", "is not set")]);
    assert.deepEqual(findings("c"), [indeterminate("c", why)]);
    assert.deepEqual(findings("a", "b", "c"), [fail("b", "is not set", "b"), indeterminate("c", why, "c")]);
  });

  it("tells what is off, absent or none of some values from what isn't known", () => {
    const values = [true, false, null, UNKNOWN];
    assert.deepEqual(values.map(of).map(isOn), [true, false, false, "unknown"]);
    assert.deepEqual(values.map(of).map(isPresent), [true, true, false, "unknown"]);
    const texts = ["a", "b", null, UNKNOWN].map(of);
    assert.deepEqual(
      texts.map((text) => equalsAny(text, ["x", "a"])),
      [true, false, false, "unknown"],
    );
    const lists = [[false, true], [false], [], null, [false, UNKNOWN], UNKNOWN].map(of);
    assert.deepEqual(
      lists.map((list) => anyElement(list, isOn)),
      [true, false, false, false, "unknown", "unknown"],
    );
  });

  it("takes a load balancer that names no kind for an Application Load Balancer", () => {
    assert.deepEqual([isKindOf(of(null), "application"), isKindOf(of(null), "network")], [true, false]);
    assert.deepEqual([isKindOf(of("network"), "network"), isKindOf(of(UNKNOWN), "network")], [true, "unknown"]);
  });
});
