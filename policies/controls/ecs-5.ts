import type { ResourceControl } from "../control";
import { readDocument } from "../documents";
import type { Reader } from "../reader";
import { fail, type Finding, indeterminate, NotApplicable } from "../verdict";

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html (name) */
const CONTAINER_NAME = /^[A-Za-z0-9_-]{1,255}$/;

export const ecs5: ResourceControl = {
  id: "ECS.5",
  policy: "ecs-5",
  title: "ECS containers have a read-only root file system",
  severity: "high",
  frameworks: [{ name: "AWS FSBP", id: "ECS.5" }],
  rationale:
    "Who breaks into a container with a writable root file system can replace its programs and leave tools behind. " +
    "What an application has to write belongs on a volume. Windows has no such setting.",
  remediation:
    "Set `readonlyRootFilesystem` to true on every container, and mount volumes where the application writes.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-5",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:ecs/taskDefinition:TaskDefinition"],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_336"] },

  judge({ properties }) {
    const family = properties.at("runtimePlatform", "operatingSystemFamily").string();
    if (family.state === "known" && family.value.startsWith("WINDOWS")) {
      return new NotApplicable("Windows containers can't have a read-only root file system.");
    }
    const findings = judgeContainers(properties.get("containerDefinitions"));
    // Absent means Linux. With the family unknown, it may be Windows, and then nothing would be wrong.
    if (family.state !== "unknown") return findings;
    return findings.map((finding) => ({ ...finding, outcome: "indeterminate" as const }));
  },
};

function judgeContainers(property: Reader): Finding[] {
  const document = readDocument(property);
  if (document.state === "unknown") return [indeterminate(property.path, document.why)];
  if (document.state === "invalid") return [fail(property.path, "is not a JSON document")];
  if (document.state === "absent") return [fail(property.path, "is not set, so no container is known to be read-only")];
  const containers = document.value.list();
  if (containers.state !== "known") return [fail(property.path, "is not a list of containers")];
  return containers.value.flatMap(judgeContainer);
}

function judgeContainer(container: Reader): Finding[] {
  const name = container.get("name").string();
  const key = name.state === "known" && CONTAINER_NAME.test(name.value) ? name.value : undefined;
  const path = key === undefined ? container.path : container.path.replace(/\[\d+\]$/, `[${key}]`);
  const readOnly = container.named(path).get("readonlyRootFilesystem");
  const reading = readOnly.boolean();
  if (reading.state === "unknown") return [indeterminate(readOnly.path, reading.why, key)];
  if (reading.state === "known" && reading.value) return [];
  return [fail(readOnly.path, "is not true, so the container can write to its root file system", key)];
}
