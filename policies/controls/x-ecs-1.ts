import { ROLE, TASK_DEFINITION } from "../../model/type-tokens";
import type { JudgedResource, StackControl } from "../control";
import type { StackIndex } from "../stack-index";
import { fail, failIf, type Truth } from "../verdict";

const EXECUTION = "executionRoleArn";
const TASK = "taskRoleArn";

export const xEcs1: StackControl = {
  id: "X-ECS-1",
  policy: "x-ecs-1",
  pack: "security",
  title: "ECS tasks have a role of their own, other than the one that starts them",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-ECS-1" }],
  rationale:
    "The execution role reads the secrets of every container and pulls any image that it may. A program that runs as " +
    "that role can do both. And without a task role, what it needs is soon added to the other.",
  remediation: "Set `taskRoleArn` to a role that lists what the program needs, also if that is nothing.",
  link: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-iam-roles.html",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [TASK_DEFINITION],
  phase: "stack",
  equivalents: { checkov: ["CKV_AWS_249"] },

  judge(task, _settings, stack) {
    if (task.properties.get(TASK).isAbsent()) {
      return [fail(TASK, "is not set, so the program has no role of its own", "missing")];
    }
    return failIf(isSameRole(task, stack), TASK, "is the role that starts the task", "same");
  },
};

/** By their ARNs or, before there are any, by what these were computed from. */
function isSameRole(task: JudgedResource, stack: StackIndex): Truth {
  const execution = task.properties.get(EXECUTION).string();
  const own = task.properties.get(TASK).string();
  if (execution.state === "absent") return false;
  if (execution.state === "known" && own.state === "known") return execution.value === own.value;
  const [executions, owns] = [rolesOf(task, EXECUTION, stack), rolesOf(task, TASK, stack)];
  if (executions.length * owns.length === 0) return "unknown";
  if (!executions.some((urn) => owns.includes(urn))) return false;
  return executions.length === 1 && owns.length === 1 ? true : "unknown";
}

/** Those of the stack that the role may be; none if it may be any. */
function rolesOf(task: JudgedResource, name: string, stack: StackIndex): readonly string[] {
  const join = stack.referredTo(task, name, [ROLE]);
  return join.state === "found" ? join.resources.map(({ urn }) => urn) : [];
}
