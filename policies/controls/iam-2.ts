import type { ResourceControl } from "../control";
import { fail, indeterminate, type Judged, NotApplicable } from "../verdict";

const ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment";

/** Per type, what is wrong with it. */
const OF_USERS: Readonly<Record<string, string>> = {
  "aws:iam/user:User": "is a user, whose credentials last until somebody changes them",
  "aws:iam/accessKey:AccessKey": "is a key that lasts until somebody changes it, and whose secret is in Pulumi's state",
  "aws:iam/userLoginProfile:UserLoginProfile": "is a password that lasts until somebody changes it",
  "aws:iam/userPolicy:UserPolicy": "gives permissions to one user",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "gives permissions to one user",
};

export const iam2: ResourceControl = {
  id: "IAM.2",
  alsoCovers: ["X-IAM-8"],
  policy: "iam-2",
  title: "There are no IAM users, keys and passwords, and no permissions of single users",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "IAM.2" },
    { name: "CIS AWS v5.0.0", id: "1.14" },
    { name: "fargate-platform", id: "X-IAM-8" },
  ],
  rationale:
    "Keys of users are what leaks most: they last for years, and whoever has one is the user. Roles have credentials " +
    "that end within hours. Wider than AWS's rule, which is about policies alone.",
  remediation: "Use a role: of a task, of a pipeline by OIDC, of people by IAM Identity Center.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [...Object.keys(OF_USERS), ATTACHMENT],
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_40", "CKV_AWS_273"],
    cdkNag: ["IAMUserNoPolicies"],
    pulumi: ["onlyPermissionsViaGroups"],
  },

  judge({ type, properties }): Judged {
    if (type !== ATTACHMENT) return [fail("The resource", OF_USERS[type]!)];
    const users = properties.get("users");
    const list = users.items();
    if (list === undefined) return [indeterminate(users.path, "is not known before deployment")];
    return list.length === 0
      ? new NotApplicable("The policy is attached to no user.")
      : [fail(users.path, "gives permissions to single users")];
  },
};
