/** Builds what stands between the services and those who call them. */
import type * as pulumi from "@pulumi/pulumi";
import { Domain } from "../components/domain/domain";
import { internalName, recordNames } from "../components/domain/domain-plan";
import { PrivateName } from "../components/domain/private-name";
import type { EncryptionKey } from "../components/identity/encryption-key";
import { AccessLogs } from "../components/load-balancer/access-logs";
import { LoadBalancer, type LoadBalancerArgs } from "../components/load-balancer/load-balancer";
import type { LoadBalancerLike } from "../components/load-balancer/load-balancer-like";
import { NetworkLoadBalancer, type NetworkLoadBalancerArgs } from "../components/load-balancer/network-load-balancer";
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
  const existing = useExisting(settings, options);
  if (!loadBalancer && !internalLoadBalancer && !networkLoadBalancer) return existing;
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
  return {
    ...existing,
    ...(loadBalancer && {
      public: buildPublic(settings, { ...common, ...loadBalancer }, domain, options, logs),
    }),
    ...(internalLoadBalancer && {
      internal: buildInternal(settings, { ...common, ...internalLoadBalancer, internal: true }, options),
    }),
    ...(networkLoadBalancer && {
      network: buildNetwork(settings, { ...common, ...networkLoadBalancer }, domain, options),
    }),
  };
}

function useExisting({ existing = {} }: Configuration, options: pulumi.ComponentResourceOptions): Edge {
  const { loadBalancer, internalLoadBalancer } = existing;
  return {
    ...(loadBalancer && { public: LoadBalancer.fromExisting(LOAD_BALANCER, loadBalancer, options) }),
    ...(internalLoadBalancer && {
      internal: LoadBalancer.fromExisting(INTERNAL_LOAD_BALANCER, { ...internalLoadBalancer, internal: true }, options),
    }),
  };
}

/** The load balancer with what stands in front of it, and leads to it. */
function buildPublic(
  settings: Configuration,
  args: LoadBalancerArgs,
  domain: Domain | undefined,
  options: pulumi.ComponentResourceOptions,
  { protect, logEncryptionKey }: LogArgs,
): LoadBalancer {
  const { webAcl, logRetentionDays, services, domain: names } = settings;
  const loadBalancer = new LoadBalancer(LOAD_BALANCER, { ...args, ...(names && { hostName: names.name }) }, options);
  if (webAcl !== undefined) {
    new WebAcl(
      LOAD_BALANCER,
      { logRetentionDays, ...webAcl, logEncryptionKey, protectLogs: protect, loadBalancer },
      options,
    );
  }
  if (names !== undefined) domain?.pointTo(loadBalancer, recordNames(names.name, publicHosts(services)));
  return loadBalancer;
}

/** The load balancer with its name inside the VPC. */
function buildInternal(
  { domain }: Configuration,
  args: LoadBalancerArgs,
  options: pulumi.ComponentResourceOptions,
): LoadBalancer {
  const name = domain && internalName(domain.name);
  const loadBalancer = new LoadBalancer(INTERNAL_LOAD_BALANCER, { ...args, ...(name && { hostName: name }) }, options);
  if (name !== undefined) {
    new PrivateName(INTERNAL_LOAD_BALANCER, { name, network: args.network, loadBalancer }, options);
  }
  return loadBalancer;
}

/** The load balancer with its names, on the internet or inside the VPC. */
function buildNetwork(
  settings: Configuration,
  args: NetworkLoadBalancerArgs,
  domain: Domain | undefined,
  options: pulumi.ComponentResourceOptions,
): NetworkLoadBalancer {
  const name = privateNetworkName(settings);
  const hostName = name === undefined ? {} : { hostName: name };
  const loadBalancer = new NetworkLoadBalancer(NETWORK_LOAD_BALANCER, { ...args, ...hostName }, options);
  domain?.pointTo(loadBalancer, networkRecordNames(settings));
  if (name !== undefined) {
    new PrivateName(NETWORK_LOAD_BALANCER, { name, network: args.network, loadBalancer }, options);
  }
  return loadBalancer;
}
