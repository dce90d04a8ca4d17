/**
 * A service in a VPC, on a cluster and behind load balancers that another team has made. It has a rule of their
 * listeners, and they open their security groups themselves.
 */
import { PROJECT, SETTINGS } from "../support/settings";

export const STACK = "existing";

const PLACE = "eu-central-1:123456789012";
const listener = (name: string) =>
  `arn:aws:elasticloadbalancing:${PLACE}:listener/app/${name}/0123456789abcdef/fedcba9876543210`;

/** What another program has made. */
export const EXISTING = {
  network: {
    vpcId: "vpc-0123456789abcdef0",
    publicSubnetIds: { a: "subnet-0000000000000000a", b: "subnet-0000000000000000b" },
    privateSubnetIds: { a: "subnet-0000000000000001a", b: "subnet-0000000000000001b" },
    privateInternetAccess: true,
    natPublicIps: ["203.0.113.7"],
  },
  cluster: { clusterArn: `arn:aws:ecs:${PLACE}:cluster/shared` },
  loadBalancer: {
    listenerArn: listener("shared"),
    protocol: "HTTPS",
    securityGroupId: "sg-0123456789abcdef0",
    dnsName: "shared-1234567890.eu-central-1.elb.amazonaws.com",
    hostName: "www.example.com",
    reservedPriorities: [1, 10, 20],
  },
  internalLoadBalancer: {
    listenerArn: listener("inside"),
    protocol: "HTTP",
    securityGroupId: "sg-0123456789abcdef1",
    dnsName: "internal-inside-1234567890.eu-central-1.elb.amazonaws.com",
    allowFrom: ["web"],
  },
} as const;

/** The settings, with other ids if another program's are known. */
export function existingTopology(existing: object = EXISTING) {
  return {
    environmentType: "dev",
    region: SETTINGS.region,
    allowedAccountIds: SETTINGS.allowedAccountIds,
    tags: SETTINGS.tags,
    protectStatefulResources: false,
    existing,
    services: {
      web: {
        containers: { web: { image: "example/web:1", containerPort: 8080, serviceUrls: { API_URL: "api" } } },
        route: { paths: ["/shop", "/shop/*"] },
      },
      api: {
        containers: { api: { image: "example/api:1", containerPort: 9000 } },
        route: { loadBalancer: "internal", paths: ["/api/*"] },
      },
    },
  };
}

/** The settings by their full keys. */
export function existingConfig(existing: object = EXISTING): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(existingTopology(existing)).map(([key, value]) => [`${PROJECT}:${key}`, value]),
  );
}
