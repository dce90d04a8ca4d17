import { UNKNOWN } from "../../../model/graph";
import { kms1 } from "../../../policies/controls/kms-1";
import { perhaps } from "../../../policies/verdict";
import { type ControlCase, type ControlCases } from "../control-case";
import { allow, failing, identityCases, passing, type StatementJson, unsure } from "../policy-documents";

const EVERY_KEY = "lets every KMS key be used to decrypt";
const ACTION = "policy.Statement[0].Action";

function found(title: string, statement: StatementJson, key: string): ControlCase {
  return failing(title, statement, ["fail", ACTION, EVERY_KEY, key]);
}

export const cases: ControlCases = {
  control: kms1,
  cases: [
    passing("one key", allow("kms:Decrypt", "arn:aws:kms:eu-central-1:123456789012:key/1234")),
    passing("other actions with every key", allow(["kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncryptTo"])),
    passing("everything but KMS", { Effect: "Allow", NotAction: "kms:*", Resource: "*" }),
    passing("actions that nobody knows", allow("kms:DecryptEverything")),
    passing("another service's actions", allow("s3:*")),
    found("reading anew", allow("kms:ReEncryptFrom"), "kms:ReEncryptFrom"),
    found("a pattern of actions", allow("kms:*crypt"), "kms:*crypt"),
    found("everything", allow("*"), "*"),
    found(
      "all keys of the account",
      allow("kms:Decrypt", "arn:aws:kms:eu-central-1:123456789012:key/*"),
      "kms:Decrypt",
    ),
    found("all aliases", allow("kms:Decrypt", "arn:aws:kms:*:*:alias/*"), "kms:Decrypt"),
    found(
      "whatever the condition",
      allow("kms:Decrypt", "*", { Condition: { StringEquals: { "kms:ViaService": "s3.amazonaws.com" } } }),
      "kms:Decrypt",
    ),
    failing("all actions but decrypting", { Effect: "Allow", NotAction: "kms:Decrypt", Resource: "*" }, [
      "fail",
      "policy.Statement[0].NotAction",
      EVERY_KEY,
      "NotAction",
    ]),
    unsure("the key", allow("kms:Decrypt", UNKNOWN), [["indeterminate", ACTION, perhaps(EVERY_KEY), "kms:Decrypt"]]),
    unsure("one of the actions", allow(["kms:Encrypt", UNKNOWN]), [["indeterminate", ACTION, perhaps(EVERY_KEY)]]),
    unsure("what is left of the actions", { Effect: "Allow", NotAction: ["kms:*", UNKNOWN], Resource: "*" }, "pass"),
    ...identityCases(allow("kms:Decrypt"), (path) => [["fail", `${path}.Action`, EVERY_KEY, "kms:Decrypt"]]),
  ],
};
