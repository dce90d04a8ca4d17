/**
 * Previews the project as it was at a revision of its Git repository: with that revision's own program and simulated
 * AWS, and the packages that are installed now.
 */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { ResourceGraph } from "../../model/graph";
import { problem } from "../graph-file/file-origin";
import { graphFromJson } from "../graph-file/graph-file";
import { baseOrigin } from "./base-origin";

const run = promisify(execFile);
/** A preview of hundreds of services is some ten megabytes. */
const MOST_BYTES = 1 << 30;

/** @throws ProblemsError if there is no such revision, or its program can't be previewed. */
export async function graphAtRevision(
  folder: string,
  project: string,
  stack: string,
  revision: string,
): Promise<ResourceGraph> {
  const git = async (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    (await run("git", args, { cwd: folder, env: { ...process.env, ...env } })).stdout.trim();
  const commit = await git(["rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`]).catch(() => {
    throw problem(
      baseOrigin(revision),
      "There is neither a file nor a Git revision of that name.",
      "Give a branch, a tag, a commit, or a file with a preview in JSON or an exported state.",
    );
  });
  const copy = mkdtempSync(join(tmpdir(), "preview-base-"));
  try {
    // An index of its own, so that what the user has staged stays as it is.
    const index = { GIT_INDEX_FILE: join(copy, "index") };
    const top = await git(["rev-parse", "--show-toplevel"]);
    await git(["-C", top, "read-tree", commit], index);
    await git(["-C", top, "checkout-index", "--all", `--prefix=${join(copy, "tree")}/`], index);
    const root = join(copy, "tree", await git(["rev-parse", "--show-prefix"]));
    // A new environment: nothing was there.
    if (!existsSync(join(root, `Pulumi.${stack}.yaml`))) return { project, stack, resources: [], outputs: {} };
    symlinkSync(join(folder, "node_modules"), join(root, "node_modules"), "junction");
    return graphFromJson(baseOrigin(revision), await preview(root, stack, revision));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

async function preview(root: string, stack: string, revision: string): Promise<string> {
  const args = [require.resolve("tsx/cli"), join("preview", "main.ts"), "--stack", stack, "--format", "json"];
  try {
    return (await run(process.execPath, args, { cwd: root, maxBuffer: MOST_BYTES })).stdout;
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout?: string; stderr?: string };
    // A mandatory policy failed: the resources are there all the same.
    if (code === 1 && stdout?.startsWith("{")) return stdout;
    const reason = failureText(stdout ?? "") ?? stderr?.trim() ?? "";
    throw problem(
      baseOrigin(revision),
      `The program of that revision can't be previewed${reason === "" ? "." : `: ${reason}`}`,
      "Take a revision that `npm run preview` accepts, or a preview in JSON that was written then.",
    );
  }
}

function failureText(stdout: string): string | undefined {
  try {
    return (JSON.parse(stdout) as { failure?: { text?: string } }).failure?.text;
  } catch {
    return undefined;
  }
}
