/** What `npm run preview` starts. */
import { join } from "node:path";
import { runCli } from "./cli";
import { processTerminal } from "./process-terminal";

void runCli(process.argv.slice(2), processTerminal(join(__dirname, ".."))).then((exitCode) => {
  // Not process.exit: what is still on its way through a pipe would be lost.
  process.exitCode = exitCode;
});
