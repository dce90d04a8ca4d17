/** What `npm run flows` starts. */
import { processTerminal } from "../process-terminal";
import { runFlowsCli } from "./cli";

// npm runs scripts in the project's folder, and says where it was called: files are named from there.
process.exitCode = runFlowsCli(process.argv.slice(2), processTerminal(process.env["INIT_CWD"] ?? process.cwd()));
