import { SERVICE } from "../../model/type-tokens";
import type { Remedy, ResourceControl } from "../control";
import { isOneOf, judgeRequirements } from "../requirements";

export const ecs10: ResourceControl = {
  id: "ECS.10",
  policy: "ecs-10",
  title: "ECS services run on the latest platform version of Fargate",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ECS.10" }],
  rationale:
    "Older versions lack security fixes, and some features. Linux has 1.4.0; 1.0.0 is that of Windows, and no " +
    "longer one of Linux.",
  remediation: "Remove `platformVersion`, or set it to LATEST.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-10",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [SERVICE, "aws:ecs/taskSet:TaskSet"],
  phase: "resource",
  // AWS replaces a task set.
  remedy: (_settings, type): Remedy => (type === SERVICE ? { platformVersion: "LATEST" } : {}),
  equivalents: { checkov: ["CKV_AWS_332"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      {
        path: "platformVersion",
        is: isOneOf(["LATEST", "1.4.0", "1.0.0"], true),
        problem: "is not the latest version",
      },
    ]);
  },
};
