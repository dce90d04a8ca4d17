/** The command line that pins images: `npm run images:pin -- --stack dev`. */
import { writeFileSync } from "node:fs";
import { Command } from "commander";
import { atTerminal } from "../../preview/command-line";
import type { Terminal } from "../release/cli";
import { exitCodeOf, readSettingsFile } from "../release/settings-file";
import { pin, unpinned } from "./pin";

interface Options {
  readonly stack: string;
  readonly service?: string;
  readonly check?: boolean;
}

const HELP = `
Examples:
  npm run images:pin -- --stack dev
  npm run images:pin -- --stack prod --service web
  npm run images:pin -- --stack prod --check

It asks each image's registry which digest its tag has now, and writes that to Pulumi.STACK.yaml. It needs a network, and
images that everyone may pull. It deploys nothing: look at the change, commit it, then \`pulumi up\`.`;

/** @returns the exit code: 0 fine, 1 --check has found a tag, 2 something is wrong and nothing was changed */
export async function runImagesPin(
  args: readonly string[],
  { folder, write, writeError }: Terminal,
): Promise<0 | 1 | 2> {
  const command = new Command("npm run images:pin --")
    .description("Names the images in an environment's settings by digests, which nobody can move to other images.")
    .requiredOption("-s, --stack <name>", "the environment: NAME of a file Pulumi.NAME.yaml")
    .option("--service <name>", "only this service's images")
    .option("--check", "change nothing; exit code 1 if an image is named by a tag");
  try {
    atTerminal(command, HELP, { write, writeError }).parse(args, { from: "user" });
    return await run(folder, command.opts<Options>(), write);
  } catch (error) {
    return exitCodeOf(error, writeError);
  }
}

async function run(folder: string, { stack, service, check }: Options, write: Terminal["write"]): Promise<0 | 1> {
  const { file, path, project, text: settings } = readSettingsFile(folder, stack, "images:pin");
  const tagged = unpinned(settings, project, service);
  if (tagged.length === 0) {
    write(`${file}: all images are named by digest.\n`);
    return 0;
  }
  if (check) {
    for (const { service: name, container, image } of tagged) {
      write(`${file}: service ${name}, container ${container}: ${image} has no digest\n`);
    }
    return 1;
  }
  const { text, pinned } = await pin(settings, project, service);
  writeFileSync(path, text);
  for (const { service: name, container, from, to } of pinned) {
    write(`${file}: service ${name}, container ${container}\n  from ${from}\n  to   ${to}\n`);
  }
  return 0;
}
