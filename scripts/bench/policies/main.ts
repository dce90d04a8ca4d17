/**
 * `npm run bench:policies`: what each policy pack needs to start and to judge resources, beside a pack without policies,
 * and what the packs add to a preview on the real engine.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PACKS } from "../../../policies/control";
import { buildPacks, presetPacks, removePacks } from "../../../test/support/policy-pack";
import { fastestRun, linePrinter, printMachine, quantities } from "../runs";
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
  writeFileSync(join(folder, "PulumiPolicy.yaml"), "runtime:\n  name: nodejs\n  options: { typescript: false }\n");
  writeFileSync(join(folder, "none.json"), "{}");
}

async function main(): Promise<void> {
  const packs = buildPacks();
  try {
    writeEmptyPack(join(packs, EMPTY));
    printMachine(`${RESOURCES} resources, one after the other, and then the stack`);
    const line = linePrinter([12, 10, 12, 9, 9, 10, 9]);
    line("pack", "policies", "violations", "start", "time", "CPU time", "memory");
    for (const pack of [EMPTY, ...PACKS]) {
      const run = fastestRun<PackRun>(join(__dirname, "measured.ts"), [join(packs, pack), String(RESOURCES)]);
      const start = `${run.startSeconds.toFixed(2)} s`;
      line(pack, String(run.policies), String(run.violations), start, ...quantities(run, 2));
    }
    const empty = PACKS.map(() => ({ folder: join(packs, EMPTY), configuration: join(packs, EMPTY, "none.json") }));
    const times = await measurePreviews({ empty, both: presetPacks(packs, "dev") }, PREVIEWED_RESOURCES);
    console.log(`\nFirst preview of ${PREVIEWED_RESOURCES} resources on the real engine and simulated AWS`);
    const share = (seconds: number) => `adds ${((seconds / times.without - 1) * 100).toFixed(0)} %`;
    console.log(`without packs      ${times.without.toFixed(1)} s`);
    console.log(`two empty packs    ${times.empty.toFixed(1)} s, ${share(times.empty)}`);
    console.log(`both policy packs  ${times.both.toFixed(1)} s, ${share(times.both)}`);
  } finally {
    removePacks(packs);
  }
}

void main();
