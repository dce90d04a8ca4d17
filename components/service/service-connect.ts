import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { awslogsOptions } from "../../model/container-definition";
import type { ConnectNamespace } from "../discovery/connect-namespace";
import type { FargateServiceArgs } from "./service-args";
import { endpointOf, type ServiceConnectEndpointArgs } from "./service-connect-plan";
import type { PlainService } from "./service-plan";

/** How a service calls others by name, and is called, through a proxy in each task. */
export interface ServiceConnectArgs {
  /** Whose services its tasks may call by name; who lets them in is said by `allowFrom`, as without it. */
  readonly namespace: ConnectNamespace;
  /** What others call by the service's own name. @default nothing: the service only calls */
  readonly endpoint?: ServiceConnectEndpointArgs;
}

/** The first part of the names of the proxies' log streams. */
const LOG_STREAM_PREFIX = "service-connect";

/** What the ECS service has to say about Service Connect. Calls between tasks are not encrypted. */
export function serviceConnectArgs(
  plan: PlainService,
  { serviceConnect, cluster }: Pick<FargateServiceArgs, "serviceConnect" | "cluster">,
  logGroupName: pulumi.Input<string>,
): Pick<aws.ecs.ServiceArgs, "serviceConnectConfiguration"> {
  if (serviceConnect === undefined) return {};
  const endpoint = endpointOf(plan);
  return {
    serviceConnectConfiguration: {
      enabled: true,
      namespace: serviceConnect.namespace.arn,
      logConfiguration: {
        logDriver: "awslogs",
        options: awslogsOptions(logGroupName, cluster.place.region, LOG_STREAM_PREFIX),
      },
      ...(endpoint && {
        services: [
          {
            portName: plan.name,
            discoveryName: plan.name,
            clientAlias: [{ dnsName: plan.name, port: endpoint.port }],
            timeout: {
              idleTimeoutSeconds: endpoint.idleTimeoutSeconds,
              perRequestTimeoutSeconds: endpoint.perRequestTimeoutSeconds,
            },
          },
        ],
      }),
    },
  };
}
