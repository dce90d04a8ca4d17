import { LISTENERS } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isHttp, onlyRedirectsToHttps } from "../listeners";
import { equalsAny, isPresent } from "../requirements";
import { allOf, anyOf, failIf, negate, NotApplicable } from "../verdict";

export const elb18: ResourceControl = {
  id: "ELB.18",
  policy: "elb-18",
  pack: "security",
  title: "Listeners of load balancers speak HTTPS or TLS",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ELB.18" }],
  rationale:
    "What a listener takes in plain text can be read on its way. Narrower than AWS's rule: an HTTP listener that only " +
    "redirects to HTTPS carries nothing, and ELB.1 asks for it. TCP may carry TLS that only the task can read; that is " +
    "not seen here, so this is for somebody to look at.",
  remediation: "Set `protocol` to HTTPS, or to TLS on a Network Load Balancer, with a `certificateArn`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-18",
  levels: { dev: "disabled", prod: "advisory" },
  types: LISTENERS,
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_2"], cdkNag: ["ELBv2ACMCertificateRequired"] },

  judge({ properties }) {
    const protocol = properties.get("protocol");
    // A Gateway Load Balancer's listener has neither: it passes on whatever comes.
    const named = anyOf([isPresent(protocol), isPresent(properties.get("port"))]);
    if (named === false) return new NotApplicable("The listener has no protocol.");
    const redirects = allOf([isHttp(properties), onlyRedirectsToHttps(properties.get("defaultActions"))]);
    const encrypted = anyOf([equalsAny(protocol, ["HTTPS", "TLS"]), redirects]);
    return failIf(allOf([named, negate(encrypted)]), protocol.path, "is neither HTTPS nor TLS");
  },
};
