/** Checkov, which knows Terraform and nothing of this project. Source: https://www.checkov.io/2.Basics/CLI%20Command%20Reference.html */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { pythonWith } from "../../support/python-environment";

const REQUIREMENTS = join(__dirname, "requirements.txt");
const MAXIMUM_OUTPUT_BYTES = 64 * 1024 * 1024;

/** What a check said about a resource. */
export interface CheckResult {
  readonly stack: string;
  readonly check: string;
  /** The resource's address in the plan. */
  readonly address: string;
  readonly failed: boolean;
}

interface CheckRecord {
  readonly check_id: string;
  readonly resource: string;
  readonly file_path: string;
}

/** Lets Checkov judge the plans, each called by its stack's name, by these checks. */
export async function runCheckov(
  plans: ReadonlyMap<string, object>,
  checks: readonly string[],
): Promise<readonly CheckResult[]> {
  const folder = mkdtempSync(join(tmpdir(), "checkov-"));
  try {
    for (const [stack, plan] of plans) writeFileSync(join(folder, `${stack}.json`), JSON.stringify(plan));
    const files = [...plans.keys()].flatMap((stack) => ["--file", join(folder, `${stack}.json`)]);
    // It asks nobody: without this it would fetch the descriptions of its checks.
    const alone = ["--skip-download", "--soft-fail", "--compact", "--output", "json"];
    const python = await pythonWith("checkov", REQUIREMENTS);
    const flags = [
      "-m",
      "checkov.main",
      ...files,
      "--framework",
      "terraform_plan",
      "--check",
      checks.join(","),
      ...alone,
    ];
    const { stdout } = await promisify(execFile)(python, flags, { cwd: folder, maxBuffer: MAXIMUM_OUTPUT_BYTES });
    const { results } = JSON.parse(stdout) as {
      results: { passed_checks: readonly CheckRecord[]; failed_checks: readonly CheckRecord[] };
    };
    const resultsOf = (records: readonly CheckRecord[], failed: boolean) =>
      records.map(({ check_id, resource, file_path }) => {
        return { stack: basename(file_path, ".json"), check: check_id, address: resource, failed };
      });
    return [...resultsOf(results.passed_checks, false), ...resultsOf(results.failed_checks, true)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
