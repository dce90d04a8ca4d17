import type { ResourceControl } from "../control";
import { isOneOf, isTrue, judgeRequirements } from "../requirements";

export const stepfunctions1: ResourceControl = {
  id: "StepFunctions.1",
  policy: "stepfunctions-1",
  title: "Step Functions write what went wrong, and are traced",
  pack: "operations",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "StepFunctions.1" },
    { name: "fargate-platform", id: "StepFunctions.1" },
  ],
  rationale:
    "The console forgets executions after 90 days, and those of express workflows at once. Wider than the rule of " +
    "AWS, which does not ask for traces.",
  remediation: "Set `loggingConfiguration.level` to ERROR or ALL, and `tracingConfiguration.enabled` to true.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/stepfunctions-controls.html#stepfunctions-1",
  levels: { dev: "advisory", prod: "mandatory" },
  types: ["aws:sfn/stateMachine:StateMachine"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_284", "CKV_AWS_285"], cdkNag: ["AwsSolutions-SF1", "AwsSolutions-SF2"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      {
        path: "loggingConfiguration.level",
        is: isOneOf(["ALL", "ERROR"]),
        problem: "is neither ALL nor ERROR, so failures leave no trace",
      },
      { path: "tracingConfiguration.enabled", is: isTrue(), problem: "is not true, so executions are not traced" },
    ]);
  },
};
