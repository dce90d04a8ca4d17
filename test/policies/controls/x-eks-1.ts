import { UNKNOWN } from "../../../model/graph";
import { xEks1 } from "../../../policies/controls/x-eks-1";
import type { ControlCase, ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

const ADMINISTRATOR = "is an administrator that the configuration does not name";
const PRINCIPAL = "arn:aws:iam::123456789012:role/platform";
const policy = (name: string) => `arn:aws:eks::aws:cluster-access-policy/${name}`;
const settings = { clusterAdministrators: ["arn:aws:iam::*:role/platform"] };
const GOOD = { policyArn: policy("AmazonEKSClusterAdminPolicy"), principalArn: PRINCIPAL };

export const cases: ControlCases = {
  control: xEks1,
  cases: [
    ...requirementCases({
      types: ["aws:eks/cluster:Cluster"],
      good: { accessConfig: { authenticationMode: "API" } },
      required: [
        {
          path: "accessConfig.authenticationMode",
          wrong: ["CONFIG_MAP", "API_AND_CONFIG_MAP"],
          problem: "is not API, so a ConfigMap decides too",
          holds: "a text",
          absent: "fail",
        },
      ],
    }),
    ...requirementCases({
      types: ["aws:eks/accessPolicyAssociation:AccessPolicyAssociation"],
      good: GOOD,
      required: [
        {
          path: "principalArn",
          wrong: ["arn:aws:iam::123456789012:role/intern"],
          problem: ADMINISTRATOR,
          holds: "a text",
          absent: "fail",
        },
      ],
      notApplicable: { "a policy that allows less": { ...GOOD, policyArn: policy("AmazonEKSViewPolicy") } },
    }).map((each): ControlCase => ({ ...each, settings })),
    {
      kind: "failing",
      title: "where the configuration names nobody",
      type: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
      properties: GOOD,
      expected: [["fail", "principalArn", ADMINISTRATOR]],
    },
    {
      kind: "unknown",
      title: "the policy",
      type: "aws:eks/accessPolicyAssociation:AccessPolicyAssociation",
      properties: { ...GOOD, policyArn: UNKNOWN },
      expected: [["indeterminate", "principalArn", ADMINISTRATOR]],
    },
  ],
};
