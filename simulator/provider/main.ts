/**
 * Simulated AWS as a plugin process: the engine starts it and reads its port from the first line of its output.
 * Source: https://www.pulumi.com/docs/iac/guides/building-extending/providers/implementers/
 *
 * The environment variable `SIMULATED_AWS_STATE` names a JSON file that keeps what exists from one run to the next.
 */
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { SimulatedAws } from "../simulated-aws";
import { serveSimulatedAws } from "./server";

async function main(): Promise<void> {
  const file = process.env.SIMULATED_AWS_STATE;
  const aws = new SimulatedAws(file && existsSync(file) ? { saved: readFileSync(file, "utf8") } : {});
  const save = () => {
    if (!file) return;
    // A reader must never see half a file.
    writeFileSync(`${file}.new`, aws.save(), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  const { port } = await serveSimulatedAws(aws, save);
  process.stdout.write(`${port}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
