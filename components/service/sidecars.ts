/** The containers that the platform adds to those of a service. */
import { ROUTER_CONTAINER, ROUTER_IMAGE, ROUTER_SIZE, ROUTER_USER } from "../../model/log-router";
import type { Problem } from "../../model/problem";
import { mapValues } from "../../model/records";
import {
  COLLECTOR_CONFIGURATION,
  COLLECTOR_CONFIGURATION_VARIABLE,
  COLLECTOR_CONTAINER,
  COLLECTOR_HEALTH_COMMAND,
  COLLECTOR_IMAGE,
  COLLECTOR_MEMORY_MIB,
  COLLECTOR_USER,
  tracingVariables,
} from "../../model/tracing";
import type { ContainerArgs, PlannedContainerArgs } from "./container-args";
import { plainLogRouter, type PlannedLogRouterArgs } from "./log-router-args";
import { bufferFolder } from "./log-router-plan";
import type { FargateServiceArgs } from "./service-args";

export type SidecarArgs<C extends PlannedContainerArgs = ContainerArgs> = Pick<
  FargateServiceArgs,
  "tracing" | "collectorImage"
> & {
  readonly logRouter?: PlannedLogRouterArgs;
  readonly containers: Readonly<Record<string, C>>;
};

/** All containers of a service's tasks, but for the one that prepares volumes. */
export function taskContainers<C extends PlannedContainerArgs>(
  service: string,
  { containers, tracing, collectorImage, logRouter }: SidecarArgs<C>,
): Readonly<Record<string, C | ContainerArgs>> {
  const own = mapValues(containers, (container) => {
    const traced = tracing && container.essential !== false ? withTracing(service, container) : container;
    return logRouter ? withRouter(traced) : traced;
  });
  return {
    ...own,
    ...(tracing && { [COLLECTOR_CONTAINER]: collector(collectorImage) }),
    ...(logRouter && { [ROUTER_CONTAINER]: router(logRouter) }),
  };
}

/**
 * ECS would make whoever uses the router wait for its start by itself; written out, nothing changes when it gives the
 * definition back. Source: FIRELENS_SOURCES.guide
 */
function withRouter<C extends PlannedContainerArgs>(container: C): C {
  if (container.logDriver === "awslogs") return container;
  return {
    ...container,
    logDriver: "awsfirelens",
    dependsOn: { [ROUTER_CONTAINER]: "START", ...container.dependsOn },
  };
}

/** Essential, as AWS recommends: without it nobody would see what the others write. */
function router({ image = ROUTER_IMAGE, user = ROUTER_USER, ...args }: PlannedLogRouterArgs): ContainerArgs {
  const { cpuUnits = ROUTER_SIZE.cpuUnits, memoryMiB = ROUTER_SIZE.memoryMiB } = args;
  const reserved = args.memoryMiB === undefined ? ROUTER_SIZE.memoryReservationMiB : undefined;
  const memoryReservationMiB = args.memoryReservationMiB ?? reserved;
  const folder = bufferFolder(plainLogRouter(args));
  return {
    image,
    user,
    cpuUnits,
    memoryMiB,
    ...(memoryReservationMiB !== undefined && { memoryReservationMiB }),
    ...(folder !== undefined && { writablePaths: [folder] }),
  };
}

/** What a container says itself counts. */
function withTracing<C extends PlannedContainerArgs>(service: string, container: C): C {
  const { environment = {}, secrets = {}, dependsOn = {} } = container;
  const variables = Object.entries(tracingVariables(service)).filter(([variable]) => !(variable in secrets));
  return {
    ...container,
    environment: { ...Object.fromEntries(variables), ...environment },
    // It also stops after those that depend on it, and so sends their last traces.
    dependsOn: { [COLLECTOR_CONTAINER]: "START", ...dependsOn },
  };
}

/** Not essential: without it traces are lost, with it requests would be. */
function collector(image = COLLECTOR_IMAGE): ContainerArgs {
  return {
    image,
    user: COLLECTOR_USER,
    essential: false,
    cpuUnits: 64,
    memoryMiB: COLLECTOR_MEMORY_MIB,
    memoryReservationMiB: 128,
    environment: { [COLLECTOR_CONFIGURATION_VARIABLE]: COLLECTOR_CONFIGURATION },
    healthCheck: { command: COLLECTOR_HEALTH_COMMAND, startPeriodSeconds: 10 },
  };
}

/** The names of the containers that the platform adds. */
export function sidecarNames({ tracing, logRouter }: Pick<SidecarArgs, "tracing" | "logRouter">): string[] {
  return [...(tracing ? [COLLECTOR_CONTAINER] : []), ...(logRouter ? [ROUTER_CONTAINER] : [])];
}

export function checkSidecarNames(component: string, own: readonly string[], added: readonly string[]): Problem[] {
  return own
    .filter((name) => added.includes(name))
    .map((name) => ({
      component,
      argument: `containers.${name}`,
      value: name,
      message: "The platform adds a container of this name itself.",
      fix: "Rename yours.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
    }));
}
