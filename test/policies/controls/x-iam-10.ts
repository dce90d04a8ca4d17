import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { xIam10 } from "../../../policies/controls/x-iam-10";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const COMPETES = "competes with resources that say the same";

const role = (properties: Properties) => ({ type: "aws:iam/role:Role", properties: { name: "web", ...properties } });
const policy = (of: Value = "web"): CaseResource => {
  return { type: "aws:iam/rolePolicy:RolePolicy", properties: { role: of, policy: "{}" } };
};
const attachment = (of: Value = "web"): CaseResource => {
  return { type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment", properties: { role: of, policyArn: "arn:x" } };
};

export const cases: ControlCases = {
  control: xIam10,
  cases: [
    { kind: "passing", title: "policies of the role itself", ...role({ inlinePolicies: [{}] }), expected: "pass" },
    {
      kind: "passing",
      title: "of different kinds",
      ...role({ inlinePolicies: [{}] }),
      others: [attachment()],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "another role's policy",
      ...role({ inlinePolicies: [{}] }),
      others: [policy("users")],
      expected: "pass",
    },
    {
      kind: "failing",
      title: "policies in two places",
      ...role({ inlinePolicies: [{}] }),
      others: [policy()],
      expected: [["fail", "inlinePolicies", COMPETES, "inlinePolicies"]],
    },
    {
      kind: "failing",
      title: "an empty list, which takes all away",
      ...role({ managedPolicyArns: [] }),
      others: [attachment()],
      expected: [["fail", "managedPolicyArns", COMPETES, "managedPolicyArns"]],
    },
    {
      kind: "absent",
      title: "policies of the role itself",
      ...role({}),
      others: [policy(), attachment()],
      expected: "pass",
    },
    {
      kind: "unknown",
      title: "whose policy it is",
      ...role({ inlinePolicies: [{}] }),
      others: [policy(UNKNOWN)],
      expected: [["indeterminate", "inlinePolicies", perhaps(COMPETES), "inlinePolicies"]],
    },
    {
      kind: "unknown",
      title: "the role's own",
      ...role({ managedPolicyArns: UNKNOWN }),
      others: [attachment()],
      expected: [["indeterminate", "managedPolicyArns", perhaps(COMPETES), "managedPolicyArns"]],
    },
    {
      kind: "canary",
      title: "a name",
      ...role({ name: CANARY, inlinePolicies: [{}] }),
      others: [policy(CANARY)],
      expected: [["fail", "inlinePolicies", COMPETES, "inlinePolicies"]],
    },
  ],
  impossible: { "not applicable": "Every role can have policies." },
};
