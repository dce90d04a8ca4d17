/** What `npm run status`, `npm run diagnose` and `npm run logs` start. */
import { join } from "node:path";
import pc from "picocolors";
import { runDaily } from "./cli";

const interrupted = new AbortController();
process.once("SIGINT", () => interrupted.abort());

void runDaily(process.argv.slice(2), {
  folder: join(__dirname, "..", ".."),
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  width: process.stdout.isTTY ? process.stdout.columns : 120,
  colour: pc.isColorSupported && process.stdout.isTTY,
  interrupted: interrupted.signal,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
