import { INSTANCE, LAUNCH_TEMPLATE } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { equalsAny, isAtMost, isOneOf, judgeRequirements, onlyIf } from "../requirements";
import { negate } from "../verdict";

export const ec2_8: ResourceControl = {
  id: "EC2.8",
  alsoCovers: ["EC2.170"],
  policy: "ec2-8",
  title: "EC2 instances answer for their credentials only to requests with a token (IMDSv2)",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "EC2.8" },
    { name: "AWS FSBP", id: "EC2.170" },
    { name: "CIS AWS v5.0.0", id: "5.7" },
  ],
  rationale:
    "A program that fetches any URL it is given hands out the instance's role, unless the metadata service asks " +
    "for a token that such a program can't get. One hop keeps containers of the instance away.",
  remediation: "Set `metadataOptions.httpTokens` to required, and `httpPutResponseHopLimit` to 1.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [INSTANCE, LAUNCH_TEMPLATE],
  phase: "resource",
  remedy: () => ({ "metadataOptions.httpTokens": "required", "metadataOptions.httpPutResponseHopLimit": 1 }),
  equivalents: { checkov: ["CKV_AWS_79", "CKV_AWS_341"], cdkNag: ["EC2IMDSv2Enabled"] },

  judge({ properties }) {
    return onlyIf(
      negate(equalsAny(properties.at("metadataOptions", "httpEndpoint"), ["disabled"])),
      "The metadata service is switched off.",
      () =>
        judgeRequirements(properties, [
          {
            path: "metadataOptions.httpTokens",
            is: isOneOf(["required"]),
            problem: "is not required, so requests without a token are answered",
          },
          {
            path: "metadataOptions.httpPutResponseHopLimit",
            is: isAtMost(1, 1),
            problem: "is more than 1, so containers on the instance reach it too",
          },
        ]),
    );
  },
};
