import { execFile } from "node:child_process";
import { mkdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";

/** A program that Go builds from source; its `go.mod` names it with a `tool` directive and pins everything it needs. */
export interface GoTool {
  /** The folder of `go.mod`. */
  readonly folder: string;
  /** The module whose version is the tool's version. */
  readonly module: string;
  /** What to expect, for the one who waits: "about four minutes". */
  readonly duration: string;
}

/** The version that `go.mod` pins, without the "v". */
export async function pinnedVersion(tool: GoTool): Promise<string> {
  return firstMatch(tool, new RegExp(`^\\s*${tool.module} v(\\S+)`, "m"));
}

/**
 * Builds the tool as FOLDER/bin/NAME.
 * @throws Error if Go is missing, too old, or can't build it.
 */
export async function buildGoTool(tool: GoTool, folder: string, report: (line: string) => void): Promise<void> {
  const program = await firstMatch(tool, /^tool (\S+)/m);
  const version = await pinnedVersion(tool);
  const started = Date.now();
  report(`Building ${basename(program)} ${version} with Go (${tool.duration} the first time) ...`);
  const progress = setInterval(() => {
    report(`  still building, ${Math.round((Date.now() - started) / 1000)} s`);
  }, 30_000);
  try {
    await mkdir(join(folder, "bin"), { recursive: true });
    await promisify(execFile)(
      "go",
      [
        "build",
        ...["-o", join(folder, "bin", basename(program))],
        // Without a version the Automation API refuses the program.
        ...["-ldflags", `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`],
        program,
      ],
      { cwd: tool.folder, env: { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly -buildvcs=false" } },
    );
  } catch (error) {
    // Go's own words; the message of Node.js begins with the whole command.
    const { stderr } = error as { stderr?: string };
    throw stderr ? new Error(stderr.trim()) : error;
  } finally {
    clearInterval(progress);
  }
  report(`Built in ${Math.round((Date.now() - started) / 1000)} s.`);
}

async function firstMatch(tool: GoTool, pattern: RegExp): Promise<string> {
  const file = join(tool.folder, "go.mod");
  const found = pattern.exec(await readFile(file, "utf8"))?.[1];
  if (found === undefined) throw new Error(`${file}: nothing matches ${String(pattern)}`);
  return found;
}
