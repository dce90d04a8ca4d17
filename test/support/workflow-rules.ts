/**
 * What every workflow keeps to, so that neither a pull request nor a changed action gets more than it needs.
 * Source: https://docs.github.com/en/actions/reference/security/secure-use
 */
import { spawnSync } from "node:child_process";
import { isScalar, parseDocument, visit } from "yaml";

export interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly if?: string;
  readonly environment?: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
  readonly steps?: readonly Step[];
}

export interface Workflow {
  readonly name?: string;
  readonly on?: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs?: Readonly<Record<string, Job>>;
  /** Of an action: its steps. */
  readonly runs?: { readonly steps?: readonly Step[] };
}

/** A workflow's or an action's file, as text and as what it says. */
interface Given {
  readonly text: string;
  readonly workflow: Workflow;
  readonly triggers: readonly string[];
  readonly jobs: readonly Job[];
  readonly steps: readonly Step[];
}

type Rule = (given: Given) => string[];

const SAME_REPOSITORY = "github.event.pull_request.head.repo.full_name == github.repository";

const RULES: readonly Rule[] = [
  onlyPinnedActions,
  ({ triggers }) => (triggers.includes("pull_request_target") ? ["pull_request_target gives forks rights"] : []),
  ({ workflow }) =>
    workflow.jobs !== undefined && JSON.stringify(workflow.permissions) !== '{"contents":"read"}'
      ? ["a workflow may only read; jobs ask for more"]
      : [],
  ({ jobs }) => jobs.filter((job) => job["timeout-minutes"] === undefined).map(() => "a job without timeout-minutes"),
  ({ steps }) =>
    steps
      .filter(
        ({ uses, with: inputs }) => uses?.startsWith("actions/checkout@") && inputs?.["persist-credentials"] !== false,
      )
      .map(() => "a checkout that keeps the token"),
  ({ steps }) =>
    steps
      .filter(({ run }) => run?.includes("${{"))
      .map(({ run }) => `an expression inside a script, where its value is code: ${run!.trim().split("\n")[0]}`),
  ({ text }) => (/\bsecrets\s*[.[]/.test(text) ? ["a stored secret"] : []),
  ({ text }) => (/aws-(secret-)?access-key/i.test(text) ? ["a long-lived key of AWS"] : []),
  onlyKnownRights,
  runOfPullRequestIsData,
  ({ steps }) =>
    steps.flatMap(({ run }) => {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: run ?? "", encoding: "utf8" });
      return status === 0 ? [] : [`a script that bash can't read: ${stderr.trim()}`];
    }),
];

/** What is wrong with a workflow or an action. */
export function workflowFindings(text: string): string[] {
  const workflow = parseDocument(text).toJS() as Workflow;
  const jobs = Object.values(workflow.jobs ?? {});
  const steps = [...jobs.flatMap((job) => job.steps ?? []), ...(workflow.runs?.steps ?? [])];
  const { on = {} } = workflow;
  const triggers = typeof on === "string" ? [on] : Array.isArray(on) ? on.map(String) : Object.keys(on as object);
  return RULES.flatMap((rule) => rule({ text, workflow, triggers, jobs, steps }));
}

/** A tag can be moved to other code; the comment says which version the commit is. */
function onlyPinnedActions({ text }: Given): string[] {
  return usedActions(text)
    .filter(
      ({ action, version }) => !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(action) || !/^v\d+\.\d+\.\d+$/.test(version),
    )
    .map(({ action }) => `an action without a commit and its version: ${action}`);
}

export interface UsedAction {
  /** OWNER/NAME@COMMIT */
  readonly action: string;
  /** By the comment behind it. */
  readonly version: string;
}

/** The actions of others that a file uses; those of this repository are at the same commit anyway. */
export function usedActions(text: string): UsedAction[] {
  const found: UsedAction[] = [];
  visit(parseDocument(text), {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || key.value !== "uses" || !isScalar(value)) return;
      const action = String(value.value);
      if (!action.startsWith("./")) found.push({ action, version: value.comment?.trim() ?? "" });
    },
  });
  return found;
}

/** What it takes to propose a change; who starts such a run by hand may write anyway. */
const PROPOSING = ["contents", "pull-requests"];

/** What runs the code of a branch of the repository itself, which is trusted. */
const OF_THE_BRANCH = ["push", "schedule", "workflow_dispatch"];

/** More than reading is for jobs that no fork can start, or that run nothing of it. */
function onlyKnownRights({ jobs, triggers }: Given): string[] {
  return jobs.flatMap((job) =>
    Object.entries(job.permissions ?? {}).flatMap(([right, access]): string[] => {
      if (access === "read") return [];
      if (right === "pull-requests" && triggers.every((trigger) => trigger === "workflow_run")) return [];
      if (PROPOSING.includes(right) && triggers.every((trigger) => trigger === "workflow_dispatch")) return [];
      if (right !== "id-token") return [`a right that nothing here needs: ${right}: ${access}`];
      const forksCanStartIt = triggers.some(
        (trigger) => trigger !== "pull_request" && !OF_THE_BRANCH.includes(trigger),
      );
      if (forksCanStartIt || (triggers.includes("pull_request") && !startsOnlyFor(job, SAME_REPOSITORY))) {
        return ["an identity for whoever opens a pull request"];
      }
      return [];
    }),
  );
}

/** True if the condition has to hold, whatever the others are. */
function startsOnlyFor({ if: condition = "" }: Job, required: string): boolean {
  return !condition.includes("||") && condition.split("&&").some((part) => part.trim() === required);
}

/** What starts after another run has rights, and must not run what that one has made. */
function runOfPullRequestIsData({ triggers, steps }: Given): string[] {
  if (!triggers.includes("workflow_run")) return [];
  return steps.flatMap(({ uses = "", run = "", with: inputs = {} }) => [
    ...(uses.startsWith("actions/checkout@") && ("ref" in inputs || "repository" in inputs)
      ? ["a checkout of something else than the default branch"]
      : []),
    ...(uses.startsWith("actions/download-artifact@") && !String(inputs["path"]).startsWith("${{ runner.temp }}/")
      ? ["an artifact that could overwrite the code"]
      : []),
    ...(/\bnpm (ci|install)\b(?!.*--ignore-scripts)/.test(run) ? ["an installation that runs scripts"] : []),
  ]);
}
