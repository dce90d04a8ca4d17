import { UNKNOWN, type Properties, type Value } from "../../../model/graph";
import { xEcs1 } from "../../../policies/controls/x-ecs-1";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type CaseResource, type ControlCase, type ControlCases } from "../control-case";

const SAME = "is the role that starts the task";
const MISSING = "is not set, so the program has no role of its own";

const roles = (executionRoleArn: Value, taskRoleArn: Value, more: Properties = {}) => ({
  type: "aws:ecs/taskDefinition:TaskDefinition",
  properties: { family: "web", executionRoleArn, taskRoleArn, ...more },
});
const role = (name: string): CaseResource => ({ type: "aws:iam/role:Role", name, properties: { arn: UNKNOWN } });
const joined = (
  execution: readonly string[],
  task: readonly string[],
): Omit<ControlCase, "kind" | "title" | "expected"> => ({
  ...roles(UNKNOWN, UNKNOWN),
  others: [role("one"), role("two")],
  computedFrom: { executionRoleArn: execution, taskRoleArn: task },
});
const unsure = [["indeterminate", "taskRoleArn", perhaps(SAME), "same"]] as const;

export const cases: ControlCases = {
  control: xEcs1,
  cases: [
    { kind: "passing", title: "two roles", ...roles("arn:start", "arn:run"), expected: "pass" },
    { kind: "passing", title: "two roles without ARNs yet", ...joined(["one"], ["two"]), expected: "pass" },
    { kind: "passing", title: "no role to start it", ...roles(null, "arn:run"), expected: "pass" },
    {
      kind: "failing",
      title: "one role",
      ...roles("arn:start", "arn:start"),
      expected: [["fail", "taskRoleArn", SAME, "same"]],
    },
    {
      kind: "failing",
      title: "one role without an ARN yet",
      ...joined(["one"], ["one"]),
      expected: [["fail", "taskRoleArn", SAME, "same"]],
    },
    {
      kind: "absent",
      title: "the program's role",
      ...roles("arn:start", null),
      expected: [["fail", "taskRoleArn", MISSING, "missing"]],
    },
    { kind: "unknown", title: "the program's role", ...roles("arn:start", UNKNOWN), expected: unsure },
    { kind: "unknown", title: "the role that starts it", ...roles(UNKNOWN, "arn:run"), expected: unsure },
    { kind: "unknown", title: "which of two roles it is", ...joined(["one", "two"], ["one"]), expected: unsure },
    {
      kind: "unknown",
      title: "which of two roles the program has",
      ...joined(["one"], ["one", "two"]),
      expected: unsure,
    },
    { kind: "unknown", title: "the role that starts it, of another stack", ...joined([], ["one"]), expected: unsure },
    { kind: "unknown", title: "both roles, of other stacks", ...roles(UNKNOWN, UNKNOWN), expected: unsure },
    {
      kind: "canary",
      title: "names of roles",
      ...roles(CANARY, CANARY),
      expected: [["fail", "taskRoleArn", SAME, "same"]],
    },
  ],
  impossible: { "not applicable": "Every task runs a program, which is somebody." },
};
