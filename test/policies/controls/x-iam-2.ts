import { UNKNOWN } from "../../../model/graph";
import { xIam2 } from "../../../policies/controls/x-iam-2";
import { perhaps } from "../../../policies/verdict";
import { type ControlCase, type ControlCases } from "../control-case";
import { allow, failing, identityCases, passing, type StatementJson, unsure } from "../policy-documents";

const OTHERS = "lets its holder act with the permissions of others, whoever they are";
const EVERY_ROLE = "lets every role be passed to a service";
const EVERY_SERVICE = "lets roles be passed to whatever service";
const AT = "policy.Statement[0]";
const ROLE = "arn:aws:iam::123456789012:role/web";
const TO_ECS = { Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } } };

function escalating(title: string, statement: StatementJson, key: string): ControlCase {
  return failing(title, statement, ["fail", `${AT}.Action`, OTHERS, key]);
}

export const cases: ControlCases = {
  control: xIam2,
  cases: [
    passing(
      "passing named roles to one service, which may be started",
      allow("iam:PassRole", ROLE, TO_ECS),
      allow("ecs:RunTask"),
    ),
    passing("one role's policy", allow("iam:PutRolePolicy", ROLE)),
    passing("assuming roles of one path", allow("sts:AssumeRole", "arn:aws:iam::123456789012:role/deploy/*")),
    passing("actions that nobody knows", allow(["iam:PassEverything", "codebuild:StartEverything"])),
    passing("reading IAM", allow(["iam:Get*", "iam:List*"])),
    passing(
      "new roles' policies below a boundary",
      allow("iam:PutRolePolicy", "*", { Condition: { StringEquals: { "iam:PermissionsBoundary": "arn:x" } } }),
    ),
    passing(
      "functions with one tag",
      allow("lambda:UpdateFunctionCode", "*", { Condition: { StringEquals: { "aws:ResourceTag/team": "web" } } }),
    ),
    passing("everything but IAM and others", {
      Effect: "Allow",
      NotAction: ["iam:*", "sts:*", "codebuild:*", "ec2-instance-connect:*", "ecs:*", "glue:*", "lambda:*", "ssm:*"],
      Resource: "*",
    }),
    escalating("every role's policy", allow("iam:PutRolePolicy"), "iam:PutRolePolicy"),
    escalating(
      "every role of the account",
      allow("sts:AssumeRole", "arn:aws:iam::123456789012:role/*"),
      "sts:AssumeRole",
    ),
    escalating("code in every function", allow("lambda:Update*"), "lambda:Update*"),
    escalating("a key for every endpoint", allow("glue:UpdateDevEndpoint"), "glue:UpdateDevEndpoint"),
    escalating(
      "under another condition",
      allow("iam:CreateAccessKey", "*", { Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } }),
      "iam:CreateAccessKey",
    ),
    escalating(
      "from one network",
      allow("iam:CreateAccessKey", "*", { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }),
      "iam:CreateAccessKey",
    ),
    failing(
      "passing from one network",
      allow("iam:PassRole", ROLE, { Condition: { StringEquals: { "aws:SourceVpc": "vpc-1" } } }),
      ["fail", `${AT}.Action`, EVERY_SERVICE, "iam:PassRole/service"],
    ),
    failing("passing every role", allow("iam:PassRole", "*", TO_ECS), [
      "fail",
      `${AT}.Resource`,
      EVERY_ROLE,
      "iam:PassRole/roles",
    ]),
    failing("passing to whatever service", allow("iam:PassRole", ROLE), [
      "fail",
      `${AT}.Action`,
      EVERY_SERVICE,
      "iam:PassRole/service",
    ]),
    failing(
      "passing to any service by pattern",
      allow("iam:PassRole", ROLE, { Condition: { StringLike: { "iam:PassedToService": "*" } } }),
      ["fail", `${AT}.Action`, EVERY_SERVICE, "iam:PassRole/service"],
    ),
    failing(
      "everything but S3",
      { Effect: "Allow", NotAction: "s3:*", Resource: "*" },
      ["fail", `${AT}.NotAction`, OTHERS, "NotAction"],
      ["fail", `${AT}.Resource`, EVERY_ROLE, "iam:PassRole/roles"],
      ["fail", `${AT}.NotAction`, EVERY_SERVICE, "iam:PassRole/service"],
    ),
    unsure("which role is passed", allow("iam:PassRole", UNKNOWN, TO_ECS), [
      ["indeterminate", `${AT}.Resource`, perhaps(EVERY_ROLE), "iam:PassRole/roles"],
    ]),
    unsure("to which service", allow("iam:PassRole", ROLE, { Condition: UNKNOWN }), [
      ["indeterminate", `${AT}.Action`, perhaps(EVERY_SERVICE), "iam:PassRole/service"],
    ]),
    unsure("the action, on one resource", allow(UNKNOWN, ROLE), [
      ["indeterminate", `${AT}.Action`, perhaps(EVERY_SERVICE), "iam:PassRole/service"],
    ]),
    ...identityCases(allow("iam:AttachRolePolicy"), (path) => [
      ["fail", `${path}.Action`, OTHERS, "iam:AttachRolePolicy"],
    ]),
  ],
};
