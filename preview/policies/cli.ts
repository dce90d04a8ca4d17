/** The command line that judges what a file holds: any stack, without its program or credentials. */
import { resolve } from "node:path";
import { Command, Option } from "commander";
import type { ResourceGraph } from "../../model/graph";
import { type Preset, PRESETS } from "../../policies/control";
import { exemptionsFromYaml } from "../../policies/exemptions-file";
import { judge, type Judgement } from "../../policies/judge";
import { blockRenderers, type ColourOptions } from "../block-renderers";
import type { ExitCode } from "../exit-code";
import { runFileCommand } from "../graph-file/file-command";
import { addGraphOptions, readFileOf, readGraph, type GraphOptions } from "../graph-file/graph-option";
import { policiesSection } from "../policies-section";
import { jsonText, judgementJson } from "../render-json";
import { renderSarif } from "../render-sarif";
import type { Terminal } from "../terminal";
import { configurationOf } from "./configuration-files";

interface Options extends GraphOptions, ColourOptions {
  readonly preset: Preset;
  readonly config?: readonly string[];
  readonly exemptions?: string;
  readonly format: keyof typeof RENDERERS;
}

interface Judged {
  readonly graph: ResourceGraph;
  readonly judgement: Judgement;
}

const RENDERERS = {
  ...blockRenderers(({ judgement }: Judged) => policiesSection(judgement)),
  json: ({ graph: { project, stack }, judgement }: Judged) =>
    jsonText({ project, stack, policies: judgementJson(judgement) }),
  sarif: (judged: Judged) => renderSarif({ ...judged, fallbackFile: "Pulumi.yaml" }),
} as const;

/** As messages call it. */
const COMMAND = "policies";

const HELP = `
Examples:
  pulumi stack export --file state.json && npm run policies -- --state state.json
  npm run policies -- --state state.json --preset dev
  npm run policies -- --state state.json --config organisation.json --exemptions accepted.yaml
  npm run policies -- --state state.json --config security.json --config operations.json
  npm run --silent preview -- --format json > preview.json; npm run policies -- --preview preview.json
  pulumi preview --json --show-sames > preview.json; npm run policies -- --preview preview.json
  npm run --silent policies -- --state state.json --format sarif > policies.sarif

Exit codes:
  0  fine
  1  a mandatory policy failed
  2  a file can't be read or the configuration is wrong`;

/** @returns the exit code */
export function runPoliciesCli(args: readonly string[], terminal: Terminal): ExitCode {
  const command = addGraphOptions(new Command("npm run policies --"))
    .description(
      "Judges a stack of any project by all controls, from a file: no program, credentials or CLI are needed.",
    )
    .addOption(new Option("--preset <preset>", "levels and settings").choices(PRESETS).default("prod"))
    .option(
      "--config <file>",
      "what differs from the preset: JSON, as for pulumi preview --policy-pack-config; may be given once for each pack",
      (name: string, others: readonly string[] = []) => [...others, name],
    )
    .option("--exemptions <file>", "accepted findings, as in policies/exemptions.yaml");
  return runFileCommand<Options>(
    { command, formats: Object.keys(RENDERERS), help: HELP },
    args,
    terminal,
    (options) => {
      const judged = judgeFile(options, terminal.folder);
      terminal.write(RENDERERS[options.format](judged, options, terminal));
      return !judged.judgement.failed;
    },
  );
}

function judgeFile(options: Options, folder: string): Judged {
  const graph = readGraph(COMMAND, options, folder);
  const judgement = judge(graph, {
    preset: options.preset,
    exemptions: options.exemptions === undefined ? { exemptions: [] } : exemptionsOf(options.exemptions, folder),
    now: new Date(),
    configuration: configurationOf({ component: COMMAND, argument: "--config" }, options.config ?? [], folder),
  });
  return { graph, judgement };
}

function exemptionsOf(name: string, folder: string): unknown {
  const text = readFileOf({ component: COMMAND, argument: "--exemptions", name }, folder);
  return exemptionsFromYaml(text, resolve(folder, name));
}
