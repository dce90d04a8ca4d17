/** `npm run bench:network`: time and memory of the analysis of networks alone, and how they grow with the services. */
import { join } from "node:path";
import { fastestRun, linePrinter, printMachine, quantities, ratios } from "../runs";

const SERVICE_COUNTS = [10, 100, 1000];

printMachine("start-up left out");
const line = linePrinter([10, 11, 9, 10, 10, 22]);
line("services", "resources", "time", "CPU time", "memory", `times those of ${SERVICE_COUNTS[0]!}`);
const runs = SERVICE_COUNTS.map((services) => fastestRun(join(__dirname, "measured.ts"), [String(services)]));
runs.forEach((run, index) => {
  const columns = [String(SERVICE_COUNTS[index]), String(run.resources), ...quantities(run, 2)];
  line(...columns, ratios(run, runs[0]!).join(", "));
});
