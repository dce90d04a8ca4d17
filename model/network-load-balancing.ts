/** What a Network Load Balancer accepts. */

export const NETWORK_LISTENER_SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html";
export const NETWORK_HEALTH_CHECK_SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html";

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html */
export const NLB_QUOTAS = { listenersPerLoadBalancer: 50 } as const;
export const NLB_QUOTA_SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html";

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html */
export const TARGET_GROUPS_PER_SERVICE = 5;
export const TARGET_GROUPS_SOURCE =
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html";

/**
 * Per protocol of a listener those of the target groups that it can forward to.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-target-groups.html#target-group-routing-configuration
 */
export const NETWORK_TARGET_PROTOCOLS: { readonly [listener: string]: readonly string[] } = {
  TCP: ["TCP", "TCP_UDP"],
  TLS: ["TCP", "TLS"],
  UDP: ["UDP", "TCP_UDP"],
  TCP_UDP: ["TCP_UDP"],
};

/**
 * What listeners of this platform speak: TCP as it is, or TLS, which ends at the load balancer. UDP is not among them:
 * the security groups and ACLs here open TCP only.
 */
export const LISTENER_PROTOCOLS = ["TCP", "TLS"] as const;
