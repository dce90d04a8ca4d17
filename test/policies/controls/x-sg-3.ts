import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { xSg3 } from "../../../policies/controls/x-sg-3";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type CaseResource, type ControlCase, type ControlCases } from "../control-case";

const COMPETES = "competes with rules that are resources of their own";

const group = (properties: Properties) => ({
  type: "aws:ec2/securityGroup:SecurityGroup",
  properties: { id: "sg-1", ...properties },
});
const ingressRule = (securityGroupId: Value = "sg-1"): CaseResource => ({
  type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  properties: { securityGroupId, ipProtocol: "tcp" },
});
const directedRule = (type: Value): CaseResource => ({
  type: "aws:ec2/securityGroupRule:SecurityGroupRule",
  properties: { securityGroupId: "sg-1", type },
});
const failing = (title: string, direction: string, other: CaseResource): ControlCase => ({
  kind: "failing",
  title,
  ...group({ [direction]: [] }),
  others: [other],
  expected: [["fail", direction, COMPETES, direction]],
});

export const cases: ControlCases = {
  control: xSg3,
  cases: [
    { kind: "passing", title: "rules of the group alone", ...group({ ingress: [], egress: [] }), expected: "pass" },
    {
      kind: "passing",
      title: "of different directions",
      ...group({ egress: [] }),
      others: [ingressRule(), directedRule("ingress")],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "another group's rule",
      ...group({ ingress: [] }),
      others: [ingressRule("sg-2")],
      expected: "pass",
    },
    failing("rules in two places", "ingress", ingressRule()),
    failing("with rules of the older kind", "egress", directedRule("egress")),
    { kind: "absent", title: "rules of the group", ...group({}), others: [ingressRule()], expected: "pass" },
    {
      kind: "unknown",
      title: "whose rule it is",
      ...group({ ingress: [] }),
      others: [ingressRule(UNKNOWN)],
      expected: [["indeterminate", "ingress", perhaps(COMPETES), "ingress"]],
    },
    {
      kind: "unknown",
      title: "a rule's direction",
      ...group({ ingress: [] }),
      others: [directedRule(UNKNOWN)],
      expected: [["indeterminate", "ingress", perhaps(COMPETES), "ingress"]],
    },
    {
      kind: "unknown",
      title: "the group's own rules",
      ...group({ ingress: UNKNOWN }),
      others: [ingressRule()],
      expected: [["indeterminate", "ingress", perhaps(COMPETES), "ingress"]],
    },
    {
      kind: "canary",
      title: "a description",
      ...group({ description: CANARY, ingress: [{ description: CANARY }] }),
      others: [ingressRule()],
      expected: [["fail", "ingress", COMPETES, "ingress"]],
    },
  ],
  impossible: { "not applicable": "Every group can have rules." },
};
