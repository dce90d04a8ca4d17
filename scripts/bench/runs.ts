/** Runs that are measured in processes of their own, and how they are printed. */
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";

export interface Measurement {
  readonly resources: number;
  /** Of all threads; unlike the time, it hardly depends on what else the machine does. */
  readonly cpuSeconds: number;
  /** The largest resident set of the process. */
  readonly memoryMiB: number;
}

export interface Timed extends Measurement {
  readonly seconds: number;
}

/** The fastest of several runs is the one that the machine disturbed least. */
export const RUNS = 3;

/**
 * Runs a script of this folder several times, each time in a new process, so that nothing is left of the run before.
 * @returns what the fastest run wrote as JSON in its last line; its time is that of the process unless it says otherwise
 */
export function fastestRun<Run extends Timed = Timed>(script: string, args: readonly string[]): Run {
  const runs = Array.from({ length: RUNS }, () => {
    const start = process.hrtime.bigint();
    const command = [require.resolve("tsx/cli"), script, ...args];
    const output = execFileSync(process.execPath, command, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    const measured = JSON.parse(output.trim().split("\n").at(-1)!) as Omit<Run, "seconds"> & Partial<Timed>;
    return { ...measured, seconds: measured.seconds ?? seconds } as Run;
  });
  return runs.reduce((best, run) => (run.seconds < best.seconds ? run : best));
}

/** What a process has used so far: this one, or the one whose usage is given. */
export function usedSoFar(usage = process.resourceUsage()): Omit<Measurement, "resources"> {
  // In microseconds and kibibytes: https://nodejs.org/api/process.html#processresourceusage
  const { userCPUTime, systemCPUTime, maxRSS } = usage;
  return { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, memoryMiB: Math.round(maxRSS / 1024) };
}

export function printMachine(what: string): void {
  console.log(`Node.js ${process.version}, ${cpus().length} × ${cpus()[0]?.model}; fastest of ${RUNS}, ${what}`);
}

/** A function that prints columns of these widths. */
export function linePrinter(widths: readonly number[]): (...columns: readonly string[]) => void {
  return (...columns) => console.log(columns.map((text, index) => text.padEnd(widths[index]!)).join(""));
}

/** The three quantities of a run, as they are printed. */
export function quantities({ seconds, cpuSeconds, memoryMiB }: Timed, digits = 1): string[] {
  return [`${seconds.toFixed(digits)} s`, `${cpuSeconds.toFixed(digits)} s`, `${memoryMiB} MiB`];
}

/** How many times as much the one needs of each quantity. */
export function ratios(run: Timed, other: Timed): string[] {
  const quantitiesOf = ({ seconds, cpuSeconds, memoryMiB }: Timed) => [seconds, cpuSeconds, memoryMiB];
  const others = quantitiesOf(other);
  return quantitiesOf(run).map((quantity, index) => (quantity / others[index]!).toFixed(1));
}
