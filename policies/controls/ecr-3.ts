import { ECR_REPOSITORY } from "../../model/type-tokens";
import type { StackControl } from "../control";
import { anyOf, fail, indeterminate } from "../verdict";

export const ecr3: StackControl = {
  id: "ECR.3",
  policy: "ecr-3",
  title: "ECR repositories delete old images by a lifecycle policy",
  pack: "operations",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ECR.3" }],
  rationale:
    "Each deployment leaves an image behind. They are paid for as long as they are there, and one with known " +
    "vulnerabilities can be started by mistake years later.",
  remediation: "Create an `aws.ecr.LifecyclePolicy` for the repository.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-3",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [ECR_REPOSITORY],
  phase: "stack",
  equivalents: {},

  judge(repository, _settings, stack) {
    const policies = stack.referringTo(repository, "repository", ["aws:ecr/lifecyclePolicy:LifecyclePolicy"]);
    const cleaned = anyOf(policies.map(({ refers }) => refers));
    if (cleaned === true) return [];
    return cleaned === false
      ? [fail("name", "is named by no lifecycle policy of the stack")]
      : [indeterminate("name", "does not tell yet whether a lifecycle policy is the repository's")];
  },
};
