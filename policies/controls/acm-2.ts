import type { ResourceControl } from "../control";
import { isNoneOf, isOneOf, isPresent, judgeRequirements, onlyIf } from "../requirements";
import { anyOf, negate } from "../verdict";

export const acm2: ResourceControl = {
  id: "ACM.2",
  policy: "acm-2",
  title: "Certificates have strong keys, and are renewed by themselves",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "ACM.2" },
    { name: "fargate-platform", id: "ACM.2" },
  ],
  rationale:
    "ACM renews a certificate only if it can see by itself that the domain is still yours: by a DNS record. Wider " +
    "than the rule of AWS, which is about keys.",
  remediation: "Set `validationMethod` to DNS, and remove `keyAlgorithm` or set it to RSA_2048 or stronger.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/acm-controls.html#acm-2",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:acm/certificate:Certificate"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_234"] },

  judge({ properties }) {
    return onlyIf(
      negate(anyOf(["certificateBody", "certificateAuthorityArn"].map((name) => isPresent(properties.get(name))))),
      "The certificate is imported, or of a private authority.",
      () =>
        judgeRequirements(properties, [
          { path: "keyAlgorithm", is: isNoneOf(["RSA_1024"]), problem: "is too short to trust" },
          {
            path: "validationMethod",
            is: isOneOf(["DNS"]),
            problem: "is not DNS, so somebody has to answer a mail each year",
          },
        ]),
    );
  },
};
