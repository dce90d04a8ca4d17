/** `npm run bench`: time and memory of the offline preview, start-up included, beside those of the bare program. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stringify } from "yaml";
import { BENCH_STACK, benchEnvironment } from "./many-services";
import { fastestRun, linePrinter, printMachine, quantities, ratios } from "./runs";

const ROOT = join(__dirname, "..", "..");
const SERVICE_COUNTS = [10, 100, 400];

function benchFolder(services: number): string {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  mkdirSync(join(folder, "policies"));
  for (const file of ["Pulumi.yaml", "policies/exemptions.yaml"]) cpSync(join(ROOT, file), join(folder, file));
  const { settings } = benchEnvironment(services);
  writeFileSync(join(folder, `Pulumi.${BENCH_STACK}.yaml`), stringify(settings, { aliasDuplicateObjects: false }));
  return folder;
}

printMachine("start-up included");
const line = linePrinter([10, 11, 21, 9, 10, 9]);
line("services", "resources", "", "time", "CPU time", "memory");
for (const services of SERVICE_COUNTS) {
  const folder = benchFolder(services);
  try {
    const measure = (mode: "preview" | "program") => fastestRun(join(__dirname, "measured.ts"), [mode, folder]);
    const [preview, program] = [measure("preview"), measure("program")];
    line(String(services), String(preview.resources), "offline preview", ...quantities(preview));
    line("", String(program.resources), "bare program, mocks", ...quantities(program));
    line("", "", "ratio", ...ratios(preview, program));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
