import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export const REPOSITORY = join(__dirname, "../..");

export const PROJECT = "fargate-platform";

/** The environments of this repository, each with a `Pulumi.<environment>.yaml`. */
export const ENVIRONMENTS = ["dev", "prod"] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

export type Settings = Record<string, unknown>;

/** All settings of an environment, as the plain CLI reads them: the project's and its own. */
export function settingsOf(environment: Environment): Settings {
  return { ...configBlock("Pulumi.yaml"), ...configBlock(`Pulumi.${environment}.yaml`) };
}

/** The only AWS account in which the environment may be. */
export function accountOf(environment: Environment): string {
  const [account] = settingsOf(environment)[`${PROJECT}:allowedAccountIds`] as [string];
  return account;
}

function configBlock(file: string): Settings {
  return (parse(readFileSync(join(REPOSITORY, file), "utf8")) as { config: Settings }).config;
}
