/** Builds an environment from its plan: the one place where its parts are put together. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Secret } from "../components/identity/secret";
import { LoadBalancer } from "../components/load-balancer/load-balancer";
import { Network } from "../components/network/network";
import { Cluster } from "../components/service/cluster";
import { FargateService } from "../components/service/fargate-service";
import type { ContainerArgs } from "../components/service/service-args";
import { CLUSTER, isSecretName, LOAD_BALANCER, NETWORK, type EnvironmentPlan, type PlannedService } from "./plan";

/** What everyone who deploys, debugs or allow-lists the environment asks for. */
export interface EnvironmentOutputs {
  readonly vpcId: pulumi.Output<string>;
  /** The addresses from which tasks reach the internet. */
  readonly natPublicIps: pulumi.Output<string>[];
  readonly clusterName: pulumi.Output<string>;
  /** Where DNS records of the services' hosts have to point. */
  readonly loadBalancerDnsName?: pulumi.Output<string>;
  readonly services: Readonly<Record<string, ServiceOutputs>>;
}

export interface ServiceOutputs {
  readonly serviceName: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  /** Where the service answers; absent without a route. */
  readonly url?: pulumi.Output<string>;
}

export function buildEnvironment(plan: EnvironmentPlan): EnvironmentOutputs {
  const { settings } = plan;
  // Default providers are switched off: whatever is not made with this one is refused by the engine.
  const provider = new aws.Provider("aws", {
    region: settings.region as aws.Region,
    allowedAccountIds: [...settings.allowedAccountIds],
    defaultTags: { tags: { ...plan.tags } },
    ...(settings.assumeRoleArn !== undefined && { assumeRoles: [{ roleArn: settings.assumeRoleArn }] }),
  });
  const options = { provider };
  const protect = settings.protectStatefulResources ?? true;

  const network = new Network(NETWORK, settings.network, options);
  const cluster = new Cluster(CLUSTER, settings.cluster ?? {}, options);
  const loadBalancer =
    settings.loadBalancer && new LoadBalancer(LOAD_BALANCER, { ...settings.loadBalancer, network }, options);
  const secrets = Object.fromEntries(
    Object.entries(settings.secrets ?? {}).map(([name, value]) => [
      name,
      new Secret(name, { value: pulumi.secret(value), protect }, options),
    ]),
  );

  const services = plan.services.map(({ name, settings: service }): [string, ServiceOutputs] => {
    const { route, ...rest } = service;
    const built = new FargateService(
      name,
      {
        ...rest,
        cluster,
        network,
        containers: withSecretReferences(service.containers, secrets),
        logRetentionDays: service.logRetentionDays ?? settings.logRetentionDays,
        protectLogGroup: protect,
        ...(route && loadBalancer && { route: { ...route, loadBalancer } }),
      },
      options,
    );
    const url = route && loadBalancer && urlOf(loadBalancer, route);
    return [name, { serviceName: built.serviceName, logGroupName: built.logGroupName, ...(url && { url }) }];
  });

  return {
    vpcId: network.vpcId,
    natPublicIps: network.natPublicIps,
    clusterName: cluster.clusterName,
    ...(loadBalancer && { loadBalancerDnsName: loadBalancer.dnsName }),
    services: Object.fromEntries(services),
  };
}

/** Settings name the environment's own secrets; ECS wants a reference to them. */
function withSecretReferences(
  containers: PlannedService["settings"]["containers"],
  secrets: Readonly<Record<string, Secret>>,
): Record<string, ContainerArgs> {
  return Object.fromEntries(
    Object.entries(containers).map(([name, container]) => {
      const references = Object.entries(container.secrets ?? {}).map(
        ([variable, reference]): [string, pulumi.Input<string>] => [
          variable,
          isSecretName(reference) ? secrets[reference]!.reference : reference,
        ],
      );
      return [name, { ...container, secrets: Object.fromEntries(references) }];
    }),
  );
}

/** An address that the route takes: its first host without wildcards, or the load balancer's own name. */
function urlOf(
  loadBalancer: LoadBalancer,
  route: NonNullable<PlannedService["settings"]["route"]>,
): pulumi.Output<string> {
  const isPlain = (pattern: string) => !/[*?]/.test(pattern);
  const host = route.hosts?.find(isPlain) ?? loadBalancer.dnsName;
  const path = route.paths?.[0]?.replace(/[*?].*$/, "") || "/";
  return pulumi.interpolate`${loadBalancer.scheme}://${host}${path}`;
}
