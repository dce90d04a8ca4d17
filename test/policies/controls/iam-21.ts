import { UNKNOWN } from "../../../model/graph";
import { iam21 } from "../../../policies/controls/iam-21";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCases } from "../control-case";
import { allow, failing, identityCases, passing, unsure } from "../policy-documents";

const WHOLE = "allows all actions of a service";
const ALL_BUT = "allows all actions but some";
const AT = "policy.Statement[0]";

export const cases: ControlCases = {
  control: iam21,
  cases: [
    passing("a part of a service", allow(["s3:Get*", "ecr:GetAuthorizationToken"])),
    passing("actions of a service that end alike", allow(["s3:*Object", "s3:Get*"])),
    passing("no actions but some denied", { Effect: "Deny", NotAction: "s3:*", Resource: "*" }),
    failing("one of a list, in capital letters", allow(["s3:GetObject", "S3:*"], "arn:aws:s3:::logs"), [
      "fail",
      `${AT}.Action[1]`,
      WHOLE,
      "S3:*",
    ]),
    failing("everything", allow("*"), ["fail", `${AT}.Action`, WHOLE, "*"]),
    failing("all but some", { Effect: "Allow", NotAction: ["iam:*", "kms:*"], Resource: "*" }, [
      "fail",
      `${AT}.NotAction`,
      ALL_BUT,
      "NotAction",
    ]),
    unsure("one of the actions", allow(["s3:*", UNKNOWN]), [
      ["fail", `${AT}.Action[0]`, WHOLE, "s3:*"],
      ["indeterminate", `${AT}.Action`, perhaps(WHOLE)],
    ]),
    unsure("whether it allows", { ...allow("s3:*"), Effect: UNKNOWN }, [
      ["indeterminate", `${AT}.Action`, perhaps(WHOLE), "s3:*"],
    ]),
    ...identityCases(allow("sqs:*"), (path) => [["fail", `${path}.Action`, WHOLE, "sqs:*"]]),
    {
      ...failing("an action that is none", allow(`${CANARY}:*`), ["fail", `${AT}.Action`, WHOLE, `${CANARY}:*`]),
      kind: "canary",
      expected: [["fail", `${AT}.Action`, WHOLE]],
    },
  ],
};
