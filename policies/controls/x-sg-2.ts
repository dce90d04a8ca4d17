import { DIRECTED_RULE, EGRESS_RULE, INGRESS_RULE, SECURITY_GROUP } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isText, judgeRequirements, type Requirement } from "../requirements";

/** What providers write where the program says nothing. */
const PLACEHOLDERS: readonly string[] = ["", "Managed by Pulumi", "Managed by Terraform"];

const described = (path: string): Requirement => {
  const is = isText((text) => !PLACEHOLDERS.includes(text), false);
  return { path, is, problem: "says nothing, so nobody knows what it is for" };
};

/** A group's own rules count as well. */
const OF_GROUPS = ["description", "ingress[].description", "egress[].description"].map(described);

export const xSg2: ResourceControl = {
  id: "X-SG-2",
  policy: "x-sg-2",
  pack: "operations",
  title: "Security groups and their rules say what they are for",
  severity: "low",
  frameworks: [{ name: "fargate-platform", id: "X-SG-2" }],
  rationale:
    "A rule that nobody can explain is never removed. What the provider fills in by itself explains nothing, and a " +
    "group's description can't be changed later.",
  remediation: "Set `description` to who needs the rule, and for what.",
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  levels: { dev: "disabled", prod: "advisory" },
  types: [SECURITY_GROUP, DIRECTED_RULE, INGRESS_RULE, EGRESS_RULE],
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_23"],
    cdkNag: ["AwsSolutions-EC27"],
    pulumi: ["missingDescription"],
  },

  judge({ type, properties }) {
    return judgeRequirements(properties, type === SECURITY_GROUP ? OF_GROUPS : [described("description")]);
  },
};
