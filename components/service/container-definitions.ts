import * as pulumi from "@pulumi/pulumi";
import { canonicalContainerDefinitions, type ContainerDefinition } from "../../model/container-definition";
import type { FargateServiceArgs } from "./service-args";
import type { PlainService } from "./service-plan";
import { checkContainers } from "./container-plan";
import { refuse } from "../refuse";

/** A user that every Linux image can run a program as, and that is not root. */
export const DEFAULT_USER = "1000:1000";

/** The JSON text of the task's container definitions, known when everything they refer to is known. */
export function containerDefinitions(
  plan: PlainService,
  args: Pick<FargateServiceArgs, "containers" | "cluster">,
  logGroupName: pulumi.Input<string>,
): pulumi.Output<string> {
  const resolved = Object.entries(args.containers).map(([name, container]) =>
    pulumi.output({
      name,
      image: container.image,
      environment: container.environment ?? {},
      secrets: container.secrets ?? {},
    }),
  );
  return pulumi
    .all([logGroupName, args.cluster.place, pulumi.all(resolved)])
    .apply(([group, { region }, containers]) => {
      // What was an Output in the plan is known only now, and checked by the same rules.
      const known = containers.map(({ name, image, environment, secrets }) => ({
        name,
        plain: { ...plan.containers[name]!, image, environment, secrets },
      }));
      refuse(
        checkContainers(`service "${plan.name}"`, Object.fromEntries(known.map(({ name, plain }) => [name, plain]))),
      );
      return canonicalContainerDefinitions(
        known.map(({ name, plain }): ContainerDefinition => {
          const { command, entryPoint, user = DEFAULT_USER, readonlyRootFilesystem = true } = args.containers[name]!;
          return {
            name,
            image: plain.image,
            essential: plain.essential,
            cpuUnits: plain.cpuUnits ?? 0,
            ...(plain.memoryMiB !== undefined && { memoryMiB: plain.memoryMiB }),
            ...(plain.memoryReservationMiB !== undefined && { memoryReservationMiB: plain.memoryReservationMiB }),
            ...(command && { command }),
            ...(entryPoint && { entryPoint }),
            user,
            readonlyRootFilesystem,
            portMappings: plain.containerPort === undefined ? [] : [{ containerPort: plain.containerPort }],
            environment: plain.environment,
            secrets: plain.secrets,
            ...(plain.healthCheck && { healthCheck: plain.healthCheck }),
            dependsOn: Object.entries(plain.dependsOn).map(([containerName, condition]) => ({
              containerName,
              condition,
            })),
            stopTimeoutSeconds: plain.stopTimeoutSeconds,
            initProcessEnabled: true,
            logs: { group, region },
          };
        }),
      );
    });
}
