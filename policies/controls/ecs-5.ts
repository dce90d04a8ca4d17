import { TASK_DEFINITION } from "../../model/type-tokens";
import { judgeLinuxContainers } from "../containers";
import type { ResourceControl } from "../control";
import { fail, indeterminate } from "../verdict";

export const ecs5: ResourceControl = {
  id: "ECS.5",
  policy: "ecs-5",
  title: "ECS containers have a read-only root file system",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "AWS FSBP", id: "ECS.5" }],
  rationale:
    "Who breaks into a container with a writable root file system can replace its programs and leave tools behind. " +
    "What an application has to write belongs on a volume. Windows has no such setting.",
  remediation:
    "Set `readonlyRootFilesystem` to true on every container, and mount volumes where the application writes.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [TASK_DEFINITION],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_336"] },

  judge({ properties }) {
    const notOnWindows = "Windows containers can't have a read-only root file system.";
    return judgeLinuxContainers(properties, notOnWindows, ({ definition, key }) => {
      const readOnly = definition.get("readonlyRootFilesystem");
      const reading = readOnly.boolean();
      if (reading.state === "unknown") return [indeterminate(readOnly.path, reading.why, key())];
      if (reading.state === "known" && reading.value) return [];
      return [fail(readOnly.path, "is not true, so the container can write to its root file system", key())];
    });
  },
};
