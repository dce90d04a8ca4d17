import { isRootUser } from "../../model/container-user";
import { TASK_DEFINITION } from "../../model/type-tokens";
import { type Container, judgeLinuxContainers } from "../containers";
import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { fail, indeterminate } from "../verdict";

type RootSettings = { readonly setupContainers: readonly string[] };

export const ecs20: ResourceControl<RootSettings> = {
  id: "ECS.20",
  policy: "ecs-20",
  title: "ECS containers on Linux do not run as root",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ECS.20" }],
  rationale:
    "Who breaks into a program that runs as root has the whole container, and a shorter way out of it. An image may " +
    "name a user of its own, but nobody sees that here, and the next image may not. Narrower than AWS's rule in one " +
    "case, which the configuration can take back: a container of a certain name that has ended before any other " +
    "starts, without any Linux capability, opens the volumes that AWS mounts as root's. Nothing else can.",
  remediation: "Set `user` on every container to a number other than 0, such as 1000.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-20",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [TASK_DEFINITION],
  phase: "resource",
  settings: {
    properties: {
      setupContainers: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "The names of containers that may be root without capabilities, if all others wait for their end.",
      },
    },
    presets: { dev: { setupContainers: ["prepare-volumes"] }, prod: { setupContainers: ["prepare-volumes"] } },
  },
  equivalents: {},

  judge({ properties }, { setupContainers }) {
    return judgeLinuxContainers(properties, "Windows has no user called root.", (container, all) => {
      const { definition, key } = container;
      const user = definition.get("user");
      const reading = user.string();
      if (reading.state === "unknown") return [indeterminate(user.path, reading.why, key())];
      if (reading.state === "absent") return [fail(user.path, "is not set, so the container may run as root", key())];
      if (!isRootUser(reading.value) || isPowerlessSetup(container, all, setupContainers)) return [];
      return [fail(user.path, "is root", key())];
    });
  },
};

/** True if it is certain that the container can do nothing but what its user may, and that it ends before all others. */
function isPowerlessSetup({ definition }: Container, all: readonly Container[], names: readonly string[]): boolean {
  const capabilities = definition.at("linuxParameters", "capabilities");
  const name = textOf(definition.get("name"));
  const others = all.filter((other) => other.definition !== definition);
  return (
    name !== undefined &&
    names.includes(name) &&
    isFalse(definition.get("essential")) &&
    textsOf(capabilities.get("drop")).includes("ALL") &&
    capabilities.get("add").items()?.length === 0 &&
    isNotTrue(definition.get("privileged")) &&
    others.length > 0 &&
    others.every(({ definition: other }) =>
      (other.get("dependsOn").items() ?? []).some(
        (dependency) =>
          textOf(dependency.get("containerName")) === name &&
          ["SUCCESS", "COMPLETE"].includes(textOf(dependency.get("condition")) ?? ""),
      ),
    )
  );
}

function textOf(reader: Reader): string | undefined {
  const reading = reader.string();
  return reading.state === "known" ? reading.value : undefined;
}

function textsOf(reader: Reader): string[] {
  return (reader.items() ?? []).flatMap((item) => textOf(item) ?? []);
}

function isFalse(reader: Reader): boolean {
  const reading = reader.boolean();
  return reading.state === "known" && !reading.value;
}

function isNotTrue(reader: Reader): boolean {
  return reader.isAbsent() || isFalse(reader);
}
