/** Runs StrykerJS on a part. Source: https://stryker-mutator.io/docs/stryker-js/configuration */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Part } from "./parts";

const ROOT = join(__dirname, "..", "..");

/** What became of a changed piece of code. */
export interface Mutant {
  readonly file: string;
  readonly line: number;
  /** The code, and what it was changed to. */
  readonly was: string;
  readonly became: string;
  /** `ignored`: it was not tried. */
  readonly fate: "noticed" | "survived" | "ignored";
}

export interface MutationOptions {
  /**
   * True: also what is evaluated when a module is loaded, such as tables. Each needs a process of its own, which takes
   * a hundred times as long.
   */
  readonly tables: boolean;
}

/**
 * Changes the part's code, piece by piece, and runs the tests that reach it.
 * @throws Error if the tests fail without a change
 */
export function mutate(part: Part, { tables }: MutationOptions): readonly Mutant[] {
  const folder = mkdtempSync(join(tmpdir(), "mutation-"));
  try {
    const [report, configuration] = [join(folder, "report.json"), join(folder, "stryker.json")];
    writeFileSync(configuration, JSON.stringify({ ...strykerOptions(part, folder, report), ignoreStatic: !tables }));
    const stryker = join(ROOT, "node_modules", ".bin", "stryker");
    const { status } = spawnSync(stryker, ["run", configuration], { cwd: ROOT, stdio: ["ignore", 2, 2] });
    if (status !== 0) throw new Error(`StrykerJS ended with ${status}.`);
    return mutantsOf(JSON.parse(readFileSync(report, "utf8")) as Report);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function strykerOptions(part: Part, folder: string, report: string) {
  return {
    testRunner: "mocha",
    mochaOptions: { spec: part.tests, require: ["tsx/cjs", "./scripts/mutation/quick-properties.ts"] },
    mutate: part.files,
    // A mutant runs only the tests that reach it, and only until one fails.
    coverageAnalysis: "perTest",
    // The results of earlier runs are not used again: the cases are not in the files that StrykerJS takes for tests.
    incremental: false,
    // tsx, which runs the tests, checks no types.
    disableTypeChecks: false,
    plugins: ["@stryker-mutator/mocha-runner", join(__dirname, "prose.mjs")],
    ignorers: ["prose"],
    concurrency: 1,
    // Noticed is what fails, not what is slow because the machine does something else beside it.
    timeoutMS: 30_000,
    tempDirName: join(folder, "copy"),
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: report },
  };
}

/** Lines and columns begin with 1; the end is not in it. */
interface Position {
  readonly line: number;
  readonly column: number;
}

/** What is read of StrykerJS's report. Source: https://github.com/stryker-mutator/mutation-testing-elements */
export interface Report {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: string;
        readonly mutants: readonly {
          readonly location: { readonly start: Position; readonly end: Position };
          readonly replacement?: string;
          readonly status: string;
        }[];
      }
    >
  >;
}

const FATES: Readonly<Record<string, Mutant["fate"]>> = {
  Killed: "noticed",
  Timeout: "noticed",
  Survived: "survived",
  NoCoverage: "survived",
};

export function mutantsOf(report: Report): readonly Mutant[] {
  return Object.entries(report.files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split("\n");
    return mutants.map(({ location: { start, end }, replacement = "", status }) => {
      const within = lines.slice(start.line - 1, end.line);
      within[within.length - 1] = within.at(-1)!.slice(0, end.column - 1);
      within[0] = within[0]!.slice(start.column - 1);
      const was = oneLine(within.join("\n"));
      return { file, line: start.line, was, became: oneLine(replacement), fate: FATES[status] ?? "ignored" };
    });
  });
}

function oneLine(code: string): string {
  return code.replace(/\s+/g, " ").trim();
}
