/** What `npm run preview` starts. */
import { join } from "node:path";
import pc from "picocolors";
import { runCli } from "./cli";

void runCli(process.argv.slice(2), {
  folder: join(__dirname, ".."),
  write: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  ...(process.stdout.isTTY && { columns: process.stdout.columns }),
  colour: pc.isColorSupported && process.stdout.isTTY,
}).then((exitCode) => {
  // Not process.exit: what is still on its way through a pipe would be lost.
  process.exitCode = exitCode;
});
