import { UNKNOWN } from "../../../model/graph";
import { xIam3 } from "../../../policies/controls/x-iam-3";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { allow, failing, identityCases, passing, type StatementJson, unsure } from "../policy-documents";

const EVERYWHERE = "changes permissions, or hands out data or credentials, everywhere";
const ACTION = "policy.Statement[0].Action";

function found(title: string, statement: StatementJson, key: string): ControlCase {
  return failing(title, statement, ["fail", ACTION, EVERYWHERE, key]);
}

export const cases: ControlCases = {
  control: xIam3,
  cases: [
    passing("one bucket's objects", allow("s3:GetObject", "arn:aws:s3:::logs/*")),
    passing("actions that only read what is there", allow(["ec2:Describe*", "ecr:GetAuthorizationToken"])),
    passing(
      "under a condition",
      allow("kms:CreateGrant", "*", { Condition: { Bool: { "kms:GrantIsForAWSResource": true } } }),
    ),
    found("secrets", allow("secretsmanager:GetSecretValue"), "secretsmanager:GetSecretValue"),
    found("a pattern of parameters", allow("ssm:Get*"), "ssm:Get*"),
    found("permissions of functions", allow("lambda:AddPermission", "arn:aws:lambda:*:*:*"), "lambda:AddPermission"),
    found("an empty condition", allow("s3:GetObject", "*", { Condition: {} }), "s3:GetObject"),
    failing("everything but IAM", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }, [
      "fail",
      "policy.Statement[0].NotAction",
      EVERYWHERE,
      "NotAction",
    ]),
    unsure("the resource", allow("s3:GetObject", UNKNOWN), [
      ["indeterminate", ACTION, perhaps(EVERYWHERE), "s3:GetObject"],
    ]),
    unsure("the condition", allow("s3:GetObject", "*", { Condition: UNKNOWN }), [
      ["indeterminate", ACTION, perhaps(EVERYWHERE), "s3:GetObject"],
    ]),
    unsure("what the condition compares", allow("s3:GetObject", "*", { Condition: { Bool: UNKNOWN } }), [
      ["indeterminate", ACTION, perhaps(EVERYWHERE), "s3:GetObject"],
    ]),
    ...identityCases(allow("kms:PutKeyPolicy"), (path) => [["fail", `${path}.Action`, EVERYWHERE, "kms:PutKeyPolicy"]]),
    {
      ...unsure("an action that is none", allow(CANARY), [["indeterminate", ACTION, perhaps(EVERYWHERE)]]),
      kind: "canary",
    },
  ],
};
