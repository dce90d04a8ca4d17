import { UNKNOWN } from "../../../model/graph";
import { iam1 } from "../../../policies/controls/iam-1";
import { perhaps } from "../../../policies/verdict";
import type { ControlCases } from "../control-case";
import { allow, failing, identityCases, passing, unsure } from "../policy-documents";

const EVERYTHING = "allows every action on every resource";
const AT = "policy.Statement[0]";

export const cases: ControlCases = {
  control: iam1,
  cases: [
    passing("everything of one service", allow("s3:*")),
    passing("everything, with one thing", allow("*", "arn:aws:s3:::logs")),
    passing("everything but, which is IAM.21's business", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
    failing("lists", allow(["s3:GetObject", "*"], ["arn:aws:s3:::logs", "*"]), ["fail", AT, EVERYTHING]),
    failing("more stars", allow("*:*", "arn:aws:*"), ["fail", AT, EVERYTHING]),
    failing("everything but one resource", { Effect: "Allow", Action: "*", NotResource: "arn:aws:s3:::logs" }, [
      "fail",
      AT,
      EVERYTHING,
    ]),
    failing("under a condition", allow("*", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }), [
      "fail",
      AT,
      EVERYTHING,
    ]),
    ...["Effect", "Action", "Resource"].map((part) =>
      unsure(`its ${part}`, { ...allow("*"), [part]: UNKNOWN }, [["indeterminate", AT, perhaps(EVERYTHING)]]),
    ),
    unsure("other actions beside", allow(["s3:GetObject", UNKNOWN]), [["indeterminate", AT, perhaps(EVERYTHING)]]),
    unsure("resources beside all", allow("*", [UNKNOWN, "*"]), [["fail", AT, EVERYTHING]]),
    unsure("what is allowed to one resource", allow(UNKNOWN, "arn:aws:s3:::logs"), "pass"),
    ...identityCases(allow("*"), (path) => [["fail", path, EVERYTHING]]),
  ],
};
