import { DIRECTED_RULE, EGRESS_RULE, INGRESS_RULE, SECURITY_GROUP } from "../../model/type-tokens";
import { hasCompanion } from "../companions";
import type { StackControl } from "../control";
import { equalsAny, isPresent } from "../requirements";
import { allOf, anyOf, failIf } from "../verdict";

/** Per property of a group, the resources that say the same separately. */
const SEPARATE: Readonly<Record<string, string>> = {
  ingress: INGRESS_RULE,
  egress: EGRESS_RULE,
};

export const xSg3: StackControl = {
  id: "X-SG-3",
  policy: "x-sg-3",
  title: "Security groups have their rules in one place",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-SG-3" }],
  rationale:
    "The provider takes what a group itself lists for all there is: each update removes the rules that other resources " +
    "add, and the next one brings them back. In between, requests fail.",
  remediation: "Use resources for rules alone, or the group's own `ingress` and `egress` alone.",
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [SECURITY_GROUP],
  phase: "stack",
  readsInputs: true,
  equivalents: { awsguard: ["security-group-no-rule-management-conflicts"] },

  judge(group, _settings, stack) {
    const inputs = stack.inputsOf(group);
    return Object.entries(SEPARATE).flatMap(([direction, type]) => {
      const others = anyOf([
        hasCompanion(stack, group, "securityGroupId", [type]),
        hasCompanion(stack, group, "securityGroupId", [DIRECTED_RULE], ({ properties }) =>
          equalsAny(properties.get("type"), [direction]),
        ),
      ]);
      const own = isPresent(inputs.get(direction));
      return failIf(allOf([own, others]), direction, "competes with rules that are resources of their own", direction);
    });
  },
};
