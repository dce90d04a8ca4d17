/** A local server that answers like AWS's API: moto, set up with Python, once. Source: https://docs.getmoto.org */
import { spawn } from "node:child_process";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pythonWith } from "./python-environment";

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
  const python = await pythonWith("moto", REQUIREMENTS);
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

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
