import { TASK_DEFINITION } from "../../model/type-tokens";
import { type Container, judgeContainers } from "../containers";
import type { ResourceControl } from "../control";
import { fail, type Finding, indeterminate } from "../verdict";

type CapabilitySettings = { readonly allowedCapabilities: readonly string[] };

export const ecs4: ResourceControl<CapabilitySettings> = {
  id: "ECS.4",
  policy: "ecs-4",
  title: "ECS containers are not privileged and add no Linux capabilities",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "AWS FSBP", id: "ECS.4" }],
  rationale:
    "A privileged container is root on its host, and with it everything else that runs there. Wider than AWS's rule: " +
    "single capabilities, such as SYS_ADMIN, give most of the same.",
  remediation: "Remove `privileged`, and from `linuxParameters.capabilities.add` what the program can do without.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-4",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [TASK_DEFINITION],
  phase: "resource",
  settings: {
    properties: {
      allowedCapabilities: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "The Linux capabilities that containers may add, as Docker calls them: SYS_PTRACE.",
      },
    },
    presets: { dev: { allowedCapabilities: [] }, prod: { allowedCapabilities: [] } },
  },
  equivalents: { checkov: ["CKV_AWS_334"] },

  judge({ properties }, { allowedCapabilities }) {
    return judgeContainers(properties, (container) => [
      ...judgePrivileged(container),
      ...judgeCapabilities(container, allowedCapabilities),
    ]);
  },
};

function judgePrivileged({ definition, key }: Container): Finding[] {
  const privileged = definition.get("privileged");
  const reading = privileged.boolean();
  if (reading.state === "unknown") return [indeterminate(privileged.path, reading.why, key("privileged"))];
  // Not set means false: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
  if (reading.state === "absent" || !reading.value) return [];
  return [fail(privileged.path, "gives the container the rights of root on its host", key("privileged"))];
}

function judgeCapabilities({ definition, key }: Container, allowed: readonly string[]): Finding[] {
  const added = definition.at("linuxParameters", "capabilities", "add");
  const list = added.list();
  if (list.state === "unknown") return [indeterminate(added.path, list.why, key("capabilities"))];
  if (list.state === "absent") return [];
  return list.value.flatMap((capability) => {
    const reading = capability.string();
    if (reading.state === "unknown") return [indeterminate(capability.path, reading.why, key("capabilities"))];
    if (reading.state === "absent" || allowed.includes(reading.value)) return [];
    return [fail(capability.path, "adds a capability that the configuration does not allow", key("capabilities"))];
  });
}
