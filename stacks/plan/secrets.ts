/** The environment's own secrets, and who refers to which. */
import { parseArn } from "../../model/arn";
import { longestLogicalName, SECRET_NAME } from "../../model/names";
import type { Problem } from "../../model/problem";
import { mapValues } from "../../model/records";
import type { PlannedService } from "../plan";

type ServiceSettings = PlannedService["settings"];
type References = Readonly<Record<string, string>>;

export interface SecretUse {
  readonly argument: string;
  /** The name of one of the environment's own, or what is meant to be an ARN. */
  readonly reference: string;
}

/** All secrets that ECS reads for a service's tasks. */
export function secretUsesOf({
  containers,
  logRouter,
}: Pick<ServiceSettings, "containers" | "logRouter">): SecretUse[] {
  const usesAt = (at: string, references: References = {}) =>
    Object.entries(references).map(([key, reference]) => ({ argument: `${at}.${key}`, reference }));
  return [
    ...Object.entries(containers).flatMap(([name, { secrets }]) => usesAt(`containers.${name}.secrets`, secrets)),
    ...usesAt("logRouter.secretOptions", logRouter?.secretOptions),
  ];
}

/** True if the text names a secret of this environment rather than being an ARN. */
export function isSecretName(text: string): boolean {
  return parseArn(text) === undefined && SECRET_NAME.pattern.test(text);
}

export function checkSecretNames(secrets: References): Problem[] {
  const longest = longestLogicalName(SECRET_NAME);
  return Object.keys(secrets)
    .filter((name) => !SECRET_NAME.pattern.test(name) || name.length > longest)
    .map((name) => ({
      component: "environment",
      argument: `secrets.${name}`,
      value: "[not shown]",
      message: `A secret's name has 1 to ${longest} ${SECRET_NAME.allowed}.`,
      fix: "Rename it.",
      source: SECRET_NAME.source,
    }));
}

export function checkSecretReferences(service: string, settings: ServiceSettings, secrets: References): Problem[] {
  const known = Object.keys(secrets);
  return secretUsesOf(settings)
    .filter(({ reference }) => isSecretName(reference) && !known.includes(reference))
    .map(({ argument }) => ({
      component: `service "${service}"`,
      argument,
      // What stands here may be the secret itself, put into the wrong place.
      value: "[not shown]",
      message:
        known.length === 0
          ? "It is no ARN, and the environment has no secrets of its own."
          : `It is neither an ARN nor one of the environment's secrets: ${known.join(", ")}.`,
      fix: "Give an ARN, or set the value with: pulumi config set --secret --path secrets.NAME",
    }));
}

/** The references that can be checked: the environment's own secrets have no ARN yet, like all that is made only later. */
export function knownReferences(references: References = {}): Record<string, string | undefined> {
  return mapValues(references, (reference) => (isSecretName(reference) ? undefined : reference));
}
