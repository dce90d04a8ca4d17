/** What ECS refuses in a task definition's container definitions. */
import {
  CONTAINER_HEALTH_CHECK,
  DEPENDENCY_CONDITIONS,
  IGNORED_EXIT_CODES_MAX_COUNT,
  RESTART_ATTEMPT_PERIOD_SECONDS,
  START_TIMEOUT_SECONDS,
  STOP_TIMEOUT_MAX_SECONDS,
} from "../../model/container-definition";
import { isProperties, Properties, Value } from "../../model/graph";
import { CONTAINER_NAME } from "../../model/names";
import { APP_PROTOCOLS, PORT_NAME } from "../../model/service-connect";
import { countItems, findAll, isSet, isTrue, number, objects, text, texts } from "../read";
import { integer, length, matching, named, oneOf, Rule } from "../rules";
import {
  FARGATE_FIRELENS_RULES,
  FIRELENS_DOCUMENTS,
  FIRELENS_RULES,
  firelensProblem,
  firelensProblems,
} from "./ecs-firelens";
import { fitProblems, memoryProblems } from "./ecs-task-size";

export const CONTAINER_SOURCES: readonly string[] = [
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html",
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html",
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html",
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_MountPoint.html",
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
  ...FIRELENS_DOCUMENTS,
];

/** The containers of a task definition; undefined if the text is no JSON list of objects, or not known. */
export function containersOf(taskDefinition: Properties): Properties[] | undefined {
  const json = text(taskDefinition, "containerDefinitions");
  if (json === undefined) return undefined;
  try {
    const containers = JSON.parse(json) as Value;
    return Array.isArray(containers) && containers.length > 0 && containers.every(isProperties)
      ? containers
      : undefined;
  } catch {
    return undefined;
  }
}

const { intervalSeconds, timeoutSeconds, retries, startPeriodSeconds } = CONTAINER_HEALTH_CHECK;

const RULES: { readonly [path: string]: Rule } = {
  name: named(CONTAINER_NAME),
  image: matching(/^[A-Za-z0-9][\w.:/@-]{0,254}$/, "The name of an image"),
  "portMappings[].containerPort": integer(1, 65_535),
  "portMappings[].protocol": oneOf("tcp", "udp"),
  "portMappings[].name": named(PORT_NAME),
  "portMappings[].appProtocol": oneOf(...APP_PROTOCOLS),
  "environment[].name": length(1, 512),
  "secrets[].name": length(1, 512),
  "secrets[].valueFrom": length(1, 2048),
  "dependsOn[].condition": oneOf(...DEPENDENCY_CONDITIONS),
  "healthCheck.interval": integer(intervalSeconds.lowest, intervalSeconds.highest),
  "healthCheck.timeout": integer(timeoutSeconds.lowest, timeoutSeconds.highest),
  "healthCheck.retries": integer(retries.lowest, retries.highest),
  "healthCheck.startPeriod": integer(startPeriodSeconds.lowest, startPeriodSeconds.highest),
  "restartPolicy.restartAttemptPeriod": integer(
    RESTART_ATTEMPT_PERIOD_SECONDS.lowest,
    RESTART_ATTEMPT_PERIOD_SECONDS.highest,
  ),
  ...FIRELENS_RULES,
  memory: integer(6, 1_000_000),
  memoryReservation: integer(6, 1_000_000),
};

const FARGATE_RULES: { readonly [path: string]: Rule } = {
  startTimeout: integer(START_TIMEOUT_SECONDS.lowest, START_TIMEOUT_SECONDS.highest),
  stopTimeout: integer(0, STOP_TIMEOUT_MAX_SECONDS),
  "logConfiguration.logDriver": oneOf("awslogs", "splunk", "awsfirelens"),
  "linuxParameters.capabilities.add[]": oneOf("SYS_PTRACE"),
  ...FARGATE_FIRELENS_RULES,
};

/** Features that only tasks on EC2 instances have. Source: the page of Fargate tasks. */
const EC2_ONLY = [
  "disableNetworking",
  "dnsSearchDomains",
  "dnsServers",
  "dockerSecurityOptions",
  "extraHosts",
  "links",
];

