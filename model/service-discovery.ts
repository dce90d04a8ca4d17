/** AWS Cloud Map: the names by which tasks find each other. */
import type { Range } from "./ranges";

const API = "https://docs.aws.amazon.com/cloud-map/latest/api";

/** Labels of letters, digits and hyphens. Source: https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html */
export const NAMESPACE_NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
export const NAMESPACE_SOURCE = `${API}/API_CreatePrivateDnsNamespace.html`;

/** All of a name that Route 53 answers to. Source: https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html */
export const DNS_NAME_MAX_LENGTH = 253;

/** Source: https://docs.aws.amazon.com/cloud-map/latest/api/API_DnsRecord.html */
export const DNS_TTL_SECONDS: Range = { lowest: 0, highest: 2_147_483_647 };
export const DNS_RECORD_SOURCE = `${API}/API_DnsRecord.html`;

/** Of one service: Route 53 has no more records. */
export const DISCOVERED_TASKS_MAX_COUNT = 1000;
export const DISCOVERY_SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html";
