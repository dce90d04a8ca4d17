import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import * as semver from "semver";
import { cached } from "./cache";
import { buildGoTool, pinnedVersion, type GoTool } from "./go-tool";

/** The real Pulumi engine, ready to run. */
export interface PulumiCli {
  readonly command: PulumiCommand;
  readonly version: string;
  /** The folder of the `pulumi` program. A release has the programs that start policy packs and Node.js beside it. */
  readonly folder: string;
}

export type Report = (line: string) => void;

const CLI: GoTool = {
  folder: join(__dirname, "cli"),
  module: "github.com/pulumi/pulumi/pkg/v3",
  duration: "about four minutes",
};

/**
 * The matching host of a CLI that was built is not published as a Go module; this older one still works beside it. It
 * starts programs, but no policy packs.
 */
const LANGUAGE_HOST: GoTool = {
  folder: join(__dirname, "language-host"),
  module: "github.com/pulumi/pulumi/sdk/v3",
  duration: "about half a minute",
};

/**
 * Finds the Pulumi CLI of the pinned version or newer: on PATH, in the cache, by downloading the release, or by
 * building it with Go, in this order.
 * @throws Error with one sentence that says what to install, if none of these is possible.
 */
export async function obtainPulumi(report: Report): Promise<PulumiCli> {
  const version = await pinnedVersion(CLI);
  const onPath = await findOnPath(version);
  if (onPath !== undefined) {
    report(`Using the Pulumi CLI ${onPath.version} of ${onPath.folder}.`);
    return onPath;
  }
  const root = await cached(`pulumi-${version}`, async (folder) => {
    report(`No Pulumi CLI ${version} or newer on PATH.`);
    try {
      await download(version, folder, report);
    } catch (downloadError) {
      report(`  not possible (${firstLine(downloadError)}).`);
      await buildGoTool(CLI, folder, report).catch((buildError: unknown) => {
        throw new Error(
          `Install the Pulumi CLI ${version} or newer (https://www.pulumi.com/docs/iac/download-install/), or Go, with` +
            ` which it is built (https://go.dev/doc/install): it could be neither downloaded` +
            ` (${firstLine(downloadError)}) nor built (${firstLine(buildError)}).`,
        );
      });
    }
  });
  const command = await PulumiCommand.get({ root });
  return { command, version: String(command.version), folder: join(root, "bin") };
}

/** PATH for an engine that starts policy packs. */
export async function pathForPolicyPacks(cli: PulumiCli): Promise<string> {
  const folder = join(__dirname, "policy-host");
  return pathWith(cli, "pulumi-analyzer-policy-nodejs", () => Promise.resolve(folder));
}

/** PATH for the plain CLI, which starts programs in Node.js. */
export async function pathForPrograms(cli: PulumiCli, report: Report): Promise<string> {
  return pathWith(cli, "pulumi-language-nodejs", async () => {
    const version = await pinnedVersion(LANGUAGE_HOST);
    const root = await cached(`pulumi-language-nodejs-${version}`, (folder) =>
      buildGoTool(LANGUAGE_HOST, folder, report),
    );
    return join(root, "bin");
  });
}

async function pathWith(cli: PulumiCli, program: string, otherwise: () => Promise<string>): Promise<string> {
  const bundled = existsSync(join(cli.folder, program));
  return [cli.folder, ...(bundled ? [] : [await otherwise()]), process.env.PATH].join(delimiter);
}

async function findOnPath(version: string): Promise<PulumiCli | undefined> {
  const folder = process.env.PATH?.split(delimiter).find((entry) => existsSync(join(entry, "pulumi")));
  if (folder === undefined) return undefined;
  const command = await PulumiCommand.get({ version: new semver.SemVer(version) }).catch(() => undefined);
  return command && { command, version: String(command.version), folder };
}

async function download(version: string, folder: string, report: Report): Promise<void> {
  report(`Downloading it from get.pulumi.com ...`);
  // The installer waits for minutes where there is no network; this finds out in seconds.
  await fetch("https://get.pulumi.com/install.sh", { method: "HEAD", signal: AbortSignal.timeout(10_000) });
  await PulumiCommand.install({ root: folder, version: new semver.SemVer(version) });
  report("Downloaded.");
}

function firstLine(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error instanceof Error ? error.message : String(error)}`.split("\n")[0]! + cause;
}
