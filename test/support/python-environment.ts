/** Tools that are written in Python, each in a virtual environment of its own with exactly the required versions. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { cached } from "../../scripts/pulumi-cli/cache";

const run = promisify(execFile);

/** Setting one up may mean to load it from PyPI. */
export const PYTHON_TIMEOUT_MS = 10 * 60_000;

/**
 * The Python that has the tool as a module; set up when it is asked for the first time. The tool's own program would
 * not start: pip writes the folder into it, which gets its name only when all is there.
 * @param requirements a file with the tool and all that it needs, as pip reads it
 * @throws Error that says what to install, if there is no Python
 */
export async function pythonWith(name: string, requirements: string): Promise<string> {
  const digest = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const environment = await cached(`${name}-${digest}`, async (folder) => {
    try {
      await run("python3", ["-m", "venv", folder]);
      const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
      await run(join(folder, "bin", "python"), pip);
    } catch (error) {
      throw new Error(`Install Python 3.11 or newer with venv and pip: the tests need it for ${name}.`, {
        cause: error,
      });
    }
  });
  return join(environment, "bin", "python");
}
