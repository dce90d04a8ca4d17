/**
 * Tasks in public subnets: internet → internet gateway → public load balancer → path rule → task with a public address
 * → internal load balancer in private subnets → path rule → task in private subnets. With images in the region's own
 * registry the private tasks need no NAT gateway either.
 */
import { PROJECT, SETTINGS } from "../support/settings";

export const STACK = "public-tasks";

const image = (name: string) => `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${name}:1`;

export const PUBLIC_TASKS = {
  environmentType: "dev",
  region: SETTINGS.region,
  allowedAccountIds: SETTINGS.allowedAccountIds,
  tags: SETTINGS.tags,
  protectStatefulResources: false,
  network: { ...SETTINGS.network, nat: "none", interfaceEndpoints: "minimal" },
  loadBalancer: { plainHttp: true, deletionProtection: false },
  internalLoadBalancer: { plainHttp: true, deletionProtection: false, allowFrom: ["web"] },
  services: {
    web: {
      subnetTier: "public",
      containers: { web: { image: image("web"), containerPort: 8080, serviceUrls: { API_URL: "api" } } },
      route: { paths: ["/*"] },
    },
    api: {
      containers: { api: { image: image("api"), containerPort: 8080 } },
      route: { loadBalancer: "internal", paths: ["/api/*"] },
    },
  },
} as const;

/** The settings by their full keys. */
export const CONFIG = Object.fromEntries(
  Object.entries(PUBLIC_TASKS).map(([key, value]) => [`${PROJECT}:${key}`, value]),
);

const DAY_MS = 24 * 60 * 60 * 1000;

/** The exemptions file of the topology: its owner accepts public addresses of `web`, and of nothing else, for a month. */
export function exemptionsFile(now = new Date()): string {
  return `exemptions:
  - control: ECS.2
    urn: "urn:pulumi:${STACK}::${PROJECT}::*::web"
    reason: The network has no NAT gateway, and partners allow-list the tasks' own addresses.
    ticket: NET-1
    owner: ${SETTINGS.tags.owner}
    expires: ${new Date(now.getTime() + 30 * DAY_MS).toISOString().slice(0, 10)}
`;
}
