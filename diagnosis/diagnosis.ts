/** What is wrong with a service, as one object for programs and as text for people. */
import type { ServiceFacts, Verdict } from "./deployment-verdict";
import type { Evidence, StoppedTask } from "./evidence";
import { hintFor, type Hint } from "./hints";

export interface ServiceIdentity {
  /** As the settings, or the component, call it. */
  readonly name: string;
  readonly serviceName: string;
  readonly cluster: string;
  readonly region: string;
}

export interface Diagnosis {
  readonly service: ServiceIdentity;
  readonly verdict: Verdict;
  readonly wantedTaskDefinition: string;
  readonly facts?: ServiceFacts;
  readonly stoppedTasks: readonly StoppedTask[];
  /** The most telling first, each once. */
  readonly hints: readonly Hint[];
  readonly gaps: Evidence["gaps"];
}

export function diagnose(
  service: ServiceIdentity,
  wantedTaskDefinition: string,
  verdict: Verdict,
  { facts, stoppedTasks, gaps }: Evidence,
): Diagnosis {
  const hints = verdict.kind === "complete" ? [] : hintsFor(stoppedTasks, facts?.events ?? []);
  return { service, verdict, wantedTaskDefinition, ...(facts && { facts }), stoppedTasks, hints, gaps };
}

/** Events tell of what never became a task, such as missing capacity; they count where the tasks themselves say nothing. */
function hintsFor(tasks: readonly StoppedTask[], events: ServiceFacts["events"]): Hint[] {
  const found = tasks.flatMap((task) => {
    const { stoppedReason = "", stopCode, containers } = task;
    const text = [stoppedReason, ...containers.map(({ reason = "" }) => reason)].join("\n");
    const exitCodes = containers.flatMap(({ exitCode }) => exitCode ?? []);
    const log = containers.flatMap((container) => container.log).join("\n");
    return hintFor({ text, ...(stopCode !== undefined && { stopCode }), exitCodes, log }) ?? [];
  });
  const recent = events.slice(0, RECENT_EVENTS).map(({ message }) => message);
  const told = found.length > 0 ? found : recent.flatMap((text) => hintFor({ text, exitCodes: [], log: "" }) ?? []);
  return told.filter(({ id }, index) => told.findIndex((other) => other.id === id) === index);
}

const RECENT_EVENTS = 10;
const SHOWN_EVENTS = 5;

export function renderDiagnosis(diagnosis: Diagnosis): string {
  const { service, verdict, wantedTaskDefinition, facts, stoppedTasks, hints, gaps } = diagnosis;
  const { serviceName, cluster, region } = service;
  const running = verdict.kind === "other" ? verdict.running : (facts?.taskDefinition ?? wantedTaskDefinition);
  const lines = [
    `Service "${service.name}": ${sentence(verdict)}`,
    `  ${serviceName} in cluster ${lastPart(cluster)}, ${region}`,
    `  wanted task definition   ${lastPart(wantedTaskDefinition)}`,
    `  current task definition  ${lastPart(running)}${facts ? `, ${facts.runningCount} of ${facts.desiredCount} tasks run` : ""}`,
    ...("reason" in verdict && verdict.reason !== "" ? [`  reason                   ${verdict.reason}`] : []),
  ];
  const block = (title: string, content: readonly string[]) => {
    if (content.length > 0) lines.push("", `  ${title}`, ...content.map((line) => `    ${line}`));
  };
  block("Stopped tasks, the last first:", stoppedTasks.flatMap(taskLines));
  block(
    "What ECS says, the last first:",
    (facts?.events ?? []).slice(0, SHOWN_EVENTS).map(({ createdAt, message }) => `${time(createdAt)}${message}`),
  );
  block(
    "Probably:",
    hints.flatMap(({ meaning, todo, source }) => [meaning, todo, source]),
  );
  block(
    "Not known, because AWS could not be asked:",
    gaps.map(({ what, action, reason }) => `${what} (needs ${action}): ${reason}`),
  );
  block("What to do:", whatToDo(diagnosis));
  return lines.join("\n");
}

/** The verdict in words. */
export function sentence(verdict: Verdict): string {
  switch (verdict.kind) {
    case "complete":
      return verdict.missingTasks === 0
        ? "its last deployment is complete."
        : `its last deployment is complete. Tasks that have stopped since and are being replaced: ${verdict.missingTasks}.`;
    case "underWay":
      return `the deployment is not complete: ${verdict.progress}.`;
    case "failed":
      return "the deployment failed, and ECS had no completed one to go back to.";
    case "other":
      return verdict.rolledBack
        ? "the deployment failed, and ECS rolled it back."
        : "it runs another task definition than the program wants.";
  }
}

function taskLines({ taskId, taskDefinition, stoppedAt, stopCode, stoppedReason, containers }: StoppedTask): string[] {
  const why = [stopCode, stoppedReason].filter(Boolean).join(": ");
  return [
    `${time(stoppedAt)}${taskId.slice(0, 8)} of ${taskDefinition}: ${why || "no reason given"}`,
    ...containers.flatMap(({ name, exitCode, reason, log, logIsIn }) => [
      `  container ${name}: ${[exitCode === undefined ? "did not start" : `exit code ${exitCode}`, reason].filter(Boolean).join(", ")}`,
      ...log.map((line) => `    | ${line}`),
      ...(logIsIn === undefined ? [] : [`    its log is where the log router sends it: ${logIsIn}`]),
    ]),
  ];
}

/** Pulumi takes what was asked for as deployed, so something has to tell it, or ECS, to try again. */
function whatToDo({ service, verdict }: Diagnosis): string[] {
  const { cluster, serviceName, region } = service;
  switch (verdict.kind) {
    case "complete":
      return [];
    case "underWay":
      return ["Wait, and run pulumi up again; or correct the cause, and run it."];
    case "other":
      return [
        "Correct the cause in the settings or the image, and run: pulumi up",
        "If the cause was elsewhere (a permission, a secret, another service), deploy the same again with: pulumi up --refresh",
      ];
    case "failed":
      return [
        "Correct the cause in the settings or the image, and run: pulumi up",
        "If the cause was elsewhere (a permission, a secret, another service), let ECS try again, and then run pulumi up:",
        `  aws ecs update-service --region ${region} --cluster ${lastPart(cluster)} --service ${serviceName} --force-new-deployment`,
      ];
  }
}

function lastPart(arn: string): string {
  return arn.split("/").at(-1) ?? "";
}

function time(rfc3339: string | undefined): string {
  return rfc3339 === undefined ? "" : `${new Date(rfc3339).toISOString().slice(0, 19).replace("T", " ")}Z `;
}
