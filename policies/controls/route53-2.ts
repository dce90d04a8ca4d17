import { hasCompanion } from "../companions";
import type { JudgedResource, StackControl } from "../control";
import { equalsAny } from "../requirements";
import { anyOf, failIf, indeterminate, type Judged, negate, NotApplicable, type Truth } from "../verdict";

const SIGNING = "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec";

export const route53_2: StackControl = {
  id: "Route53.2",
  policy: "route53-2",
  title: "Public zones of Route 53 record what is asked, and sign what they answer",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "Route53.2" },
    { name: "fargate-platform", id: "Route53.2" },
  ],
  rationale:
    "Who asks for which names shows who looks around before an attack, and which names nobody needs any more. An answer that " +
    "is not signed can be forged on its way. Wider than AWS's rule, which is about the log.",
  remediation:
    "Create an `aws.route53.QueryLog` with the zone's id, and an `aws.route53.HostedZoneDnsSec` with a key; then give the " +
    "parent zone its DS record.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/route53-controls.html#route53-2",
  levels: { dev: "disabled", prod: "advisory" },
  types: ["aws:route53/zone:Zone"],
  phase: "stack",
  equivalents: { checkov: ["CKV2_AWS_38", "CKV2_AWS_39"] },

  judge(zone, _settings, stack): Judged {
    const vpcs = zone.properties.get("vpcs").items();
    if (vpcs !== undefined && vpcs.length > 0) return new NotApplicable("The zone is private.");
    const recorded = hasCompanion(stack, zone, "zoneId", ["aws:route53/queryLog:QueryLog"]);
    // https://docs.aws.amazon.com/Route53/latest/APIReference/API_EnableHostedZoneDNSSEC.html
    const signed = hasCompanion(stack, zone, "hostedZoneId", [SIGNING], isSigning);
    if (vpcs === undefined && (recorded === false || signed === false)) {
      return [indeterminate("vpcs", "does not tell yet whether the zone is public")];
    }
    return [
      ...failIf(negate(recorded), "zoneId", "is named by no query log of the stack", "log"),
      ...failIf(negate(signed), "hostedZoneId", "is signed by nothing of the stack", "dnssec"),
    ];
  },
};

function isSigning({ properties }: JudgedResource): Truth {
  const status = properties.get("signingStatus");
  return anyOf([status.isAbsent(), equalsAny(status, ["SIGNING"])]);
}
