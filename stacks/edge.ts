/** Builds what stands between the services and those who call them. */
import type * as pulumi from "@pulumi/pulumi";
import { AccessLogs } from "../components/load-balancer/access-logs";
import { LoadBalancer } from "../components/load-balancer/load-balancer";
import { WebAcl } from "../components/load-balancer/web-acl";
import type { Network } from "../components/network/network";
import type { Configuration } from "./configuration-schema";
import { ACCESS_LOGS, INTERNAL_LOAD_BALANCER, LOAD_BALANCER } from "./names";

/** The load balancers that the settings ask for. */
export interface Edge {
  /** Reached from the internet. */
  readonly public?: LoadBalancer;
  /** Reached by those services only that it lets in. */
  readonly internal?: LoadBalancer;
}

export function buildEdge(
  settings: Configuration,
  network: Network,
  options: pulumi.ComponentResourceOptions,
  protect: boolean,
): Edge {
  const { loadBalancer, internalLoadBalancer, webAcl, logRetentionDays } = settings;
  if (loadBalancer === undefined && internalLoadBalancer === undefined) return {};
  const accessLogs = new AccessLogs(ACCESS_LOGS, { retentionDays: logRetentionDays, protectLogs: protect }, options);
  const publicLoadBalancer =
    loadBalancer && new LoadBalancer(LOAD_BALANCER, { ...loadBalancer, network, accessLogs }, options);
  if (webAcl !== undefined && publicLoadBalancer !== undefined) {
    new WebAcl(
      LOAD_BALANCER,
      { logRetentionDays, ...webAcl, protectLogs: protect, loadBalancer: publicLoadBalancer },
      options,
    );
  }
  return {
    ...(publicLoadBalancer && { public: publicLoadBalancer }),
    ...(internalLoadBalancer && {
      internal: new LoadBalancer(
        INTERNAL_LOAD_BALANCER,
        { ...internalLoadBalancer, network, accessLogs, internal: true },
        options,
      ),
    }),
  };
}
