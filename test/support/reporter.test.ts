import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

describe("the last line of a test run", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "fargate-platform-"));
  });

  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const cases: Record<string, { file: string; options?: string[]; lastLine: string; exitCode: number }> = {
    "counts tests that pass": {
      file: `it("a", () => {}); it("b", () => {});`,
      lastLine: "2 passed, 0 failed, 0 skipped",
      exitCode: 0,
    },
    "counts tests that fail": {
      file: `it("a", () => {}); it("b", () => { throw new Error("no"); });`,
      lastLine: "1 passed, 1 failed, 0 skipped",
      exitCode: 1,
    },
    "counts a skipped test as failed, because none may be": {
      file: `it("a", () => {}); it.skip("b", () => {});`,
      lastLine: "1 passed, 1 failed, 0 skipped",
      exitCode: 1,
    },
    "counts skipped tests where they are allowed": {
      file: `it("a", () => {}); it.skip("b", () => {});`,
      options: ["--no-forbid-pending"],
      lastLine: "1 passed, 0 failed, 1 skipped",
      exitCode: 0,
    },
    "counts a hook that fails": {
      file: `before(() => { throw new Error("no"); }); it("a", () => {});`,
      lastLine: "0 passed, 1 failed, 0 skipped",
      exitCode: 1,
    },
    "counts a file that can't be loaded": {
      file: `require("./nothing"); it("a", () => {});`,
      lastLine: "0 passed, 1 failed, 0 skipped",
      exitCode: 1,
    },
    "counts a run that breaks off": {
      file: `it("a", () => {}); it("b", () => process.exit(0)); it("c", () => {});`,
      lastLine: "1 passed, 1 failed, 0 skipped",
      exitCode: 1,
    },
    "comes after what is printed later": {
      file: `it("a", () => { process.on("beforeExit", () => console.log("late")); });`,
      lastLine: "1 passed, 0 failed, 0 skipped",
      exitCode: 0,
    },
  };

  Object.entries(cases).forEach(([what, { file, options = [], lastLine, exitCode }], index) => {
    it(what, () => {
      const path = join(folder, `${index}.test.cjs`);
      writeFileSync(path, file);
      const root = resolve(__dirname, "../..");
      const mocha = join(root, "node_modules/mocha/bin/mocha.js");
      const { stdout, status } = spawnSync(process.execPath, [mocha, ...options, path], {
        cwd: root,
        encoding: "utf8",
      });
      assert.equal(stdout.trimEnd().split("\n").at(-1), lastLine);
      assert.equal(status, exitCode);
    });
  });
});