/** Everything wrong with the containers, as sentences. */
export function containerProblems(taskDefinition: Properties, isFargate: boolean): string[] {
  const containers = containersOf(taskDefinition);
  if (!containers) return ["The container definitions are a JSON list of one or more objects."];
  const names = containers.map((container) => text(container, "name") ?? "");
  const problems = containers.flatMap((container, index) =>
    containerProblem(container, containers, taskDefinition, isFargate).map(
      (problem) => `Container ${names[index] || index}: ${problem}`,
    ),
  );
  if (new Set(names).size < names.length) problems.push("Two containers have the same name.");
  if (!containers.some((container) => container.essential !== false))
    problems.push("At least one container must be essential.");
  // With awsvpc networking all containers of a task share its ports, and a port is exposed for one protocol.
  const ports = containers.flatMap((container) =>
    objects(container, "portMappings[]").map((mapping) => number(mapping, "containerPort")),
  );
  if (text(taskDefinition, "networkMode") === "awsvpc" && new Set(ports).size < ports.length) {
    problems.push("Two containers use the same port.");
  }
  return [...problems, ...firelensProblems(containers), ...fitProblems(taskDefinition, containers)];
}

function containerProblem(
  container: Properties,
  all: readonly Properties[],
  taskDefinition: Properties,
  isFargate: boolean,
): string[] {
  const problems = Object.entries({ ...RULES, ...(isFargate ? FARGATE_RULES : {}) }).flatMap(([path, rule]) =>
    findAll(container, path).flatMap(({ path: where, value }) => {
      const reason = rule(value);
      return reason === undefined ? [] : [`${where}: ${reason}`];
    }),
  );
  for (const name of ["name", "image"]) if (!isSet(container, name)) problems.push(`${name} is missing.`);
  if (isSet(container, "healthCheck") && !isSet(container, "healthCheck.command[]"))
    problems.push("healthCheck.command is missing.");
  if (isSet(container, "restartPolicy") && !isSet(container, "restartPolicy.enabled"))
    problems.push("restartPolicy.enabled is missing.");
  if (countItems(container, "restartPolicy.ignoredExitCodes[]") > IGNORED_EXIT_CODES_MAX_COUNT)
    problems.push(`restartPolicy.ignoredExitCodes: there are at most ${IGNORED_EXIT_CODES_MAX_COUNT}.`);
  for (const dependency of objects(container, "dependsOn[]")) {
    problems.push(...dependencyProblem(dependency, container, all));
  }
  const isAwsvpc = text(taskDefinition, "networkMode") === "awsvpc";
  for (const mapping of objects(container, "portMappings[]")) {
    const [containerPort, hostPort] = [number(mapping, "containerPort"), number(mapping, "hostPort")];
    if (containerPort === undefined) problems.push("portMappings: containerPort is missing.");
    else if (isAwsvpc && hostPort !== undefined && hostPort !== containerPort) {
      problems.push("portMappings: with networkMode awsvpc the host port is the container port.");
    }
  }
  const volumes = texts(taskDefinition, "volumes[].name");
  for (const source of texts(container, "mountPoints[].sourceVolume")) {
    if (!volumes.includes(source)) problems.push(`mountPoints: unknown volume '${source}'.`);
  }
  problems.push(...memoryProblems(taskDefinition, container), ...firelensProblem(container));
  const paths = texts(container, "mountPoints[].containerPath");
  if (new Set(paths).size < paths.length) problems.push("mountPoints: two have the same containerPath.");
  if (isFargate && isTrue(container, "privileged")) problems.push("privileged: Fargate runs no privileged containers.");
  for (const name of isFargate ? EC2_ONLY.filter((each) => isSet(container, each)) : []) {
    const value = container[name];
    if (!Array.isArray(value) || value.length > 0) problems.push(`${name}: Fargate does not support it.`);
  }
  return problems;
}

function dependencyProblem(dependency: Properties, container: Properties, all: readonly Properties[]): string[] {
  const name = text(dependency, "containerName");
  const target = all.find((each) => text(each, "name") === name);
  if (!target) return [`dependsOn: there is no container '${name}'.`];
  if (target === container) return ["dependsOn: a container can't depend on itself."];
  const condition = text(dependency, "condition");
  if (condition === "HEALTHY" && !isSet(target, "healthCheck"))
    return [`dependsOn: container '${name}' has no health check.`];
  if ((condition === "COMPLETE" || condition === "SUCCESS") && target.essential !== false) {
    return [`dependsOn: container '${name}' is essential, so nothing can wait for its end.`];
  }
  return [];
}
