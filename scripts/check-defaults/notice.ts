/** Whether the tests notice that a default has changed: a copy of the project, one default changed, its tests run. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Default } from "./default";

const LEFT_OUT = new Set([".git", "node_modules", "dist"]);

/** A copy of the project to change, which shares the installed packages. */
export function copyOf(root: string): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "defaults-"));
  cpSync(root, folder, { recursive: true, filter: (source) => !LEFT_OUT.has(source.slice(root.length + 1)) });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/**
 * The file's text with the default changed.
 * @throws Error if the code does not stand in the file, or more than once
 */
export function withChange(text: string, { what, file, code, changed }: Default): string {
  const times = text.split(code).length - 1;
  if (times !== 1) throw new Error(`${what}: \`${code}\` stands ${times} times in ${file}, not once`);
  return text.replace(code, () => changed);
}

/** The first test that fails when the default is changed in the copy; undefined if none does. */
export function noticedBy(folder: string, changedDefault: Default): string | undefined {
  const file = join(folder, changedDefault.file);
  const text = readFileSync(file, "utf8");
  writeFileSync(file, withChange(text, changedDefault));
  try {
    const mocha = join(folder, "node_modules", "mocha", "bin", "mocha.js");
    const args = [mocha, "--reporter", "json", "--bail", ...changedDefault.tests.split(" ")];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
    return failedTest(stdout, stderr);
  } finally {
    writeFileSync(file, text);
  }
}

/** @throws Error if there is no report: then nothing was tested */
function failedTest(stdout: string, stderr: string): string | undefined {
  const begin = stdout.indexOf("{\n");
  if (begin === -1) throw new Error(`the tests did not run:\n${stdout}${stderr}`);
  const report = JSON.parse(stdout.slice(begin)) as { tests: unknown[]; failures: { fullTitle: string }[] };
  if (report.tests.length === 0) throw new Error("there was no test to run");
  return report.failures[0]?.fullTitle;
}
