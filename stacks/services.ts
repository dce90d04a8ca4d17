/** Builds the services of an environment. */
import * as pulumi from "@pulumi/pulumi";
import type { EncryptionKey } from "../components/identity/encryption-key";
import type { Secret } from "../components/identity/secret";
import type { Network } from "../components/network/network";
import type { Cluster } from "../components/service/cluster";
import { FargateService } from "../components/service/fargate-service";
import { mapValues } from "../model/records";
import type { Edge } from "./edge";
import { alarmsOfService } from "./plan/alarms";
import { isSecretName, type EnvironmentPlan, type PlannedService } from "./plan";

/** What the services stand in. */
export interface Surroundings {
  readonly network: Network;
  readonly cluster: Cluster;
  readonly edge: Edge;
  /** The environment's own secrets by name. */
  readonly secrets: Readonly<Record<string, Secret>>;
  /** Whom alarms tell; there is none if no service has any. */
  readonly topicArn?: pulumi.Output<string> | undefined;
  /** Whether Pulumi refuses to delete what holds state. */
  readonly protect: boolean;
  /** Encrypts what the services log; absent where nobody asks for it. */
  readonly logEncryptionKey: EncryptionKey | undefined;
}

export interface BuiltServices {
  readonly services: ReadonlyMap<string, FargateService>;
  /** Where each service with a route answers. */
  readonly urls: Readonly<Record<string, pulumi.Output<string>>>;
}

export function buildServices(
  plan: EnvironmentPlan,
  { network, cluster, edge, secrets, topicArn, protect, logEncryptionKey }: Surroundings,
  options: pulumi.ComponentResourceOptions,
): BuiltServices {
  const { settings } = plan;
  const urls = urlsOf(plan.services, edge);
  const services = new Map<string, FargateService>();
  for (const { name, settings: service } of plan.services) {
    const { route, networkRoutes, allowFrom, singleTask, alarms: _alarms, ...rest } = service;
    const alarms = alarmsOfService(settings, service);
    const loadBalancer = route && edge[route.loadBalancer ?? "public"];
    const built = new FargateService(
      name,
      {
        ...rest,
        cluster,
        network,
        containers: mapValues(service.containers, ({ serviceUrls = {}, ...container }) => ({
          ...container,
          environment: { ...container.environment, ...mapValues(serviceUrls, (other) => urls[other]!) },
          secrets: mapValues(container.secrets ?? {}, (reference) =>
            isSecretName(reference) ? secrets[reference]!.reference : reference,
          ),
        })),
        logRetentionDays: service.logRetentionDays ?? settings.logRetentionDays,
        logEncryptionKey,
        protectLogGroup: protect,
        permissionsBoundaryArn: settings.permissionsBoundaryArn,
        assumeRoleArn: settings.assumeRoleArn,
        ...(alarms && topicArn && { alarms: { ...alarms, topicArns: [topicArn] } }),
        ...(route && loadBalancer && { route: { ...route, loadBalancer } }),
        ...(networkRoutes && {
          networkRoutes: networkRoutes.map((each) => ({ ...each, loadBalancer: edge.network! })),
        }),
      },
      options,
    );
    services.set(name, built);
  }
  for (const { name, settings: service } of plan.services) {
    for (const [caller, port] of Object.entries(service.allowFrom ?? {})) {
      services.get(name)!.allowFrom(services.get(caller)!, port);
    }
  }
  return { services, urls };
}

/**
 * Where each service with a route answers: at its first host without wildcards, or the load balancer's own name; without
 * one, at the port of its first network route.
 */
function urlsOf(services: readonly PlannedService[], edge: Edge): Record<string, pulumi.Output<string>> {
  const isPlain = (pattern: string) => !/[*?]/.test(pattern);
  return Object.fromEntries(
    services.flatMap(({ name, settings: { route, networkRoutes = [] } }) => {
      const loadBalancer = route && edge[route.loadBalancer ?? "public"];
      const [first] = networkRoutes;
      if (loadBalancer === undefined && first !== undefined && edge.network !== undefined) {
        const scheme = (first.protocol ?? "TCP").toLowerCase();
        return [[name, pulumi.interpolate`${scheme}://${edge.network.dnsName}:${first.port}`]];
      }
      if (loadBalancer === undefined) return [];
      const host = route?.hosts?.find(isPlain) ?? loadBalancer.hostName;
      const path = route?.paths?.[0]?.replace(/[*?].*$/, "") || "/";
      return [[name, pulumi.interpolate`${loadBalancer.scheme}://${host}${path}`]];
    }),
  );
}
