/** ECS Service Connect: a proxy in each task that finds the tasks of other services, and balances calls among them. */
import type { NameRule } from "./names";
import type { Range } from "./ranges";

const API = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference";
export const SERVICE_CONNECT_SOURCE =
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html";

/** Of a port in a task definition, and of what stands for it in Cloud Map. */
export const PORT_NAME: NameRule = {
  what: "port",
  maxLength: 64,
  pattern: /^[a-z0-9_][a-z0-9_-]*$/,
  allowed: "lower-case letters, digits, underscores and hyphens, no hyphen at the beginning",
  source: `${API}/API_PortMapping.html`,
};

/** What clients call. */
export const SERVICE_CONNECT_NAME: NameRule = {
  what: "client alias",
  maxLength: 127,
  pattern: /^[a-z0-9_.][a-z0-9_.-]*$/,
  allowed: "lower-case letters, digits, underscores, hyphens and dots, no hyphen at the beginning",
  source: `${API}/API_ServiceConnectClientAlias.html`,
};

/** What the proxy understands, and so can count, retry and time out. Source: API_PortMapping.html, `appProtocol` */
export const APP_PROTOCOLS = ["http", "http2", "grpc"] as const;
export type AppProtocol = (typeof APP_PROTOCOLS)[number];

/** 0 means without end. */
export const SERVICE_CONNECT_TIMEOUT_SECONDS: Range = { lowest: 0, highest: 2_147_483_647 };
export const SERVICE_CONNECT_TIMEOUT_SOURCE = `${API}/API_TimeoutConfiguration.html`;

/** AWS's own. Source: the page above. */
export const SERVICE_CONNECT_TIMEOUTS = { idleTimeoutSeconds: 300, perRequestTimeoutSeconds: 15 } as const;

/** What AWS recommends to add to a task for the proxy, up to 500 requests a second. Source: SERVICE_CONNECT_SOURCE */
export const PROXY_SIZE = { cpuUnits: 256, memoryMiB: 64 } as const;
