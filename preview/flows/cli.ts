/** The command line that follows the network of what a file holds: any stack, without its program or credentials. */
import { Command } from "commander";
import { Reachability } from "../../analysis/network/reachability";
import type { ResourceGraph } from "../../model/graph";
import { addAskedOptions, askedOf, type AskedOptions } from "../asked-options";
import { blockRenderers, type ColourOptions } from "../block-renderers";
import type { Block } from "../document";
import type { ExitCode } from "../exit-code";
import { explainSection } from "../explain-section";
import { flowsSection } from "../flows-section";
import { runFileCommand } from "../graph-file/file-command";
import { addGraphOptions, readGraph, type GraphOptions } from "../graph-file/graph-option";
import { networkReport, type NetworkReport } from "../network-report";
import { jsonText, networkJson } from "../render-json";
import { taskStartSection } from "../task-start-section";
import type { Terminal } from "../terminal";

interface Options extends GraphOptions, AskedOptions, ColourOptions {
  readonly format: keyof typeof RENDERERS;
}

interface Followed {
  readonly graph: ResourceGraph;
  readonly network: NetworkReport;
}

const RENDERERS = {
  ...blockRenderers(({ network }: Followed) => sectionsOf(network)),
  json: ({ graph: { project, stack }, network }: Followed) => jsonText({ project, stack, ...networkJson(network) }),
} as const;

/** For messages. */
const COMMAND = "flows";

const HELP = `
Examples:
  pulumi stack export --file state.json && npm run flows -- --state state.json
  npm run flows -- --state state.json --explain "internet -> database"
  npm run flows -- --state state.json --assert-unreachable "internet -> database"
  npm run --silent flows -- --state state.json --format json
  pulumi preview --json --show-sames > preview.json && npm run flows -- --preview preview.json

Exit codes:
  0  fine
  1  what was asserted is not so
  2  a file can't be read, or a question can't be understood`;

/** @returns the exit code */
export function runFlowsCli(args: readonly string[], terminal: Terminal): ExitCode {
  const command = addAskedOptions(addGraphOptions(new Command("npm run flows --"))).description(
    "Says who reaches whom in a stack of any project, from a file: no program, credentials or CLI are needed.",
  );
  return runFileCommand<Options>(
    { command, formats: Object.keys(RENDERERS), help: HELP },
    args,
    terminal,
    (options) => {
      const graph = readGraph(COMMAND, options, terminal.folder);
      const network = networkReport(new Reachability(graph), askedOf(options), COMMAND);
      terminal.write(RENDERERS[options.format]({ graph, network }, options, terminal));
      return network.answers.every(({ holds }) => holds);
    },
  );
}

function sectionsOf({ answers, flows, outsideWays, networkDoubts, taskStarts }: NetworkReport): Block[] {
  if (answers.length > 0) return explainSection(answers);
  return [...flowsSection(flows, outsideWays, networkDoubts), ...taskStartSection(taskStarts)];
}
