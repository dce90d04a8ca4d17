import { TLS_POLICY } from "../../model/tls";
import { LISTENERS } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { fail, indeterminate, NotApplicable } from "../verdict";

const ENCRYPTED_PROTOCOLS: readonly string[] = ["HTTPS", "TLS"];

/**
 * TLS 1.2 with forward secrecy and authenticated encryption only, or TLS 1.3 alone.
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17
 */
const RECOMMENDED_POLICIES: readonly string[] = [
  "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-3-2021-06",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
  "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
  "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09",
];

export const elb17: ResourceControl = {
  id: "ELB.17",
  policy: "elb-17",
  title: "HTTPS and TLS listeners use a security policy that AWS recommends",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ELB.17" }],
  rationale:
    "Other policies allow ciphers without forward secrecy, or TLS 1.0 and 1.1, which browsers have given up. What a " +
    "listener gets that names none is the oldest of them.",
  remediation: "Set `sslPolicy` to ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-17",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: LISTENERS,
  phase: "resource",
  remedy: () => ({ sslPolicy: TLS_POLICY }),
  equivalents: { checkov: ["CKV_AWS_103", "CKV2_AWS_74"], pulumi: ["Listener.configureSecureTls"] },

  judge({ properties }) {
    const protocol = properties.get("protocol").string();
    if (protocol.state === "absent") return new NotApplicable("The listener does not speak TLS.");
    if (protocol.state === "known" && !ENCRYPTED_PROTOCOLS.includes(protocol.value.toUpperCase())) {
      return new NotApplicable("The listener does not speak TLS.");
    }
    const policy = properties.get("sslPolicy");
    const reading = policy.string();
    if (reading.state === "unknown") return [indeterminate(policy.path, reading.why)];
    if (reading.state === "known" && RECOMMENDED_POLICIES.includes(reading.value)) return [];
    const message =
      reading.state === "absent"
        ? "is not set, and what AWS then takes allows outdated encryption"
        : "is none of the policies that AWS recommends";
    return [protocol.state === "known" ? fail(policy.path, message) : indeterminate(policy.path, message)];
  },
};
