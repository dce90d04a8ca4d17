import { TASK_DEFINITION } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { fail, type Finding, indeterminate, NotApplicable } from "../verdict";

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html (name) */
const VOLUME_NAME = /^[A-Za-z0-9_-]{1,255}$/;

export const ecs18: ResourceControl = {
  id: "ECS.18",
  policy: "ecs-18",
  title: "ECS tasks reach EFS file systems encrypted, through an access point and as their role",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ECS.18" }],
  rationale:
    "Without encryption, files can be read and changed on the way. Wider than AWS's rule: without IAM everything that " +
    "reaches the port mounts the file system, and without an access point it sees all of it.",
  remediation:
    "Set `transitEncryption` to ENABLED, and in `authorizationConfig` `iam` to ENABLED and `accessPointId` to the " +
    "access point that is made for the task.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-18",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [TASK_DEFINITION],
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_97"] },

  judge({ properties }) {
    const volumes = properties.get("volumes");
    const list = volumes.list();
    if (list.state === "unknown") return [indeterminate(volumes.path, list.why)];
    const fileSystems = (list.state === "known" ? list.value : [])
      .map(named)
      .filter((volume) => !volume.properties.get("efsVolumeConfiguration").isAbsent());
    if (fileSystems.length === 0) return new NotApplicable("The task has no volumes on EFS.");
    return fileSystems.flatMap(judgeVolume);
  },
};

interface Volume {
  readonly properties: Reader;
  readonly key: (aspect: string) => string | undefined;
}

function named(volume: Reader): Volume {
  const name = volume.get("name").string();
  if (name.state !== "known" || !VOLUME_NAME.test(name.value)) return { properties: volume, key: () => undefined };
  return { properties: volume.named(`volumes[${name.value}]`), key: (aspect) => `${name.value}/${aspect}` };
}

/** What is not set is off: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html */
function judgeVolume({ properties, key }: Volume): Finding[] {
  const efs = properties.get("efsVolumeConfiguration");
  return [
    ...judgeText(
      efs.get("transitEncryption"),
      key("encryption"),
      isEnabled,
      "is not ENABLED, so files travel in plain",
    ),
    ...judgeText(
      efs.at("authorizationConfig", "iam"),
      key("iam"),
      isEnabled,
      "is not ENABLED, so no role is asked for",
    ),
    ...judgeText(
      efs.at("authorizationConfig", "accessPointId"),
      key("access point"),
      (text) => text !== "",
      "is not set, so the task sees the whole file system",
    ),
  ];
}

function judgeText(
  property: Reader,
  key: string | undefined,
  isRight: (text: string) => boolean,
  message: string,
): Finding[] {
  const text = property.string();
  if (text.state === "unknown") return [indeterminate(property.path, text.why, key)];
  return text.state === "known" && isRight(text.value) ? [] : [fail(property.path, message, key)];
}

function isEnabled(text: string): boolean {
  return text === "ENABLED";
}
