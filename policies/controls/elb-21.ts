import { TARGET_GROUPS } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { equalsAny, findingsIf, isOneOf, judgeRequirements, onlyIf } from "../requirements";
import { anyOf, negate } from "../verdict";

export const elb21: ResourceControl = {
  id: "ELB.21",
  alsoCovers: ["ELB.22"],
  policy: "elb-21",
  pack: "security",
  title: "Load balancers speak TLS to their targets",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "ELB.21" },
    { name: "AWS FSBP", id: "ELB.22" },
  ],
  rationale:
    "TLS that ends at the load balancer leaves the last metres, inside the VPC, in plain text. Most accept that, so that " +
    "tasks need no certificates; whoever may not makes this mandatory.",
  remediation: "Set `protocol` and `healthCheck.protocol` to HTTPS, and give the tasks a certificate.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-21",
  levels: { dev: "disabled", prod: "advisory" },
  types: TARGET_GROUPS,
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_378"] },

  judge({ properties }) {
    const target = properties.get("targetType");
    const passedOn = anyOf([equalsAny(target, ["alb"]), equalsAny(properties.get("protocol"), ["GENEVE"])]);
    return onlyIf(negate(equalsAny(target, ["lambda"])), "A function is called, not connected to.", () => [
      ...findingsIf(negate(passedOn), () =>
        judgeRequirements(properties, [
          {
            path: "protocol",
            is: isOneOf(["HTTPS", "TLS", "QUIC", "TCP_QUIC"]),
            problem: "is none that encrypts, so requests are plain inside the VPC",
          },
        ]),
      ).map((finding) => ({ ...finding, key: "protocol" })),
      ...judgeRequirements(properties, [
        {
          path: "healthCheck.protocol",
          is: isOneOf(["HTTPS"]),
          problem: "is not HTTPS, so health checks are plain inside the VPC",
        },
      ]).map((finding) => ({ ...finding, key: "health check" })),
    ]);
  },
};
