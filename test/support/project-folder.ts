import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "mocha";

const ROOT = join(__dirname, "..", "..");
const folders: string[] = [];

after(function () {
  // Hundreds of folders on a busy disk take longer than a test may.
  this.timeout(60_000);
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A temporary folder with the project's own Pulumi.yaml and exemptions, and the given files beside or instead of them. */
export function projectFolder(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "project-"));
  folders.push(folder);
  mkdirSync(join(folder, "policies"));
  for (const file of ["Pulumi.yaml", "policies/exemptions.yaml"]) cpSync(join(ROOT, file), join(folder, file));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}
