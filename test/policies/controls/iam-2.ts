import { UNKNOWN } from "../../../model/graph";
import { iam2 } from "../../../policies/controls/iam-2";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment";

const failing = (type: string, message: string): ControlCase => ({
  kind: "failing",
  title: type,
  type,
  properties: { user: CANARY },
  expected: [["fail", "The resource", message]],
});

export const cases: ControlCases = {
  control: iam2,
  cases: [
    failing("aws:iam/user:User", "is a user, whose credentials last until somebody changes them"),
    failing(
      "aws:iam/accessKey:AccessKey",
      "is a key that lasts until somebody changes it, and whose secret is in Pulumi's state",
    ),
    failing("aws:iam/userLoginProfile:UserLoginProfile", "is a password that lasts until somebody changes it"),
    failing("aws:iam/userPolicy:UserPolicy", "gives permissions to one user"),
    failing("aws:iam/userPolicyAttachment:UserPolicyAttachment", "gives permissions to one user"),
    {
      kind: "failing",
      title: "a policy of users among others",
      type: ATTACHMENT,
      properties: { users: [UNKNOWN], roles: ["web"] },
      expected: [["fail", "users", "gives permissions to single users"]],
    },
    {
      kind: "absent",
      title: "the users of a policy",
      type: ATTACHMENT,
      properties: { roles: ["web"] },
      expected: "not-applicable",
    },
    {
      kind: "unknown",
      title: "the users of a policy",
      type: ATTACHMENT,
      properties: { users: UNKNOWN },
      expected: [["indeterminate", "users", NOT_YET]],
    },
    {
      kind: "not applicable",
      title: "no users",
      type: ATTACHMENT,
      properties: { users: [], groups: ["admins"] },
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a user's name",
      type: ATTACHMENT,
      properties: { users: [CANARY] },
      expected: [["fail", "users", "gives permissions to single users"]],
    },
  ],
  impossible: { passing: "What it judges should not be there." },
};
