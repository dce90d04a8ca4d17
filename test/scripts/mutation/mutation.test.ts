import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { chosenParts, PARTS } from "../../../scripts/mutation/parts";
import { type Mutant, mutantsOf } from "../../../scripts/mutation/stryker";
import { compare, readReviewed } from "../../../scripts/mutation/survivors";
import { REPOSITORY } from "../../support/environments";

const REASON = "No resource can tell the two apart.";

function mutant(fate: Mutant["fate"], was = "a", became = "b", file = "policies/x.ts"): Mutant {
  return { file, line: 1, was, became, fate };
}

describe("the parts that are mutated", () => {
  it("are all of them if no file is chosen", () => {
    assert.equal(chosenParts([]), PARTS);
  });

  it("have only the chosen files, and the tests of the part that has them", () => {
    const [controls, shared] = PARTS;
    assert.deepEqual(chosenParts(["policies/reader.ts", "policies/controls/rds-*.ts"]), [
      { ...controls, files: ["policies/controls/rds-*.ts"] },
      { ...shared, files: ["policies/reader.ts"] },
    ]);
    assert.deepEqual(chosenParts([shared!.name, "policies/reader.ts"]), [shared]);
    assert.throws(() => chosenParts(["stacks/plan.ts"]), /^Error: stacks\/plan\.ts is in no part that is mutated\.$/);
  });
});

describe("the tests that have to notice", () => {
  it("are files, or patterns with a wildcard: mocha says nothing of braces without one, and runs nothing", () => {
    for (const tests of PARTS.flatMap((part) => part.tests)) {
      assert.ok(/[*?]|[!@+]\(/.test(tests) || existsSync(join(REPOSITORY, tests)), tests);
    }
  });
});

describe("every night", () => {
  it("all parts are mutated, each by itself", () => {
    const workflow = parse(readFileSync(join(REPOSITORY, ".github/workflows/nightly.yml"), "utf8")) as {
      jobs: { mutations: { strategy: { matrix: { part: string[] } } } };
    };
    assert.deepEqual(
      workflow.jobs.mutations.strategy.matrix.part,
      PARTS.map(({ name }) => name),
    );
  });
});

describe("StrykerJS's report", () => {
  it("is read as what was changed to what, in one line, and what became of it", () => {
    const source = "const a = f(\n  x,\n);\nreturn a > 1;";
    const place = (line: number, column: number, endLine: number, endColumn: number) => ({
      start: { line, column },
      end: { line: endLine, column: endColumn },
    });
    const mutants = [
      { location: place(1, 11, 3, 2), replacement: "undefined", status: "Killed" },
      { location: place(4, 8, 4, 13), replacement: "a >= 1", status: "Survived" },
      { location: place(4, 12, 4, 13), replacement: "2", status: "NoCoverage" },
      { location: place(4, 12, 4, 13), replacement: "3", status: "Timeout" },
      { location: place(4, 12, 4, 13), status: "Ignored" },
    ];
    assert.deepEqual(
      mutantsOf({ files: { "a.ts": { source, mutants } } }).map(({ line, was, became, fate }) => [
        line,
        was,
        became,
        fate,
      ]),
      [
        [1, "f( x, )", "undefined", "noticed"],
        [4, "a > 1", "a >= 1", "survived"],
        [4, "1", "2", "survived"],
        [4, "1", "3", "noticed"],
        [4, "1", "", "ignored"],
      ],
    );
  });
});

describe("the list of surviving mutants", () => {
  it("is a list of reasons, each with files that exist", () => {
    for (const { mutants } of readReviewed()) {
      for (const name of mutants) assert.ok(existsSync(join(REPOSITORY, name.slice(0, name.indexOf(": ")))), name);
    }
  });

  it("names no mutant twice", () => {
    const names = readReviewed().flatMap(({ mutants }) => mutants);
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  it("counts listed survivors as not noticed, and tells of the others", () => {
    const mutants = [mutant("noticed"), mutant("survived", "c", "d"), mutant("survived", "e", "f"), mutant("ignored")];
    const { noticed, survived, percent, unlisted, stale } = compare(mutants, [
      { reason: REASON, mutants: ["policies/x.ts: c → d"] },
    ]);
    assert.deepEqual([noticed, survived, Math.round(percent), stale], [1, 2, 33, []]);
    assert.deepEqual(unlisted, [mutants[2]]);
  });

  it("tells what is listed and noticed by now, or gone, in the files that were mutated", () => {
    const listed = ["policies/x.ts: a → b", "policies/x.ts: gone → x", "policies/x.ts: c → d", "policies/y.ts: a → b"];
    const { stale } = compare([mutant("noticed"), mutant("ignored", "c", "d")], [{ reason: REASON, mutants: listed }]);
    assert.deepEqual(stale, listed.slice(0, 2));
  });

  it("is fine with code in which nothing can be changed", () => {
    assert.equal(compare([mutant("ignored")], []).percent, 100);
  });
});
