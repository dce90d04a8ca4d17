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
 * What listeners of this platform speak: TCP and UDP as they are, or TLS, which ends at the load balancer. TCP_UDP is not
 * among them: ECS takes each port of a container for one protocol.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
 */
export const LISTENER_PROTOCOLS = ["TCP", "TLS", "UDP"] as const;
export type ListenerProtocol = (typeof LISTENER_PROTOCOLS)[number];

/** What travels in IP packets. */
export type Transport = "tcp" | "udp";

export function transportOf(protocol: ListenerProtocol): Transport {
  return protocol === "UDP" ? "udp" : "tcp";
}

/**
 * How long a connection may be silent. TLS has 350 seconds, UDP 120, and neither can be changed.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html and
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#connection-idle-timeout
 */
export const TCP_IDLE_TIMEOUT_SECONDS = { lowest: 60, highest: 6000 } as const;
export const IDLE_TIMEOUT_SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/update-idle-timeout.html";

/**
 * True if the tasks see the clients' own addresses, whatever is set. Their security group may name the load balancer's
 * all the same; ACLs know nothing but addresses.
 * Sources: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html#client-ip-preservation
 * and https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
export function alwaysPreservesClients(protocol: string): boolean {
  return /UDP|QUIC/.test(protocol);
}
export const TARGET_GROUP_ATTRIBUTES_SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html";
