/** Everything about the containers of one task that can be wrong before AWS is asked. */
import {
  CONTAINER_HEALTH_CHECK,
  type ContainerHealthCheck,
  type ContainerRestartPolicy,
  type DependencyCondition,
  type LogDriver,
  type MountPoint,
} from "../../model/container-definition";
import { parseContainerImage } from "../../model/container-image";
import { credentialKind, looksLikeCredentialName } from "../../model/credentials";
import { CONTAINER_NAME } from "../../model/names";
import type { Problem } from "../../model/problem";
import { PORT, rangeProblem } from "../../model/ranges";
import { parseSecretReference } from "../../model/secret-reference";
import { checkLifeCycle } from "./container-life-cycle-plan";
import type { PlainFileSystemMount } from "./file-system-mount-plan";
import type { ContainerSize } from "./size-plan";

/** What is known of a container before any resource exists. Values that are Outputs are left out. */
export interface PlainContainer extends ContainerSize {
  readonly image?: string;
  readonly containerPort?: number;
  readonly essential: boolean;
  /** Per variable its value; undefined where it is an Output. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Per variable the ARN; undefined where it is an Output. */
  readonly secrets: Readonly<Record<string, string | undefined>>;
  readonly dependsOn: Readonly<Record<string, DependencyCondition>>;
  readonly healthCheck?: ContainerHealthCheck;
  readonly startTimeoutSeconds?: number;
  readonly stopTimeoutSeconds: number;
  readonly user: string;
  readonly readonlyRootFilesystem: boolean;
  /** Folders with a volume of this container alone. */
  readonly writablePaths: readonly string[];
  /** Folders with a volume that other containers mount too, by path. */
  readonly mountPoints: Readonly<Record<string, Omit<MountPoint, "containerPath">>>;
  /** Folders of file systems, by path. */
  readonly fileSystemMounts: Readonly<Record<string, PlainFileSystemMount>>;
  readonly restartPolicy?: ContainerRestartPolicy;
  readonly initProcessEnabled: boolean;
  readonly logDriver: LogDriver;
}

const SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html";
const HEALTH_CHECK_SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html";

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
export const CONTAINERS_PER_TASK = 10;

export type Containers = Readonly<Record<string, PlainContainer>>;

export function checkContainers(component: string, containers: Containers): Problem[] {
  const names = Object.keys(containers);
  const problems: Problem[] = [];
  if (names.length < 1 || names.length > CONTAINERS_PER_TASK) {
    problems.push({
      component,
      argument: "containers",
      value: names,
      message: `A task has 1 to ${CONTAINERS_PER_TASK} containers.`,
      fix: names.length === 0 ? "Describe at least one." : "Split the service.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html",
    });
  } else if (!Object.values(containers).some((container) => container.essential)) {
    problems.push({
      component,
      argument: "containers",
      value: names,
      message: "At least one container has to be essential: when it ends, the task ends.",
      fix: "Remove essential: false from the container that does the work.",
      source: SOURCE,
    });
  }
  for (const name of names) problems.push(...checkContainer(component, name, containers));
  return [...problems, ...checkPorts(component, containers)];
}

function checkContainer(component: string, name: string, containers: Containers): Problem[] {
  const container = containers[name]!;
  const at = (argument: string) => `containers.${name}.${argument}`;
  const problem = (argument: string, value: unknown, message: string, fix: string, source = SOURCE): Problem[] => [
    { component, argument: at(argument), value, message, fix, source },
  ];
  const problems: Problem[] = [];
  if (!CONTAINER_NAME.pattern.test(name) || name.length > CONTAINER_NAME.maxLength) {
    problems.push(
      ...problem("name", name, `It has 1 to ${CONTAINER_NAME.maxLength} ${CONTAINER_NAME.allowed}.`, "Rename it."),
    );
  }
  problems.push(
    ...checkImage(component, at("image"), container.image),
    ...rangeProblem(component, at("containerPort"), container.containerPort, PORT, SOURCE),
    ...checkVariables(component, at, container),
    ...checkLifeCycle(component, name, containers),
    ...checkContainerHealth(component, at("healthCheck"), container.healthCheck),
  );
  return problems;
}

