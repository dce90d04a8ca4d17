import * as pulumi from "@pulumi/pulumi";
import {
  canonicalContainerDefinitions,
  type ContainerDefinition,
  type PortMapping,
  type RoutedLogs,
} from "../../model/container-definition";
import { ROUTER_CONTAINER } from "../../model/log-router";
import type { ClusterLike } from "./cluster-like";
import type { ContainerArgs } from "./container-args";
import { endpointOf } from "./service-connect-plan";
import { udpContainers } from "./network-route-plan";
import type { PlainService } from "./service-plan";
import { checkContainers } from "./container-plan";
import { refuse } from "../refuse";
import { SETUP_CONTAINER, SETUP_MODE, type TaskVolumes } from "./volume-plan";

/** The JSON text of the task's container definitions, known when everything they refer to is known. */
export function containerDefinitions(
  plan: PlainService,
  cluster: ClusterLike,
  args: Readonly<Record<string, ContainerArgs>>,
  volumes: TaskVolumes,
  logGroupName: pulumi.Input<string>,
  routedLogs: pulumi.Output<RoutedLogs> | undefined,
): pulumi.Output<string> {
  const resolved = Object.entries(args).map(([name, container]) =>
    pulumi.output({
      name,
      image: container.image,
      environment: container.environment ?? {},
      secrets: container.secrets ?? {},
    }),
  );
  const known = pulumi.all([logGroupName, cluster.place, pulumi.all(resolved), routedLogs]);
  return known.apply(([group, { region }, containers, routed]) => {
    // What was an Output in the plan is known only now, and checked by the same rules.
    const described = containers.map(({ name, image, environment, secrets }) => ({
      name,
      plain: { ...plan.containers[name]!, image, environment, secrets },
    }));
    refuse(
      checkContainers(`service "${plan.name}"`, Object.fromEntries(described.map(({ name, plain }) => [name, plain]))),
    );
    const logs = { group, region };
    const setup = volumes.prepared.length > 0 ? [setupContainer(plan, volumes.prepared, logs)] : [];
    return canonicalContainerDefinitions([
      ...setup,
      ...described.map(({ name, plain }): ContainerDefinition => {
        const { command, entryPoint } = args[name]!;
        return {
          name,
          image: plain.image,
          essential: plain.essential,
          cpuUnits: plain.cpuUnits ?? 0,
          ...(plain.memoryMiB !== undefined && { memoryMiB: plain.memoryMiB }),
          ...(plain.memoryReservationMiB !== undefined && { memoryReservationMiB: plain.memoryReservationMiB }),
          ...(command && { command }),
          ...(entryPoint && { entryPoint }),
          user: plain.user,
          readonlyRootFilesystem: plain.readonlyRootFilesystem,
          portMappings: portMappingsOf(plan, name),
          environment: plain.environment,
          secrets: plain.secrets,
          mountPoints: volumes.mountPoints[name] ?? [],
          ...(plain.healthCheck && { healthCheck: plain.healthCheck }),
          dependsOn: [
            ...setup.map((container) => ({ containerName: container.name, condition: "SUCCESS" as const })),
            ...Object.entries(plain.dependsOn).map(([containerName, condition]) => ({ containerName, condition })),
          ],
          ...(plain.startTimeoutSeconds !== undefined && { startTimeoutSeconds: plain.startTimeoutSeconds }),
          stopTimeoutSeconds: plain.stopTimeoutSeconds,
          ...(plain.restartPolicy && { restartPolicy: plain.restartPolicy }),
          initProcessEnabled: plain.initProcessEnabled,
          logs: plain.logDriver === "awsfirelens" && routed ? routed : logs,
          ...(name === ROUTER_CONTAINER && plan.logRouter && { logRouter: plan.logRouter }),
        };
      }),
    ]);
  });
}

/** Opens the volumes and ends, before any other container starts. */
function setupContainer(
  { setupImage, containers }: PlainService,
  volumes: readonly string[],
  logs: ContainerDefinition["logs"],
): ContainerDefinition {
  const mountPoints = volumes.map((sourceVolume) => ({
    sourceVolume,
    containerPath: `/volumes/${sourceVolume}`,
    readOnly: false,
  }));
  return {
    name: SETUP_CONTAINER,
    image: setupImage,
    // It has ended before others ask for the CPU.
    cpuUnits: 0,
    essential: false,
    entryPoint: ["chmod"],
    command: [SETUP_MODE, ...mountPoints.map(({ containerPath }) => containerPath)],
    user: "0",
    droppedCapabilities: ["ALL"],
    readonlyRootFilesystem: true,
    portMappings: [],
    environment: {},
    secrets: {},
    mountPoints,
    dependsOn: [],
    stopTimeoutSeconds: Math.max(...Object.values(containers).map((container) => container.stopTimeoutSeconds)),
    initProcessEnabled: true,
    logs,
  };
}

/** The port that others call by Service Connect has a name, which is the service's; no other needs one. */
function portMappingsOf(plan: PlainService, container: string): PortMapping[] {
  const { containerPort } = plan.containers[container]!;
  if (containerPort === undefined) return [];
  if (udpContainers(plan).has(container)) return [{ containerPort, protocol: "udp" }];
  const endpoint = endpointOf(plan);
  if (endpoint?.container !== container) return [{ containerPort }];
  return [{ containerPort, name: plan.name, appProtocol: endpoint.appProtocol }];
}
