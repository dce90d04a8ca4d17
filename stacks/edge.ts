/** Builds what stands between the services and those who call them. */
import type * as pulumi from "@pulumi/pulumi";
import { Domain } from "../components/domain/domain";
import { internalName, recordNames } from "../components/domain/domain-plan";
import { PrivateName } from "../components/domain/private-name";
import type { EncryptionKey } from "../components/identity/encryption-key";
import { AccessLogs } from "../components/load-balancer/access-logs";
import { LoadBalancer } from "../components/load-balancer/load-balancer";
import type { LoadBalancerLike } from "../components/load-balancer/load-balancer-like";
import { NetworkLoadBalancer } from "../components/load-balancer/network-load-balancer";
import { WebAcl } from "../components/load-balancer/web-acl";
import type { NetworkLike } from "../components/network/network-like";
import type { Configuration } from "./configuration-schema";
import { ACCESS_LOGS, DOMAIN, INTERNAL_LOAD_BALANCER, LOAD_BALANCER, NETWORK_LOAD_BALANCER } from "./names";
import { networkRecordNames, privateNetworkName } from "./plan/dns-names";
import { publicHosts } from "./plan/domain";

/** The load balancers that the settings ask for. */
export interface Edge {
  /** Reached from the internet. */
  readonly public?: LoadBalancerLike;
  /** Reached by those services only that it lets in. */
  readonly internal?: LoadBalancerLike;
  /** For services that speak something else than HTTP. */
  readonly network?: NetworkLoadBalancer;
}

/** How all logs are kept. */
interface LogArgs {
  readonly protect: boolean;
  readonly logEncryptionKey: EncryptionKey | undefined;
}

export function buildEdge(
  settings: Configuration,
  network: NetworkLike,
  options: pulumi.ComponentResourceOptions,
  logs: LogArgs,
): Edge {
  const { loadBalancer, internalLoadBalancer, networkLoadBalancer, logRetentionDays } = settings;
  if (!loadBalancer && !internalLoadBalancer && !networkLoadBalancer) return {};
  // About connections without TLS there are no logs.
  const networkLoadBalancers =
    networkLoadBalancer !== undefined && (networkLoadBalancer.certificateArn ?? settings.domain) !== undefined;
  const accessLogs = new AccessLogs(
    ACCESS_LOGS,
    { retentionDays: logRetentionDays, protectLogs: logs.protect, networkLoadBalancers },
    options,
  );
  const domain = settings.domain && new Domain(DOMAIN, settings.domain, options);
  const common = { ...(domain && { certificateArn: domain.certificateArn }), network, accessLogs };
  const privateNetwork = privateNetworkName(settings);
  const edge: Edge = {
    ...(loadBalancer && {
      public: new LoadBalancer(
        LOAD_BALANCER,
        { ...common, ...loadBalancer, ...(settings.domain && { hostName: settings.domain.name }) },
        options,
      ),
    }),
    ...(internalLoadBalancer && {
      internal: new LoadBalancer(
        INTERNAL_LOAD_BALANCER,
        {
          ...common,
          ...internalLoadBalancer,
          ...(settings.domain && { hostName: internalName(settings.domain.name) }),
          internal: true,
        },
        options,
      ),
    }),
    ...(networkLoadBalancer && {
      network: new NetworkLoadBalancer(
        NETWORK_LOAD_BALANCER,
        { ...common, ...networkLoadBalancer, ...(privateNetwork !== undefined && { hostName: privateNetwork }) },
        options,
      ),
    }),
  };
  if (edge.public) buildPublicEntry(settings, edge.public, domain, options, logs);
  if (edge.internal && settings.domain) {
    const name = internalName(settings.domain.name);
    new PrivateName(INTERNAL_LOAD_BALANCER, { name, network, loadBalancer: edge.internal }, options);
  }
  if (edge.network) {
    domain?.pointTo(edge.network, networkRecordNames(settings));
    if (privateNetwork !== undefined) {
      new PrivateName(NETWORK_LOAD_BALANCER, { name: privateNetwork, network, loadBalancer: edge.network }, options);
    }
  }
  return edge;
}

/** What stands in front of the public load balancer, and leads to it. */
function buildPublicEntry(
  settings: Configuration,
  loadBalancer: LoadBalancerLike,
  domain: Domain | undefined,
  options: pulumi.ComponentResourceOptions,
  { protect, logEncryptionKey }: LogArgs,
): void {
  const { webAcl, logRetentionDays } = settings;
  if (webAcl !== undefined) {
    new WebAcl(
      LOAD_BALANCER,
      { logRetentionDays, ...webAcl, logEncryptionKey, protectLogs: protect, loadBalancer },
      options,
    );
  }
  if (settings.domain !== undefined) {
    domain?.pointTo(loadBalancer, recordNames(settings.domain.name, publicHosts(settings.services)));
  }
}
