/**
 * `tsx scripts/pull-request/write-preview.ts STACK FILE BASE`: previews the environment against the base commit and
 * leaves the preview for the comment. Exit codes are those of `npm run preview`.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { renderText } from "../../preview/render-text";
import { previewStack } from "../../preview/report";
import { sections } from "../../preview/sections";
import { writePreviewFile } from "./preview-file";

async function main([stack, file, base]: readonly string[]): Promise<void> {
  if (stack === undefined || file === undefined || base === undefined) {
    throw new Error("Arguments: the stack, the file to write, the commit to compare with.");
  }
  const report = await previewStack({ folder: join(__dirname, "..", ".."), stack, base, debug: false });
  const blocks = sections(report);
  writeFileSync(file, writePreviewFile(blocks));
  process.stdout.write(renderText(blocks, { width: 120, colour: false }));
  process.exitCode = report.exitCode;
}

void main(process.argv.slice(2));
