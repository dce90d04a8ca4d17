import { LOAD_BALANCERS } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isTrue, judgeRequirements } from "../requirements";

export const elb6: ResourceControl = {
  id: "ELB.6",
  policy: "elb-6",
  title: "Load balancers are protected from deletion",
  pack: "operations",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ELB.6" }],
  rationale: "With the load balancer goes its name, to which records of others lead.",
  remediation: "Set `enableDeletionProtection` to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-6",
  levels: { dev: "disabled", prod: "mandatory" },
  types: LOAD_BALANCERS,
  phase: "resource",
  remedy: () => ({ enableDeletionProtection: true }),
  equivalents: {
    checkov: ["CKV_AWS_150"],
    cdkNag: ["ELBDeletionProtectionEnabled"],
    awsguard: ["elb-deletion-protection-enabled"],
  },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "enableDeletionProtection", is: isTrue(), problem: "is not true, so one call deletes it" },
    ]);
  },
};
