import type { ResourceControl } from "../control";
import { hasConditions } from "../iam/conditions";
import { IDENTITY_POLICIES, judgeIdentityPolicies } from "../iam/documents";
import { isEveryResource } from "../iam/resources";
import { allowsOn, judgeActions } from "../iam/statement";
import { allOf, negate } from "../verdict";

/** Actions that hand out what others have stored, or credentials: what each does says the action's own document. */
const HANDING_OUT: readonly string[] = [
  "dynamodb:ExportTableToPointInTime",
  "ec2:GetPasswordData",
  "ec2:ModifyImageAttribute",
  "ec2:ModifySnapshotAttribute",
  "iam:CreateServiceSpecificCredential",
  "iam:ResetServiceSpecificCredential",
  "lambda:GetFunction",
  "rds:ModifyDBClusterSnapshotAttribute",
  "rds:ModifyDBSnapshotAttribute",
  "rds:StartExportTask",
  "rds-db:connect",
  "redshift:GetClusterCredentials",
  "s3:GetObject",
  "secretsmanager:BatchGetSecretValue",
  "secretsmanager:GetSecretValue",
  "ssm:GetParameter",
  "ssm:GetParameterHistory",
  "ssm:GetParameters",
  "ssm:GetParametersByPath",
  "sts:GetFederationToken",
];

export const xIam3: ResourceControl = {
  id: "X-IAM-3",
  policy: "x-iam-3",
  title: "IAM policies allow nobody everywhere to change permissions, or to take out data and credentials",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-IAM-3" }],
  rationale:
    "Such a statement turns one hole in a program into a breach of the whole account. Which actions change permissions " +
    "says AWS's own list; those that hand out data and credentials are chosen here. Any condition is taken for a limit.",
  remediation: "Name the resources, or limit the statement by a condition.",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_understand-policy-summary-access-level-summaries.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: IDENTITY_POLICIES,
  phase: "resource",
  equivalents: {
    checkov: [107, 108, 109, 111, 287, 288, 289, 290].map((number) => `CKV_AWS_${number}`),
  },

  judge(resource) {
    return judgeIdentityPolicies(resource, (statement) => {
      const unlimited = allOf([allowsOn(statement, isEveryResource), negate(hasConditions(statement.conditions))]);
      return judgeActions(statement, unlimited, {
        concerns: ({ name, managesPermissions }) => managesPermissions || HANDING_OUT.includes(name),
        otherwise: "unknown",
        predicate: "changes permissions, or hands out data or credentials, everywhere",
      });
    });
  },
};
