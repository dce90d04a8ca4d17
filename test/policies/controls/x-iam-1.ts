import { UNKNOWN } from "../../../model/graph";
import { xIam1 } from "../../../policies/controls/x-iam-1";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { allow, failing, identityCases, passing, type StatementJson, unsure } from "../policy-documents";

const EVERY = "is allowed on every resource, though AWS lets it be limited to some";
const ACTION = "policy.Statement[0].Action";

const under = (operator: string, key: string, value = "web") => ({ Condition: { [operator]: { [key]: value } } });
const getObject = (more: StatementJson) => allow("s3:GetObject", "*", more);

function tooWide(title: string, statement: StatementJson, key: string): ControlCase {
  return failing(title, statement, ["fail", ACTION, EVERY, key]);
}

export const cases: ControlCases = {
  control: xIam1,
  cases: [
    passing("named resources", allow(["s3:GetObject", "s3:PutObject"], "arn:aws:s3:::logs/*")),
    passing("actions that know no resource", allow(["ecr:GetAuthorizationToken", "xray:PutTraceSegments"])),
    passing("a pattern of such actions, in other letters", allow("SSMmessages:create*")),
    passing("a variable in place of a name", allow("s3:GetObject", "arn:aws:s3:::${aws:username}")),
    passing("a kind of resources", allow("sqs:SendMessage", "arn:aws:sqs:*:*:orders-*")),
    passing("limited to a tag", getObject(under("StringEquals", "aws:ResourceTag/team"))),
    passing("limited to one cluster", allow("ecs:RunTask", "*", under("ArnEquals", "ecs:cluster", "arn:x"))),
    passing("a pattern that names no action", allow("s3:Nothing*")),
    tooWide("all resources of the service", allow("s3:GetObject", "arn:aws:s3:::*"), "s3:GetObject"),
    tooWide("a pattern", allow("dynamodb:Get*"), "dynamodb:Get*"),
    tooWide("everything", allow("*"), "*"),
    tooWide("every resource but one", { Effect: "Allow", Action: "s3:GetObject", NotResource: "x" }, "s3:GetObject"),
    tooWide("a condition on something else", getObject(under("StringEquals", "aws:SourceIp")), "s3:GetObject"),
    tooWide("a tag of any value", getObject(under("StringLike", "aws:ResourceTag/team", "*")), "s3:GetObject"),
    tooWide(
      "a tag that may be missing",
      getObject(under("StringEqualsIfExists", "aws:ResourceTag/team")),
      "s3:GetObject",
    ),
    tooWide("any tag but one", getObject(under("StringNotEquals", "aws:ResourceTag/team")), "s3:GetObject"),
    failing("all actions but some", { Effect: "Allow", NotAction: "iam:*", Resource: "*" }, [
      "fail",
      "policy.Statement[0].NotAction",
      EVERY,
      "NotAction",
    ]),
    {
      ...failing("one of two", allow(["ecr:GetAuthorizationToken", "ecr:PutImage"]), [
        "fail",
        `${ACTION}[1]`,
        EVERY,
        "ecr:PutImage",
      ]),
    },
    unsure("the resource", allow("s3:GetObject", UNKNOWN), [["indeterminate", ACTION, perhaps(EVERY), "s3:GetObject"]]),
    unsure("one of the actions", allow(["ecr:GetAuthorizationToken", UNKNOWN]), [
      ["indeterminate", ACTION, perhaps(EVERY)],
    ]),
    unsure("all actions but something", { Effect: "Allow", NotAction: UNKNOWN, Resource: "*" }, [
      ["indeterminate", "policy.Statement[0].NotAction", perhaps(EVERY), "NotAction"],
    ]),
    unsure("the condition", getObject({ Condition: UNKNOWN }), [
      ["indeterminate", ACTION, perhaps(EVERY), "s3:GetObject"],
    ]),
    unsure("one comparison", getObject({ Condition: { StringEquals: UNKNOWN } }), [
      ["indeterminate", ACTION, perhaps(EVERY), "s3:GetObject"],
    ]),
    unsure("the tag's value", getObject({ Condition: { StringEquals: { "aws:ResourceTag/team": UNKNOWN } } }), [
      ["indeterminate", ACTION, perhaps(EVERY), "s3:GetObject"],
    ]),
    unsure("a service that has no data here", allow("braket:RunGate"), [["indeterminate", ACTION, perhaps(EVERY)]]),
    unsure("an action that is newer than the data", allow("s3:GetHologram"), [
      ["indeterminate", ACTION, perhaps(EVERY), "s3:GetHologram"],
    ]),
    ...identityCases(allow("sqs:SendMessage"), (path) => [["fail", `${path}.Action`, EVERY, "sqs:SendMessage"]]),
    {
      ...unsure("an action that is none", allow(CANARY), [["indeterminate", ACTION, perhaps(EVERY)]]),
      kind: "canary",
    },
  ],
};
