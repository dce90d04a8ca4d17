/** When a container of a task starts and ends, and what happens then. */
import {
  EXIT_CODE,
  IGNORED_EXIT_CODES_MAX_COUNT,
  RESTART_ATTEMPT_PERIOD_SECONDS,
  START_TIMEOUT_SECONDS,
  STOP_TIMEOUT_MAX_SECONDS,
  type DependencyCondition,
} from "../../model/container-definition";
import type { Problem } from "../../model/problem";
import { rangeProblem } from "../../model/ranges";
import type { Containers } from "./container-plan";

const SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html";
const RESTART_SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html";

/** Conditions that wait for the end of a container. */
const ENDS: readonly DependencyCondition[] = ["COMPLETE", "SUCCESS"];

/** True if another container waits for the end of this one: it prepares something, and ends. */
export function isWaitedToEnd(
  name: string,
  containers: Readonly<Record<string, { readonly dependsOn?: Readonly<Record<string, DependencyCondition>> }>>,
): boolean {
  return Object.values(containers).some(({ dependsOn = {} }) => ENDS.includes(dependsOn[name] ?? "START"));
}

export function checkLifeCycle(component: string, name: string, containers: Containers): Problem[] {
  const { startTimeoutSeconds, stopTimeoutSeconds } = containers[name]!;
  const at = `containers.${name}`;
  return [
    ...rangeProblem(component, `${at}.startTimeoutSeconds`, startTimeoutSeconds, START_TIMEOUT_SECONDS, SOURCE),
    ...rangeProblem(
      component,
      `${at}.stopTimeoutSeconds`,
      stopTimeoutSeconds,
      { lowest: 0, highest: STOP_TIMEOUT_MAX_SECONDS },
      SOURCE,
    ),
    ...checkRestart(component, name, containers),
    ...checkDependencies(component, name, containers),
  ];
}

function checkRestart(component: string, name: string, containers: Containers): Problem[] {
  const policy = containers[name]!.restartPolicy;
  if (policy === undefined) return [];
  const { ignoredExitCodes, restartAttemptPeriodSeconds } = policy;
  const argument = `containers.${name}.restartPolicy`;
  const problem = (value: unknown, message: string, fix: string): Problem[] => [
    { component, argument, value, message, fix, source: RESTART_SOURCE },
  ];
  return [
    ...rangeProblem(
      component,
      `${argument}.restartAttemptPeriodSeconds`,
      restartAttemptPeriodSeconds,
      RESTART_ATTEMPT_PERIOD_SECONDS,
      RESTART_SOURCE,
    ),
    ...ignoredExitCodes.flatMap((code, index) =>
      rangeProblem(component, `${argument}.ignoredExitCodes[${index}]`, code, EXIT_CODE, RESTART_SOURCE),
    ),
    ...(ignoredExitCodes.length > IGNORED_EXIT_CODES_MAX_COUNT
      ? problem(ignoredExitCodes.length, `It has at most ${IGNORED_EXIT_CODES_MAX_COUNT} exit codes.`, "List fewer.")
      : []),
    ...(isWaitedToEnd(name, containers)
      ? problem(policy, "Another container waits for its end, so it must not be started again.", "Remove it.")
      : []),
  ];
}

function checkDependencies(component: string, name: string, containers: Containers): Problem[] {
  const problems: Problem[] = [];
  for (const [other, condition] of Object.entries(containers[name]!.dependsOn)) {
    const target = containers[other];
    const wrong =
      target === undefined
        ? `There is no container "${other}" in the task.`
        : reaches(containers, other, name)
          ? `"${name}" and "${other}" wait for each other.`
          : condition === "HEALTHY" && target.healthCheck === undefined
            ? `"${other}" has no health check, so it never becomes healthy.`
            : ENDS.includes(condition) && target.essential
              ? `"${other}" is essential: when it ends, the whole task ends.`
              : undefined;
    if (wrong === undefined) continue;
    problems.push({
      component,
      argument: `containers.${name}.dependsOn.${other}`,
      value: condition,
      message: wrong,
      fix: "Correct the dependency, or the container it names.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
    });
  }
  return problems;
}

/** True if `from` waits, directly or through others, for `to`. */
function reaches(containers: Containers, from: string, to: string, seen = new Set<string>()): boolean {
  if (from === to) return true;
  if (seen.has(from)) return false;
  seen.add(from);
  return Object.keys(containers[from]?.dependsOn ?? {}).some((next) => reaches(containers, next, to, seen));
}
