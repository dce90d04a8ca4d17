/**
 * `npm run check:defaults`: changes each default in turn, in a copy of the project, and shows which test notices. Ends
 * with 1 if one goes unnoticed.
 */
import { join } from "node:path";
import { Command } from "commander";
import { DEFAULTS } from "./defaults";
import { copyOf, noticedBy } from "./notice";

const ROOT = join(__dirname, "..", "..");

const { only, json } = new Command()
  .name("npm run check:defaults --")
  .description("Changes each default in turn and shows which test notices.")
  .option("--only <texts...>", "only the defaults whose name contains one of the texts")
  .option("--json", "the result as JSON")
  .addHelpText("after", '\nExample:\n  npm run check:defaults -- --only "roll-back" "log router"')
  .parse()
  .opts<{ only?: string[]; json?: true }>();

const chosen = DEFAULTS.filter(({ what }) => only === undefined || only.some((text) => what.includes(text)));
const { folder, remove } = copyOf(ROOT);
try {
  const results = chosen.map((each, index) => {
    if (!json) process.stderr.write(`${index + 1} of ${chosen.length}: ${each.what}\n`);
    return { what: each.what, file: each.file, from: each.code, to: each.changed, noticedBy: noticedBy(folder, each) };
  });
  const unnoticed = results.filter((result) => result.noticedBy === undefined);
  if (json) console.log(JSON.stringify(results, undefined, 2));
  else {
    for (const { what, noticedBy: test } of results)
      console.log(`${test === undefined ? "NOBODY" : "noticed"}  ${what}\n         ${test ?? "no test fails"}`);
    console.log(`\n${results.length - unnoticed.length} of ${results.length} changed defaults are noticed`);
  }
  process.exitCode = unnoticed.length === 0 && chosen.length > 0 ? 0 : 1;
} finally {
  remove();
}
