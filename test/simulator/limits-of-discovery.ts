/** What AWS Cloud Map accepts, from its documents. */
import type { TypeLimits } from "./limits";

const API = "https://docs.aws.amazon.com/cloud-map/latest/api";
const text = (count: number) => "x".repeat(count);

const records = (...types: string[]) => ({
  namespaceId: "ns-1",
  dnsRecords: types.map((type) => ({ type, ttl: 10 })),
});

export const LIMITS_OF_DISCOVERY: { readonly [type: string]: TypeLimits } = {
  "aws:servicediscovery/httpNamespace:HttpNamespace": {
    valid: {},
    limits: [
      ["name", `${API}/API_CreateHttpNamespace.html`, [text(1024), "a.b~c"], [text(1025), "a b", ""]],
      ["description", `${API}/API_CreateHttpNamespace.html`, [text(1024), ""], [text(1025)]],
    ],
  },
  "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace": {
    valid: { vpc: "vpc-0123456789abcdef0" },
    limits: [
      ["name", `${API}/API_CreatePrivateDnsNamespace.html`, [text(253), "a.internal"], [text(254), "a b", ""]],
      ["vpc", `${API}/API_CreatePrivateDnsNamespace.html`, ["vpc-0123456789abcdef0"], [null]],
      ["description", `${API}/API_CreatePrivateDnsNamespace.html`, [text(1024)], [text(1025)]],
    ],
  },
  "aws:servicediscovery/service:Service": {
    valid: { dnsConfig: records("A") },
    limits: [
      [
        "name",
        `${API}/API_CreateService.html`,
        ["a", text(63), `${text(63)}.${text(63)}`, "_x"],
        [text(64), `${text(63)}.${text(63)}.x`, "-x", "x-", "a..b", ""],
      ],
      [
        "dnsConfig",
        `${API}/API_DnsRecord.html`,
        [
          ...[records("A"), records("AAAA"), records("AAAA", "A"), records("SRV")],
          { ...records("CNAME"), routingPolicy: "WEIGHTED" },
          { namespaceId: "ns-1", dnsRecords: [{ type: "A", ttl: 2_147_483_647 }] },
        ],
        [
          ...[null, records(), records("A", "SRV"), records("CNAME"), records("MX")],
          { ...records("A"), routingPolicy: "LATENCY" },
          { namespaceId: "ns-1", dnsRecords: [{ type: "A", ttl: 2_147_483_648 }] },
          { namespaceId: "ns-1", dnsRecords: [{ type: "A", ttl: -1 }] },
          { namespaceId: "ns-1", dnsRecords: [{ type: "A" }] },
        ],
      ],
      [
        "healthCheckConfig",
        `${API}/API_HealthCheckConfig.html`,
        [{ failureThreshold: 10, type: "TCP" }],
        [{ failureThreshold: 11 }, { type: "PING" }],
      ],
      ["type", `${API}/API_CreateService.html`, ["HTTP"], ["DNS"]],
      ["description", `${API}/API_CreateService.html`, [text(1024)], [text(1025)]],
    ],
  },
};
