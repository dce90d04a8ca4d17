import { LOAD_BALANCERS } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isKindOf, isTrue, judgeRequirements, onlyIf } from "../requirements";

export const elb4: ResourceControl = {
  id: "ELB.4",
  policy: "elb-4",
  title: "Application Load Balancers drop invalid header fields",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ELB.4" }],
  rationale:
    "A header that load balancer and program read differently lets one request carry another: request smuggling.",
  remediation: "Set `dropInvalidHeaderFields` to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: LOAD_BALANCERS,
  phase: "resource",
  remedy: () => ({ dropInvalidHeaderFields: true }),
  equivalents: { checkov: ["CKV_AWS_131"], cdkNag: ["ALBHttpDropInvalidHeaderEnabled"] },

  judge({ properties }) {
    return onlyIf(
      isKindOf(properties.get("loadBalancerType"), "application"),
      "Only Application Load Balancers read headers.",
      () =>
        judgeRequirements(properties, [
          {
            path: "dropInvalidHeaderFields",
            is: isTrue(),
            problem: "is not true, so headers that are no headers reach the program",
          },
        ]),
    );
  },
};
