import { TASK_DEFINITION } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { isNoneOf, judgeRequirements } from "../requirements";

export const ecs3: ResourceControl = {
  id: "ECS.3",
  alsoCovers: ["ECS.17"],
  policy: "ecs-3",
  title: "ECS tasks share neither processes, nor memory, nor network with their host",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "ECS.3" },
    { name: "AWS FSBP", id: "ECS.17" },
  ],
  rationale:
    "In the host's namespaces a container sees, and can stop, what belongs to others. Fargate has no host to " +
    "share; tasks on instances have.",
  remediation: "Remove `pidMode` and `ipcMode`, and set `networkMode` to awsvpc.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-3",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [TASK_DEFINITION],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_335"], cdkNag: ["ECSTaskDefinitionUserForHostMode"] },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "pidMode", is: isNoneOf(["host"]), problem: "is host, so containers are not kept apart from it" },
      { path: "ipcMode", is: isNoneOf(["host"]), problem: "is host, so containers are not kept apart from it" },
      { path: "networkMode", is: isNoneOf(["host"]), problem: "is host, so containers are not kept apart from it" },
    ]);
  },
};
