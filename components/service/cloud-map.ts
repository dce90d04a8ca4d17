import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { PrivateNamespace } from "../discovery/private-namespace";
import { transformed } from "../transform";
import { CLOUD_MAP_DEFAULTS } from "./cloud-map-plan";
import type { FargateServiceArgs } from "./service-args";

/** A service's name inside the VPC, which leads straight to its tasks. */
export interface CloudMapArgs {
  /** The domain: the service is called by its own name below it. */
  readonly namespace: PrivateNamespace;
  /** How long (seconds) callers may keep an answer: that long they may call a task that is gone. @default 10 */
  readonly ttlSeconds?: number;
}

/** What the ECS service has to say about its name. */
export interface CloudMapName {
  readonly dnsName: string;
  readonly serviceArgs: Pick<aws.ecs.ServiceArgs, "serviceRegistries">;
}

/** Where ECS keeps the addresses of the tasks: up to eight healthy ones are answered, in random order. */
export function buildCloudMapName(
  name: string,
  args: FargateServiceArgs,
  options: { parent: pulumi.Resource },
): CloudMapName | undefined {
  if (args.cloudMap === undefined) return undefined;
  const { namespace, ttlSeconds = CLOUD_MAP_DEFAULTS.ttlSeconds } = args.cloudMap;
  const registry = new aws.servicediscovery.Service(
    name,
    ...transformed<aws.servicediscovery.ServiceArgs>(
      args.transform?.cloudMapService,
      {
        name,
        description: `Tasks of ${name}`,
        dnsConfig: {
          namespaceId: namespace.namespaceId,
          dnsRecords: [{ type: "A", ttl: ttlSeconds }],
          routingPolicy: "MULTIVALUE",
        },
        // ECS tells which tasks are healthy. AWS knows no other threshold than 1; without it, the provider leaves the block out.
        // Source: https://github.com/pulumi/pulumi-aws/issues/6289
        healthCheckCustomConfig: { failureThreshold: 1 },
        // ECS takes its tasks out when they have stopped, which may be after the service is gone.
        forceDestroy: true,
        tags: { Name: name },
      },
      options,
    ),
  );
  return {
    dnsName: `${name}.${namespace.domainName}`,
    serviceArgs: { serviceRegistries: { registryArn: registry.arn } },
  };
}
