import { credentialKind, looksLikeCredentialName } from "../../model/credentials";
import { TASK_DEFINITION } from "../../model/type-tokens";
import { type Container, judgeContainers } from "../containers";
import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { fail, type Finding, indeterminate } from "../verdict";

/** Source: https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap08.html */
const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Those of log drivers and their destinations have hyphens, dots and underscores. */
const OPTION_NAME = /^[A-Za-z][\w.-]*$/;

const PERHAPS = "may be a credential: its name or value is not known";

export const ecs8: ResourceControl = {
  id: "ECS.8",
  policy: "ecs-8",
  title: "ECS containers get no credentials as environment variables",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "AWS FSBP", id: "ECS.8" }],
  rationale:
    "Everyone who may look at a task definition reads its environment, and every revision keeps it. Wider than AWS's " +
    "rule, which knows three names: what a name promises counts, and what a value looks like; and so do the options of " +
    "log drivers, with which logs are sent to others.",
  remediation:
    "Put the value into Secrets Manager or Parameter Store, and name it in the container's `secrets`, or in the " +
    "`secretOptions` of its `logConfiguration`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [TASK_DEFINITION],
  phase: "resource",
  equivalents: { cdkNag: ["AwsSolutions-ECS2"] },

  judge({ properties }) {
    return judgeContainers(properties, (container) => [...judgeEnvironment(container), ...judgeLogOptions(container)]);
  },
};

function judgeEnvironment(container: Container): readonly Finding[] {
  const environment = container.definition.get("environment");
  const variables = environment.list();
  if (variables.state === "unknown") return [indeterminate(environment.path, variables.why, container.key())];
  return variables.state === "absent" ? [] : variables.value.flatMap((variable) => judgeVariable(variable, container));
}

/** An option's name is in the path already. */
function judgeLogOptions({ definition, key }: Container): Finding[] {
  const options = definition.at("logConfiguration", "options");
  const names = options.keys();
  if (names.state === "unknown") return [indeterminate(options.path, names.why, key())];
  return (names.state === "known" ? names.value : []).flatMap((name) => {
    const value = options.get(name).string();
    const isPlain = OPTION_NAME.test(name);
    const [path, aspect] = isPlain ? [`${options.path}[${name}]`, key(name)] : [options.path, key()];
    const kind = value.state === "known" ? credentialKind(value.value) : undefined;
    if (kind !== undefined) return [fail(path, `holds what looks like ${kind}`, aspect)];
    if (looksLikeCredentialName(name)) return [fail(path, "has the name of a credential", aspect)];
    return value.state === "unknown" ? [indeterminate(path, PERHAPS, aspect)] : [];
  });
}

function judgeVariable(variable: Reader, { key }: Container): Finding[] {
  const name = variable.get("name").string();
  const value = variable.get("value").string();
  const shown = name.state === "known" && VARIABLE_NAME.test(name.value) ? name.value : undefined;
  const path = shown === undefined ? variable.path : variable.path.replace(/\[\d+\]$/, `[${shown}]`);
  const kind = value.state === "known" ? credentialKind(value.value) : undefined;
  if (kind !== undefined) return [fail(path, `holds what looks like ${kind}`, key(shown))];
  if (name.state === "known" && looksLikeCredentialName(name.value)) {
    return [fail(path, "has the name of a credential", key(shown))];
  }
  if (name.state === "unknown" || value.state === "unknown") {
    return [indeterminate(path, PERHAPS, key(shown))];
  }
  return [];
}
