import { UNKNOWN, type Value } from "../../../model/graph";
import { xIam7 } from "../../../policies/controls/x-iam-7";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const DENIED = "is one of AWS's policies that the configuration denies";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const ROLE = "aws:iam/role:Role";
const ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

const attachment = (policyArn: Value, type = ATTACHMENT) => ({ type, properties: { role: "web", policyArn } });
const failing = (type: string): ControlCase => ({
  kind: "failing",
  title: type,
  ...attachment(ADMIN, type),
  expected: [["fail", "policyArn", DENIED, "AdministratorAccess"]],
});

export const cases: ControlCases = {
  control: xIam7,
  cases: [
    {
      kind: "passing",
      title: "another of AWS's policies",
      ...attachment("arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "one's own policy of the same name",
      ...attachment("arn:aws:iam::123456789012:policy/AdministratorAccess"),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "what the configuration does not deny",
      ...attachment(ADMIN),
      settings: { deniedPolicies: ["IAMFullAccess"] },
      expected: "pass",
    },
    failing(ATTACHMENT),
    ...["policy", "userPolicy", "groupPolicy"].map((name) =>
      failing(`aws:iam/${name}Attachment:${name[0]!.toUpperCase()}${name.slice(1)}Attachment`),
    ),
    {
      kind: "failing",
      title: "permissions for everybody's permissions",
      ...attachment("arn:aws:iam::aws:policy/IAMFullAccess"),
      expected: [["fail", "policyArn", DENIED, "IAMFullAccess"]],
    },
    {
      kind: "failing",
      title: "with a path, in another partition",
      ...attachment("arn:aws-cn:iam::aws:policy/job-function/SystemAdministrator"),
      expected: [["fail", "policyArn", DENIED, "SystemAdministrator"]],
    },
    {
      kind: "failing",
      title: "by the role itself",
      type: ROLE,
      properties: { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess", ADMIN] },
      expected: [["fail", "managedPolicyArns[1]", DENIED, "AdministratorAccess"]],
    },
    {
      kind: "passing",
      title: "a path that ends like another policy",
      ...attachment("arn:aws:iam::aws:policy/AdministratorAccess/Billing"),
      expected: "pass",
    },
    { kind: "absent", title: "the policy", ...attachment(null), expected: "pass" },
    {
      kind: "unknown",
      title: "which policy",
      ...attachment(UNKNOWN),
      expected: [["indeterminate", "policyArn", NOT_YET]],
    },
    {
      kind: "unknown",
      title: "the role's policies",
      type: ROLE,
      properties: { managedPolicyArns: UNKNOWN },
      expected: [["indeterminate", "managedPolicyArns", NOT_YET]],
    },
    { kind: "not applicable", title: "a role that names none", type: ROLE, properties: {}, expected: "not-applicable" },
    { kind: "canary", title: "an ARN that is none", ...attachment(CANARY), expected: "pass" },
  ],
};
