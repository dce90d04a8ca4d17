import type { ResourceControl } from "../control";
import { limitsTo } from "../iam/conditions";
import { IDENTITY_POLICIES, judgeIdentityPolicies } from "../iam/documents";
import { isEveryResourceOfItsKind } from "../iam/resources";
import { allowsOn, judgeActions, namesAction, type Statement } from "../iam/statement";
import { allOf, failIf, type Finding, negate } from "../verdict";

/**
 * Actions by which somebody gets the permissions of another identity, or gives themselves more.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html (whoever may change
 * permissions needs a limit); the list is of what each action does by its own document.
 */
const ESCALATING: readonly string[] = [
  "iam:AddUserToGroup",
  "iam:AttachGroupPolicy",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreatePolicyVersion",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteUserPermissionsBoundary",
  "iam:PutGroupPolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:PutUserPermissionsBoundary",
  "iam:PutUserPolicy",
  "iam:SetDefaultPolicyVersion",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
  "sts:AssumeRole",
  // Code that runs with the permissions of whatever it runs in.
  "codebuild:StartBuild",
  "ec2-instance-connect:SendSSHPublicKey",
  "ecs:ExecuteCommand",
  // https://docs.aws.amazon.com/glue/latest/webapi/API_UpdateDevEndpoint.html: adds keys of who may log in to it.
  "glue:UpdateDevEndpoint",
  "lambda:UpdateFunctionCode",
  "lambda:UpdateFunctionConfiguration",
  "ssm:SendCommand",
  "ssm:StartSession",
];

/** What is given is limited by these, whoever it is given to. */
const LIMITS: readonly string[] = ["iam:permissionsboundary", "iam:policyarn"];

export const xIam2: ResourceControl = {
  id: "X-IAM-2",
  policy: "x-iam-2",
  title: "IAM policies let nobody take the permissions of others",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-IAM-2" }],
  rationale:
    "Who may write the policy of any role, or start code in any function, has all permissions that any of them has. " +
    "The usual way is `iam:PassRole`: with it, whoever may create a task or function creates one with a stronger role. " +
    "So that action has to name the roles, and by `iam:PassedToService` the service that gets them; then creating " +
    "things with those roles is fine.",
  remediation:
    "Name the identities or functions in `Resource`; for `iam:PassRole` name the roles, with the condition " +
    "`iam:PassedToService`.",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: IDENTITY_POLICIES,
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_110", "CKV_AWS_286"] },

  judge(resource) {
    return judgeIdentityPolicies(resource, (statement) => [...judgeEscalation(statement), ...judgePassRole(statement)]);
  },
};

function judgeEscalation(statement: Statement): readonly Finding[] {
  const limited = limitsTo(statement.conditions, (key) => LIMITS.includes(key) || /:resourcetag\/./.test(key));
  return judgeActions(statement, allOf([allowsOn(statement, isEveryResourceOfItsKind), negate(limited)]), {
    concerns: ({ name }) => ESCALATING.includes(name),
    otherwise: false,
    predicate: "lets its holder act with the permissions of others, whoever they are",
  });
}

function judgePassRole(statement: Statement): readonly Finding[] {
  const { allows, conditions, resources, actions } = statement;
  const passes = namesAction(statement, { concerns: ({ name }) => name === "iam:PassRole", otherwise: false });
  const toNamed = limitsTo(conditions, (key) => key === "iam:passedtoservice");
  return [
    ...failIf(
      allOf([passes, allowsOn(statement, isEveryResourceOfItsKind)]),
      resources.texts.path,
      "lets every role be passed to a service",
      "iam:PassRole/roles",
    ),
    ...failIf(
      allOf([allows, passes, negate(toNamed)]),
      actions.texts.path,
      "lets roles be passed to whatever service",
      "iam:PassRole/service",
    ),
  ];
}
