/** The command line of the preview. */
import { Command } from "commander";
import { addAskedOptions, askedOf, type AskedOptions } from "./asked-options";
import { blockRenderers, type ColourOptions } from "./block-renderers";
import { parseOptions } from "./command-line";
import type { ExitCode } from "./exit-code";
import { renderJson } from "./render-json";
import { renderPreviewSarif } from "./render-sarif";
import { previewStack } from "./report";
import { sections } from "./sections";
import type { Terminal } from "./terminal";

interface Options extends AskedOptions, ColourOptions {
  readonly stack: string;
  readonly base?: string;
  readonly format: keyof typeof RENDERERS;
  readonly debug: boolean;
}

const RENDERERS = {
  ...blockRenderers(sections),
  json: renderJson,
  sarif: renderPreviewSarif,
} as const;

const HELP = `
Examples:
  npm run preview                                     the dev environment
  npm run preview -- --stack prod                     the production environment
  npm run preview -- --base main                      what differs from the branch
  npm run preview -- --base state.json                from what pulumi stack export wrote
  npm run preview -- --explain "web -> payments:8080"       who reaches whom, step by step, or what blocks
  npm run preview -- --assert-unreachable "internet -> payments"
  npm run --silent preview -- --format json           for programs
  npm run --silent preview -- --format markdown       for a comment on a pull request
  npm run --silent preview -- --format sarif          what the policies found, for code scanning

Exit codes:
  0  fine
  1  a mandatory policy failed, or what was asserted is not so
  2  the program or the settings are wrong`;

/** @returns the exit code */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const command = new Command("npm run preview --")
    .description(
      "Shows what an environment would create, what the policies say and what the internet could reach, on simulated AWS: without account, credentials, Pulumi CLI or network.",
    )
    .option("-s, --stack <name>", "the environment: NAME of a file Pulumi.NAME.yaml", "dev")
    .option("-b, --base <version>", "show the difference to a Git revision, a preview in JSON or an exported state");
  addAskedOptions(command).option("--debug", "show stack traces", false);
  const options = parseOptions<Options>({ command, formats: Object.keys(RENDERERS), help: HELP }, args, terminal);
  if (typeof options === "number") return options;
  const { stack, debug, base } = options;
  const report = await previewStack({
    folder: terminal.folder,
    stack,
    debug,
    asked: askedOf(options),
    ...(base !== undefined && { base }),
    notePositions: options.format === "sarif",
  });
  terminal.write(RENDERERS[options.format](report, options, terminal));
  return report.exitCode;
}
