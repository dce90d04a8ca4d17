import { readDocument } from "./documents";
import type { Reader } from "./reader";
import { fail, type Finding, indeterminate, type Judged, NotApplicable } from "./verdict";

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html (name) */
const CONTAINER_NAME = /^[A-Za-z0-9_-]{1,255}$/;

/** One container of a task definition. */
export interface Container {
  /** Its definition, under a path that selects it by its name: `containerDefinitions[web]`. */
  readonly definition: Reader;
  /** The key of a finding about it, or about one of its aspects: `web`, `web/privileged`; undefined without a name. */
  readonly key: (aspect?: string) => string | undefined;
}

/** What a control finds about a container, which it may compare with all containers of the task. */
type JudgeContainer = (container: Container, all: readonly Container[]) => readonly Finding[];

/** Judges each container. A document that can't be read is a finding of its own. */
export function judgeContainers(taskDefinition: Reader, judge: JudgeContainer): readonly Finding[] {
  const property = taskDefinition.get("containerDefinitions");
  const document = readDocument(property);
  if (document.state === "unknown") return [indeterminate(property.path, document.why)];
  if (document.state === "invalid") return [fail(property.path, "is not a JSON document")];
  if (document.state === "absent") return [fail(property.path, "is not set, so nothing is known of the containers")];
  const containers = document.value.list();
  if (containers.state !== "known") return [fail(property.path, "is not a list of containers")];
  const all = containers.value.map(containerOf);
  return all.flatMap((container) => judge(container, all));
}

/** As `judgeContainers`, for what Windows doesn't have. */
export function judgeLinuxContainers(taskDefinition: Reader, notOnWindows: string, judge: JudgeContainer): Judged {
  const family = taskDefinition.at("runtimePlatform", "operatingSystemFamily").string();
  if (family.state === "known" && family.value.startsWith("WINDOWS")) return new NotApplicable(notOnWindows);
  const findings = judgeContainers(taskDefinition, judge);
  // Absent means Linux. With the family unknown, it may be Windows, and then nothing would be wrong.
  if (family.state !== "unknown") return findings;
  return findings.map((finding) => ({ ...finding, outcome: "indeterminate" as const }));
}

function containerOf(definition: Reader): Container {
  const name = definition.get("name").string();
  if (name.state !== "known" || !CONTAINER_NAME.test(name.value)) return { definition, key: () => undefined };
  return {
    definition: definition.named(definition.path.replace(/\[\d+\]/, `[${name.value}]`)),
    key: (aspect) => (aspect === undefined ? name.value : `${name.value}/${aspect}`),
  };
}
