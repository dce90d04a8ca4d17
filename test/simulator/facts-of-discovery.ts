/** What AWS's documents say about the resources of `discovery-program.ts`; see `facts.ts`. */
import type { Fact } from "./facts";

const API = "https://docs.aws.amazon.com/cloud-map/latest/api";
const ARNS = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudmap.html";
const arn = (kind: string, prefix: string) =>
  new RegExp(`^arn:aws:servicediscovery:eu-central-1:123456789012:${kind}/${prefix}-[0-9a-z]{16}$`);

export const FACTS_OF_DISCOVERY: readonly Fact[] = [
  {
    type: "aws:servicediscovery/httpNamespace:HttpNamespace",
    output: "arn",
    expected: arn("namespace", "ns"),
    source: ARNS,
  },
  {
    type: "aws:servicediscovery/httpNamespace:HttpNamespace",
    output: "httpName",
    expected: /^connect-[0-9a-f]{7}$/,
    source: `${API}/API_HttpProperties.html`,
  },
  {
    type: "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
    output: "arn",
    expected: arn("namespace", "ns"),
    source: ARNS,
  },
  {
    type: "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
    output: "hostedZone",
    expected: /^Z[0-9A-Z]{1,31}$/,
    source: `${API}/API_DnsProperties.html`,
  },
  { type: "aws:servicediscovery/service:Service", output: "arn", expected: arn("service", "srv"), source: ARNS },
  {
    type: "aws:servicediscovery/service:Service",
    output: "type",
    expected: "DNS_HTTP",
    source: `${API}/API_Service.html`,
  },
  {
    type: "aws:servicediscovery/service:Service",
    output: "namespaceId",
    expected: /^ns-[0-9a-z]{16}$/,
    source: `${API}/API_Service.html`,
  },
];
