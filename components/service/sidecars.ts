/** The containers that the platform adds to those of a service. */
import type { Problem } from "../../model/problem";
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
import type { FargateServiceArgs } from "./service-args";

export type SidecarArgs<C extends PlannedContainerArgs = ContainerArgs> = Pick<
  FargateServiceArgs,
  "tracing" | "collectorImage"
> & { readonly containers: Readonly<Record<string, C>> };

/** All containers of a service's tasks, but for the one that prepares volumes. */
export function taskContainers<C extends PlannedContainerArgs>(
  service: string,
  { containers, tracing, collectorImage }: SidecarArgs<C>,
): Readonly<Record<string, C | ContainerArgs>> {
  if (!tracing) return containers;
  const traced = Object.entries(containers).map(([name, container]): [string, C] => [
    name,
    container.essential === false ? container : withTracing(service, container),
  ]);
  return { ...Object.fromEntries(traced), [COLLECTOR_CONTAINER]: collector(collectorImage) };
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
export function sidecarNames({ tracing }: Pick<SidecarArgs, "tracing">): string[] {
  return tracing ? [COLLECTOR_CONTAINER] : [];
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
