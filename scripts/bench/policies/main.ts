/**
 * `npm run bench:policies`: what each policy pack needs to start and to judge resources, beside a pack without policies,
 * and what the packs add to a preview on the real engine.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKS } from "../../../policies/control";
import { buildPacks, removePacks } from "../../../test/support/policy-pack";
import { fastestRun, linePrinter, printMachine, quantities, type Timed } from "../runs";
import type { PackRun } from "./measured";
import { measurePreviews } from "./previews";

const RESOURCES = 500;
const PREVIEWED_RESOURCES = 1000;

/** The floor: what the library and the engine's calls need by themselves. */
const EMPTY = "empty";
const EMPTY_PACK = `const { PolicyPack } = require("@pulumi/policy");\nnew PolicyPack("empty", { policies: [] });\n`;

function writeEmptyPack(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, "index.js"), EMPTY_PACK);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "empty", version: "0.0.0", main: "index.js" }));
  writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime: nodejs\n");
}

async function main(): Promise<void> {
  const packs = buildPacks();
  try {
    writeEmptyPack(join(packs, EMPTY));
    printMachine(`${RESOURCES} resources, one after the other, and then the stack`);
    const line = linePrinter([12, 10, 12, 9, 9, 10, 9]);
    line("pack", "policies", "violations", "start", "time", "CPU time", "memory");
    for (const pack of [EMPTY, ...PACKS]) {
      const arguments_ = [join(packs, pack), String(RESOURCES)];
      const run = fastestRun<PackRun>(join(__dirname, "measured.ts"), arguments_);
      const start = `${run.startSeconds.toFixed(2)} s`;
      line(pack, String(run.policies), String(run.violations), start, ...quantities(run, 2));
    }
    const { without, with: judged } = await measurePreviews(packs, PREVIEWED_RESOURCES);
    console.log(`\nFirst preview of ${without.resources} resources on the real engine and simulated AWS`);
    const seconds = (run: Pick<Timed, "seconds">) => `${run.seconds.toFixed(1)} s`;
    console.log(`without policies ${seconds(without)}, with both packs ${seconds(judged)}`);
    console.log(`the packs add ${((judged.seconds / without.seconds - 1) * 100).toFixed(0)} %`);
  } finally {
    removePacks(packs);
  }
}

void main();
