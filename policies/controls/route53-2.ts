import { hasCompanion } from "../companions";
import type { StackControl } from "../control";
import { failIf, indeterminate, type Judged, negate, NotApplicable } from "../verdict";

export const route53_2: StackControl = {
  id: "Route53.2",
  policy: "route53-2",
  title: "Public zones of Route 53 record what is asked",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "Route53.2" }],
  rationale: "Who asks for which names shows who looks around before an attack, and which names nobody needs any more.",
  remediation: "Create an `aws.route53.QueryLog` with the zone's id.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/route53-controls.html#route53-2",
  levels: { dev: "disabled", prod: "advisory" },
  types: ["aws:route53/zone:Zone"],
  phase: "stack",
  equivalents: { checkov: ["CKV2_AWS_39"] },

  judge(zone, _settings, stack): Judged {
    const vpcs = zone.properties.get("vpcs").items();
    if (vpcs !== undefined && vpcs.length > 0) return new NotApplicable("The zone is private.");
    const recorded = hasCompanion(stack, zone, "zoneId", ["aws:route53/queryLog:QueryLog"]);
    if (recorded === false && vpcs === undefined) {
      return [indeterminate("vpcs", "does not tell yet whether the zone is public")];
    }
    return failIf(negate(recorded), "zoneId", "is named by no query log of the stack");
  },
};
