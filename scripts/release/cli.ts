/** The command line of a release: `npm run release -- --stack dev --service web --image REPOSITORY:TAG`. */
import { writeFileSync } from "node:fs";
import { Command } from "commander";
import { atTerminal } from "../../preview/command-line";
import { withImage, type Release } from "./image-setting";
import { exitCodeOf, readSettingsFile } from "./settings-file";

/** Where the command line reads and writes. */
export interface Terminal {
  /** Where `Pulumi.yaml` is. */
  readonly folder: string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

type Options = Release & { readonly stack: string };

const HELP = `
Examples:
  npm run release -- --stack dev --service web --image REPOSITORY:1.4.2
  npm run release -- --stack prod --service web --image REPOSITORY@sha256:DIGEST

It changes one line of Pulumi.STACK.yaml and deploys nothing: commit it, then \`pulumi up\`.
To roll back, release the image that ran before.`;

/** @returns the exit code: 0 fine, 2 something is wrong and nothing was changed */
export function runRelease(args: readonly string[], { folder, write, writeError }: Terminal): 0 | 2 {
  const command = new Command("npm run release --")
    .description("Writes the image that a service shall run into an environment's settings.")
    .requiredOption("-s, --stack <name>", "the environment: NAME of a file Pulumi.NAME.yaml")
    .requiredOption("--service <name>", "the service")
    .option("--container <name>", "the container, if the service has several")
    .requiredOption("--image <name>", "REPOSITORY:TAG or REPOSITORY@sha256:DIGEST");
  try {
    atTerminal(command, HELP, { write, writeError }).parse(args, { from: "user" });
    write(release(folder, command.opts<Options>()));
    return 0;
  } catch (error) {
    return exitCodeOf(error, writeError);
  }
}

function release(folder: string, { stack, ...change }: Options): string {
  const { file, path, project, text: settings } = readSettingsFile(folder, stack, "release");
  const { text, before } = withImage(settings, project, change);
  const { service, image } = change;
  if (before === image) return `${file}: service ${service} has the image ${image} already; nothing to change.\n`;
  writeFileSync(path, text);
  return [
    `${file}: service ${service}`,
    `  from ${before}`,
    `  to   ${image}`,
    `Next: npm run preview -- --stack ${stack} --base HEAD, commit, pulumi up --stack ${stack}`,
    `Back: npm run release -- --stack ${stack} --service ${service}${change.container === undefined ? "" : ` --container ${change.container}`} --image ${before}`,
    "",
  ].join("\n");
}
