/** What `npm run policies` starts. */
import { runPoliciesCli } from "./cli";
import { processTerminal } from "../process-terminal";

// npm runs scripts in the project's folder, and says where it was called: files are named from there.
process.exitCode = runPoliciesCli(process.argv.slice(2), processTerminal(process.env["INIT_CWD"] ?? process.cwd()));
