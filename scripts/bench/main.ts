/** `npm run bench`: time and memory of the offline preview, start-up included, beside those of the bare program. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { withServices } from "./many-services";
import { BENCH_STACK, type Measurement } from "./measured";

const ROOT = join(__dirname, "..", "..");
const SERVICE_COUNTS = [10, 100, 400];
/** The fastest of several runs is the one that the machine disturbed least. */
const RUNS = 3;

const WIDTHS = [10, 11, 21, 9, 10, 9];

interface Timed extends Measurement {
  readonly seconds: number;
}

function benchFolder(services: number): string {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  mkdirSync(join(folder, "policies"));
  for (const file of ["Pulumi.yaml", "policies/exemptions.yaml"]) cpSync(join(ROOT, file), join(folder, file));
  const { name } = parse(readFileSync(join(ROOT, "Pulumi.yaml"), "utf8")) as { name: string };
  const settings = parse(readFileSync(join(ROOT, "Pulumi.dev.yaml"), "utf8")) as { config: Record<string, unknown> };
  writeFileSync(
    join(folder, `Pulumi.${BENCH_STACK}.yaml`),
    stringify(withServices(settings, name, services), { aliasDuplicateObjects: false }),
  );
  return folder;
}

function measure(mode: "preview" | "program", folder: string): Timed {
  const runs = Array.from({ length: RUNS }, () => {
    const start = process.hrtime.bigint();
    const args = [require.resolve("tsx/cli"), join(__dirname, "measured.ts"), mode, folder];
    const output = execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    return { ...(JSON.parse(output.trim().split("\n").at(-1)!) as Measurement), seconds };
  });
  return runs.reduce((best, run) => (run.seconds < best.seconds ? run : best));
}

console.log(
  `Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; fastest of ${RUNS}, start-up included`,
);
const line = (...columns: string[]) => console.log(columns.map((text, index) => text.padEnd(WIDTHS[index]!)).join(""));
line("services", "resources", "", "time", "CPU time", "memory");
for (const services of SERVICE_COUNTS) {
  const folder = benchFolder(services);
  try {
    const [preview, program] = [measure("preview", folder), measure("program", folder)];
    const columns = ({ seconds, cpuSeconds, memoryMiB }: Timed) => [
      `${seconds.toFixed(1)} s`,
      `${cpuSeconds.toFixed(1)} s`,
      `${memoryMiB} MiB`,
    ];
    const ratio = (quantity: (run: Timed) => number) => (quantity(preview) / quantity(program)).toFixed(1);
    line(String(services), String(preview.resources), "offline preview", ...columns(preview));
    line("", String(program.resources), "bare program, mocks", ...columns(program));
    const ratios = [ratio(({ seconds }) => seconds), ratio(({ cpuSeconds }) => cpuSeconds)];
    line(
      "",
      "",
      "ratio",
      ...ratios,
      ratio(({ memoryMiB }) => memoryMiB),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}
