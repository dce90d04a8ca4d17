import { judgeLinuxContainers } from "../containers";
import type { ResourceControl } from "../control";
import { TASK_DEFINITION } from "../resource-types";
import { fail, indeterminate } from "../verdict";

export const ecs20: ResourceControl = {
  id: "ECS.20",
  policy: "ecs-20",
  title: "ECS containers on Linux do not run as root",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ECS.20" }],
  rationale:
    "Who breaks into a program that runs as root has the whole container, and a shorter way out of it. An image may " +
    "name a user of its own, but nobody sees that here, and the next image may not.",
  remediation: "Set `user` on every container to a number other than 0, such as 1000.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [TASK_DEFINITION],
  phase: "resource",
  equivalents: {},

  judge({ properties }) {
    return judgeLinuxContainers(properties, "Windows has no user called root.", ({ definition, key }) => {
      const user = definition.get("user");
      const reading = user.string();
      if (reading.state === "unknown") return [indeterminate(user.path, reading.why, key())];
      if (reading.state === "absent") return [fail(user.path, "is not set, so the container may run as root", key())];
      return isRoot(reading.value) ? [fail(user.path, "is root", key())] : [];
    });
  },
};

/**
 * `user` or `user:group`, each a name or a number; without a user it is the image's, which is root unless it says
 * otherwise. Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html (user)
 */
function isRoot(user: string): boolean {
  const [name = ""] = user.trim().split(":");
  return name === "" || name === "root" || /^[+-]?0+$/.test(name);
}
