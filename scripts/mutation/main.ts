/**
 * `npm run mutate:policies`: changes the policies' code, and that of the analyses they use, in thousands of places, one at
 * a time, and counts which changes the tests notice. Ends with 1 if too few are, or if the list of those that may go unnoticed is not current.
 */
import { Command } from "commander";
import { chosenParts, PARTS } from "./parts";
import { type Mutant, mutate } from "./stryker";
import { compare, type Comparison, readReviewed } from "./survivors";

/** In percent, in each part. */
const WANTED = 90;

const program = new Command()
  .name("npm run mutate:policies --")
  .description(
    "Changes the code of policies and analyses, one piece at a time, and counts which changes the tests notice.",
  )
  .argument(
    "[files...]",
    `only these files or patterns, or whole parts: ${PARTS.map(({ name }) => name).join(", ")}`,
    [],
  )
  .option("--tables", "also what is evaluated when a module is loaded; a process each, so hours for all files")
  .addHelpText(
    "after",
    '\nExamples:\n  npm run mutate:policies -- "policies/controls/rds-*.ts" --tables\n  npm run mutate:policies -- "the analysis of networks"',
  )
  .parse();

const reviewed = readReviewed();
const { tables = false } = program.opts<{ tables?: true }>();
const results = chosenParts(program.processedArgs[0] as string[]).map((part) => {
  const started = Date.now();
  const comparison = compare(mutate(part, { tables }), reviewed);
  const minutes = (Date.now() - started) / 60_000;
  return { ...comparison, part, minutes };
});

for (const { part, noticed, survived, percent, unlisted, stale, minutes } of results) {
  const share = `${percent.toFixed(1)} % (${noticed} of ${noticed + survived})`;
  console.log(`${part.name}: ${share} noticed in ${minutes.toFixed(1)} minutes`);
  for (const mutant of unlisted)
    console.log(`  not noticed: ${place(mutant)}\n    ${mutant.was}\n    → ${mutant.became}`);
  for (const name of stale) console.log(`  not needed among the survivors any more: ${name}`);
}
process.exitCode = results.every(isGood) ? 0 : 1;

function isGood({ percent, unlisted, stale }: Comparison): boolean {
  return percent >= WANTED && unlisted.length === 0 && stale.length === 0;
}

function place({ file, line }: Mutant): string {
  return `${file}:${line}`;
}
