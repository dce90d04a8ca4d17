/** Builds an environment from its plan: the one place where its parts are put together. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { EncryptionKey } from "../components/identity/encryption-key";
import { Secret } from "../components/identity/secret";
import { Network } from "../components/network/network";
import type { NetworkLike } from "../components/network/network-like";
import { Cluster } from "../components/service/cluster";
import type { ClusterLike } from "../components/service/cluster-like";
import { privateName } from "./addresses";
import { buildEdge } from "./edge";
import { buildFileSystems } from "./file-systems";
import { buildImages } from "./images";
import { CLUSTER, LOG_KEY, NETWORK } from "./names";
import type { EnvironmentPlan } from "./plan";
import { usedEndpointServices } from "./plan/endpoint-services";
import { internalCallers } from "./plan/calls";
import { publicPortsOf, udpRoutesOf } from "./plan/network-routes";
import { buildServices } from "./services";
import { buildNotifications } from "./watch";

/** What everyone who deploys, debugs or allow-lists the environment asks for. */
export interface EnvironmentOutputs {
  readonly vpcId: pulumi.Output<string>;
  /** The addresses from which tasks reach the internet. */
  readonly natPublicIps: pulumi.Output<string>[];
  readonly clusterName: pulumi.Output<string>;
  /** Where DNS records of the services' hosts have to point. */
  readonly loadBalancerDnsName?: pulumi.Output<string>;
  /** Where services call others through the internal load balancer. */
  readonly internalLoadBalancerDnsName?: pulumi.Output<string>;
  /** Where clients connect to services that speak something else than HTTP. */
  readonly networkLoadBalancerDnsName?: pulumi.Output<string>;
  readonly services: Readonly<Record<string, ServiceOutputs>>;
}

export interface ServiceOutputs {
  readonly serviceName: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  /** Where its dashboard is looked at; absent without one. */
  readonly dashboardUrl?: pulumi.Output<string>;
  /** Where the service answers; absent without a route. */
  readonly url?: pulumi.Output<string>;
  /** By which name other services call its tasks directly: in Cloud Map, or else by Service Connect; absent without. */
  readonly privateName?: string;
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

  const logKey = buildLogKey(plan, options, protect);
  const logEncryptionKey = settings.logEncryption ? logKey : undefined;
  const network = buildNetwork(plan, options, protect, logEncryptionKey);
  const cluster = buildCluster(plan, options, protect, logKey);
  const edge = buildEdge(settings, network, options, { protect, logEncryptionKey });
  const secrets = Object.fromEntries(
    Object.entries(settings.secrets ?? {}).map(([name, value]) => [
      name,
      new Secret(name, { value: pulumi.secret(value), protect }, options),
    ]),
  );

  const topicArn = buildNotifications(plan, cluster, options, protect)?.topicArn;
  const fileSystems = buildFileSystems(settings, network, options, protect);
  const images = buildImages(plan.services, provider, protect);
  const { services, urls } = buildServices(
    plan,
    { network, cluster, edge, secrets, images, fileSystems, topicArn, protect, logEncryptionKey },
    options,
  );
  for (const caller of internalCallers(settings)) edge.internal!.allowFrom(services.get(caller)!);
  for (const caller of settings.networkLoadBalancer?.allowFrom ?? []) edge.network!.allowFrom(services.get(caller)!);

  return {
    vpcId: network.vpcId,
    natPublicIps: network.natPublicIps,
    clusterName: cluster.clusterName,
    ...(edge.public && { loadBalancerDnsName: edge.public.dnsName }),
    ...(edge.internal && { internalLoadBalancerDnsName: edge.internal.dnsName }),
    ...(edge.network && { networkLoadBalancerDnsName: edge.network.dnsName }),
    services: Object.fromEntries(
      plan.services.map((planned) => {
        const { serviceName, logGroupName, dashboardUrl } = services.get(planned.name)!;
        const url = urls[planned.name];
        const called = privateName(plan, planned);
        return [
          planned.name,
          {
            serviceName,
            logGroupName,
            ...(dashboardUrl && { dashboardUrl }),
            ...(url && { url }),
            ...(called && { privateName: called }),
          },
        ];
      }),
    ),
  };
}

function buildNetwork(
  { settings, services }: EnvironmentPlan,
  options: pulumi.ComponentResourceOptions,
  protect: boolean,
  flowLogEncryptionKey: EncryptionKey | undefined,
): NetworkLike {
  if (settings.existing?.network !== undefined) return Network.fromExisting(NETWORK, settings.existing.network);
  return new Network(
    NETWORK,
    {
      flowLogRetentionDays: settings.logRetentionDays,
      // The plan has seen to it that there is one or the other.
      ...settings.network!,
      endpointServices: usedEndpointServices(settings, services),
      flowLogEncryptionKey,
      publicPorts: publicPortsOf(settings, services),
      udpRoutes: udpRoutesOf(settings, services),
      protectFlowLogs: protect,
      permissionsBoundaryArn: settings.permissionsBoundaryArn,
    },
    options,
  );
}

function buildCluster(
  plan: EnvironmentPlan,
  options: pulumi.ComponentResourceOptions,
  protect: boolean,
  logKey: EncryptionKey | undefined,
): ClusterLike {
  const { existing, cluster, logRetentionDays } = plan.settings;
  if (existing?.cluster !== undefined) return Cluster.fromExisting(CLUSTER, existing.cluster);
  const execAudit = logKey &&
    opensShells(plan) && { encryptionKey: logKey, logRetentionDays, protectLogGroup: protect };
  return new Cluster(CLUSTER, { ...cluster, ...(execAudit && { execAudit }) }, options);
}

/** One key for all that is logged, where something asks for one. */
function buildLogKey(
  plan: EnvironmentPlan,
  options: pulumi.ComponentResourceOptions,
  protect: boolean,
): EncryptionKey | undefined {
  if (!plan.settings.logEncryption && !opensShells(plan)) return undefined;
  return new EncryptionKey(LOG_KEY, { description: `Logs of ${plan.environment}`, protect }, options);
}

/** What is done in shells is recorded by the cluster that is built here, and that is always encrypted. */
function opensShells({ settings: { existing }, services }: EnvironmentPlan): boolean {
  return existing?.cluster === undefined && services.some(({ settings }) => settings.executeCommand);
}