export function checkImage(component: string, argument: string, image: string | undefined): Problem[] {
  if (image === undefined || parseContainerImage(image) !== undefined) return [];
  return [
    {
      component,
      argument,
      value: image,
      message: "It is not the name of an image.",
      fix: "Write REGISTRY/REPOSITORY:TAG or REGISTRY/REPOSITORY@sha256:DIGEST.",
      source: SOURCE,
    },
  ];
}

/** A credential's value is never repeated in a problem. */
function checkVariables(component: string, at: (argument: string) => string, container: PlainContainer): Problem[] {
  const problems: Problem[] = [];
  const moveToSecrets = "Put it into Secrets Manager or Parameter Store, and refer to it under secrets instead.";
  for (const [name, value] of Object.entries(container.environment)) {
    const argument = at(`environment.${name}`);
    const kind = value === undefined ? undefined : credentialKind(value);
    const source = "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8";
    if (kind !== undefined) {
      const message = `Its value looks like ${kind}; everyone who may read the task definition could read it.`;
      problems.push({ component, argument, value: "[not shown]", message, fix: moveToSecrets, source });
    } else if (looksLikeCredentialName(name)) {
      const message = "Its name promises a credential; everyone who may read the task definition could read its value.";
      const fix = `${moveToSecrets} If it is none, give it a name that says so.`;
      problems.push({ component, argument, value: "[not shown]", message, fix, source });
    }
    if (name in container.secrets) {
      const message = "The variable is set twice, under environment and under secrets.";
      problems.push({
        component,
        argument,
        value: "[not shown]",
        message,
        fix: "Remove one of the two.",
        source: SOURCE,
      });
    }
  }
  for (const [name, reference] of Object.entries(container.secrets)) {
    const parsed = reference === undefined ? undefined : parseSecretReference(reference);
    if (typeof parsed !== "string") continue;
    problems.push({
      component,
      argument: at(`secrets.${name}`),
      value: "[not shown]",
      message: `${parsed} A secret's value itself is never written here.`,
      fix: "Give the ARN of what holds the value.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
    });
  }
  return problems;
}

function checkContainerHealth(component: string, argument: string, check: ContainerHealthCheck | undefined): Problem[] {
  if (check === undefined) return [];
  const problems = (["intervalSeconds", "timeoutSeconds", "retries", "startPeriodSeconds"] as const).flatMap((key) =>
    rangeProblem(component, `${argument}.${key}`, check[key], CONTAINER_HEALTH_CHECK[key], HEALTH_CHECK_SOURCE),
  );
  if (!["CMD", "CMD-SHELL"].includes(check.command[0] ?? "") || check.command.length < 2) {
    problems.push({
      component,
      argument: `${argument}.command`,
      value: check.command,
      message: 'It begins with "CMD" (a program and its arguments) or "CMD-SHELL" (a line for the image\'s shell).',
      fix: 'Write it as ["CMD-SHELL", "curl -f http://localhost/ || exit 1"].',
      source: HEALTH_CHECK_SOURCE,
    });
  }
  return problems;
}

/** All containers of a task share one network interface. */
function checkPorts(component: string, containers: Containers): Problem[] {
  const problems: Problem[] = [];
  const owners = new Map<number, string>();
  for (const [name, { containerPort }] of Object.entries(containers)) {
    if (containerPort === undefined) continue;
    const owner = owners.get(containerPort);
    if (owner === undefined) owners.set(containerPort, name);
    else {
      problems.push({
        component,
        argument: `containers.${name}.containerPort`,
        value: containerPort,
        message: `Container "${owner}" listens on the same port, and all containers of a task share one address.`,
        fix: "Choose another port for one of them.",
        source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
      });
    }
  }
  return problems;
}
