/** A local server that answers like AWS's API: moto, set up with Python, once. Source: https://docs.getmoto.org */
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { cached } from "../../scripts/pulumi-cli/cache";

const run = promisify(execFile);

/** Setting it up may mean to load it from PyPI. */
export const MOTO_TIMEOUT_MS = 10 * 60_000;
const REQUIREMENTS = join(__dirname, "moto-requirements.txt");
const START_TIMEOUT_MS = 60_000;

export interface Moto {
  /** For AWS_ENDPOINT_URL. */
  readonly url: string;
  stop(): void;
}

/**
 * @param variables of moto. Source: https://docs.getmoto.org/en/latest/docs/configuration/environment_variables.html
 * @throws Error that says what to install, if there is no Python
 */
export async function startMoto(variables: Readonly<Record<string, string>>): Promise<Moto> {
  const python = join(await environment(), "bin", "python");
  const port = await freePort();
  const server = spawn(python, ["-m", "moto.server", "--port", String(port)], {
    env: { ...process.env, ...variables },
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  for (const end = Date.now() + START_TIMEOUT_MS; ;) {
    if (server.exitCode !== null) throw new Error(`moto ended with ${server.exitCode}.`);
    const answer = await fetch(`${url}/moto-api/data.json`).catch(() => undefined);
    if (answer?.ok) return { url, stop: () => server.kill() };
    if (Date.now() > end) throw new Error(`moto does not answer.`);
    await sleep(100);
  }
}

/** The virtual environment with exactly the required versions. */
async function environment(): Promise<string> {
  const digest = createHash("sha256").update(readFileSync(REQUIREMENTS)).digest("hex").slice(0, 12);
  return cached(`moto-${digest}`, async (folder) => {
    try {
      await run("python3", ["-m", "venv", folder]);
      const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", REQUIREMENTS];
      await run(join(folder, "bin", "python"), pip);
    } catch (error) {
      throw new Error("Install Python 3.10 or newer with venv and pip: the tests of the daily commands need it.", {
        cause: error,
      });
    }
  });
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
