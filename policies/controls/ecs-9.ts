import { TASK_DEFINITION } from "../../model/type-tokens";
import { judgeContainers } from "../containers";
import type { ResourceControl } from "../control";
import { fail, indeterminate } from "../verdict";

export const ecs9: ResourceControl = {
  id: "ECS.9",
  policy: "ecs-9",
  title: "ECS containers write logs",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "AWS FSBP", id: "ECS.9" }],
  rationale:
    "What a container on Fargate writes is gone with its task unless a log driver takes it: then nobody can tell why it " +
    "stopped, or who got in.",
  remediation:
    "Give every container a `logConfiguration` with a `logDriver`: `awslogs`, or `awsfirelens` with a router.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-9",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [TASK_DEFINITION],
  phase: "resource",
  equivalents: { cdkNag: ["AwsSolutions-ECS7"] },

  judge({ properties }) {
    return judgeContainers(properties, ({ definition, key }) => {
      const driver = definition.at("logConfiguration", "logDriver");
      const reading = driver.string();
      if (reading.state === "unknown") return [indeterminate(driver.path, reading.why, key())];
      // Docker's driver that throws everything away.
      if (reading.state === "known" && !["", "none"].includes(reading.value)) return [];
      return [fail(driver.path, "is not set, so what the container writes is gone with its task", key())];
    });
  },
};
