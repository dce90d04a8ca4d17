import { DEFAULT_SECURITY_GROUP, DIRECTED_RULE, INGRESS_RULE, SECURITY_GROUP } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { type GroupRule, isWorld, judgeRules, opensPort } from "../security-group-rules";
import { allOf, fail, type Finding, indeterminate, type Truth } from "../verdict";

/** Source: https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19 */
const HIGH_RISK_PORTS: ReadonlyMap<number, string> = new Map([
  [20, "FTP"],
  [21, "FTP"],
  [22, "SSH"],
  [23, "Telnet"],
  [25, "SMTP"],
  [110, "POP3"],
  [135, "RPC"],
  [143, "IMAP"],
  [445, "CIFS"],
  [1433, "SQL Server"],
  [1434, "SQL Server"],
  [3000, "web development"],
  [3306, "MySQL"],
  [3389, "RDP"],
  [4333, "ahsp"],
  [5000, "web development"],
  [5432, "PostgreSQL"],
  [5500, "fcp-addr-srvr1"],
  [5601, "OpenSearch Dashboards"],
  [8080, "proxy"],
  [8088, "legacy HTTP"],
  [8888, "alternative HTTP"],
  [9200, "OpenSearch"],
  [9300, "OpenSearch"],
]);

export const ec2_13: ResourceControl = {
  id: "EC2.13",
  alsoCovers: ["EC2.14", "EC2.19"],
  policy: "ec2-13",
  title: "Security groups do not open administration and other high-risk ports to the whole internet",
  pack: "security",
  severity: "critical",
  frameworks: [
    { name: "AWS FSBP", id: "EC2.19" },
    { name: "AWS Security Hub", id: "EC2.13" },
    { name: "AWS Security Hub", id: "EC2.14" },
    { name: "CIS AWS v5.0.0", id: "5.1.2" },
    { name: "CIS AWS v5.0.0", id: "5.3" },
    { name: "CIS AWS v5.0.0", id: "5.4" },
  ],
  rationale:
    "Ports for administration, databases and development servers are scanned all day. Wider than AWS's rule: a range " +
    "that is cut in pieces, such as 0.0.0.0/1 and 128.0.0.0/1, is still the whole internet. What a prefix list holds " +
    "is not seen.",
  remediation: "Name the addresses or the security group that need the port, or reach it through a load balancer.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-19",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [SECURITY_GROUP, DEFAULT_SECURITY_GROUP, DIRECTED_RULE, INGRESS_RULE],
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_24", "CKV_AWS_25"],
    cdkNag: ["AwsSolutions-EC23"],
    pulumi: ["disallowPublicInternetIngress"],
  },

  judge(resource) {
    return judgeRules(resource, "ingress", judgeRule);
  },
};

function judgeRule({ rule, protocol, ranges, applies }: GroupRule): Finding[] {
  const openPorts = [...HIGH_RISK_PORTS.keys()].map((port) => ({ port, open: opensPort(rule, protocol, port) }));
  return ranges.flatMap((source) => {
    const fromAnywhere = allOf([applies, isWorld(source)]);
    const reachable = (wanted: Truth) => openPorts.filter(({ open }) => allOf([fromAnywhere, open]) === wanted);
    const failing = reachable(true).map(({ port }) => port);
    if (failing.length === HIGH_RISK_PORTS.size) {
      return [fail(source.path, "lets the whole internet reach every high-risk port", "all ports")];
    }
    const unsure = reachable("unknown").length > 0;
    return [
      ...failing.map((port) => fail(source.path, `lets the whole internet reach port ${portName(port)}`, `${port}`)),
      ...(unsure ? [indeterminate(source.path, "may let the whole internet reach a high-risk port")] : []),
    ];
  });
}

function portName(port: number): string {
  return `${port} (${HIGH_RISK_PORTS.get(port)})`;
}
