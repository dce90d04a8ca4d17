import type { ResourceControl } from "../control";
import { isCalledSecret, looksSecret } from "../credential-values";
import { equalsAny } from "../requirements";
import { allOf, anyOf, failIf, negate } from "../verdict";

export const xSsm1: ResourceControl = {
  id: "X-SSM-1",
  policy: "x-ssm-1",
  pack: "security",
  title: "Parameters that hold credentials are secure strings",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-SSM-1" }],
  rationale:
    "A parameter of type String is stored as it is, and `ssm:GetParameter` alone reads it. What its name promises counts, " +
    "and what its value looks like.",
  remediation: "Set `type` to SecureString, with the `keyId` of a key of the account.",
  link: "https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:ssm/parameter:Parameter"],
  phase: "resource",
  equivalents: { checkov: ["CKV2_AWS_34", "CKV_AWS_337"] },

  judge({ properties }) {
    const type = properties.get("type");
    const plain = negate(equalsAny(type, ["SecureString"]));
    const values = ["value", "insecureValue"].map((name) => looksSecret(properties.get(name)));
    const secret = anyOf([isCalledSecret(properties.get("name")), ...values]);
    return failIf(allOf([plain, secret]), type.path, "is not SecureString, though it holds a credential");
  },
};
