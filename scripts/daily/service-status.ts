/** How a service is: its deployments, its tasks, and why the last ones stopped. */
import {
  type Deployment,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  type Service,
  type Task,
} from "@aws-sdk/client-ecs";
import type { Block, Cell, Tone } from "../../preview/document";
import type { DeployedService } from "./deployed-stack";

export interface ServiceStatus {
  readonly service: Service;
  readonly tasks: readonly Task[];
  /** ECS remembers them for an hour. */
  readonly stoppedTasks: readonly Task[];
}

const MOST_EVENTS = 5;
/** DescribeTasks takes as many. Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
const MOST_TASKS_AT_ONCE = 100;

export async function serviceStatus({ clusterName, serviceName, client }: DeployedService): Promise<ServiceStatus> {
  const ecs = new ECSClient(client);
  const { services = [] } = await ecs.send(
    new DescribeServicesCommand({ cluster: clusterName, services: [serviceName] }),
  );
  const [service] = services;
  if (service === undefined) throw new Error(`ECS knows no service ${serviceName} in cluster ${clusterName}.`);
  const tasksOf = async (desiredStatus: "RUNNING" | "STOPPED"): Promise<Task[]> => {
    const found: Task[] = [];
    let nextToken: string | undefined;
    do {
      const page = await ecs.send(
        new ListTasksCommand({
          cluster: clusterName,
          serviceName,
          desiredStatus,
          maxResults: MOST_TASKS_AT_ONCE,
          ...(nextToken !== undefined && { nextToken }),
        }),
      );
      if (page.taskArns?.length) {
        const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster: clusterName, tasks: page.taskArns }));
        found.push(...tasks);
      }
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    return found;
  };
  return { service, tasks: await tasksOf("RUNNING"), stoppedTasks: await tasksOf("STOPPED") };
}

/** For people, in the preview's own form. */
export function statusBlocks(title: string, { service, tasks, stoppedTasks }: ServiceStatus): Block[] {
  const { desiredCount = 0, runningCount = 0, pendingCount = 0, deployments = [], events = [] } = service;
  const complete = runningCount === desiredCount && deployments.length === 1;
  return [
    { kind: "heading", text: title },
    {
      kind: "paragraph",
      text: `${runningCount} of ${desiredCount} tasks running, ${pendingCount} starting`,
      tone: complete ? "good" : "warning",
    },
    ...table("Deployments", ["task definition", "state", "tasks", "since", "reason"], deployments.map(deploymentRow)),
    ...table("Tasks", ["task", "state", "health", "zone", "task definition", "since"], tasks.map(taskRow)),
    ...table("Stopped within the last hour", ["task", "stopped", "exit codes", "reason"], stoppedTasks.map(stoppedRow)),
    ...(events.length === 0
      ? []
      : [
          { kind: "heading" as const, text: "What ECS says" },
          {
            kind: "list" as const,
            items: events
              .slice(0, MOST_EVENTS)
              .map(({ createdAt, message }) => [time(createdAt), message].filter(Boolean).join(" ")),
          },
        ]),
  ];
}

function table(heading: string, columns: readonly string[], rows: readonly (readonly Cell[])[]): Block[] {
  if (rows.length === 0) return [];
  return [
    { kind: "heading", text: heading },
    { kind: "table", columns, rows },
  ];
}

const ROLLOUT_TONES: Readonly<Record<string, Tone>> = { COMPLETED: "good", FAILED: "bad", IN_PROGRESS: "warning" };

function deploymentRow(deployment: Deployment): Cell[] {
  const { status = "", rolloutState, rolloutStateReason = "", taskDefinition } = deployment;
  const tone = ROLLOUT_TONES[rolloutState ?? ""];
  return [
    { text: lastPart(taskDefinition) },
    { text: [status, rolloutState].filter(Boolean).join(", "), ...(tone && { tone }) },
    { text: `${deployment.runningCount ?? 0} of ${deployment.desiredCount ?? 0}` },
    { text: time(deployment.createdAt) },
    { text: rolloutStateReason },
  ];
}

function taskRow(task: Task): Cell[] {
  return [
    { text: lastPart(task.taskArn) },
    { text: task.lastStatus ?? "" },
    { text: task.healthStatus ?? "", ...(task.healthStatus === "UNHEALTHY" && { tone: "bad" as const }) },
    { text: task.availabilityZone ?? "" },
    { text: lastPart(task.taskDefinitionArn) },
    { text: time(task.startedAt ?? task.createdAt) },
  ];
}

function stoppedRow({ taskArn, stoppedAt, stoppedReason, stopCode, containers = [] }: Task): Cell[] {
  const exits = containers.filter(({ exitCode }) => exitCode !== undefined);
  const reasons = containers.flatMap(({ name, reason }) => (reason ? [`${name}: ${reason}`] : []));
  return [
    { text: lastPart(taskArn) },
    { text: time(stoppedAt) },
    { text: exits.map(({ name, exitCode }) => `${name} ${exitCode}`).join(", ") },
    { text: [stoppedReason ?? stopCode ?? "", ...reasons].join("; ") },
  ];
}

/** What tells ARNs of one kind apart: the task's id, the task definition's family and revision. */
function lastPart(arn: string | undefined): string {
  return arn?.split("/").at(-1) ?? "";
}

function time(date: Date | undefined): string {
  return date?.toISOString().replace(/\.\d+Z$/, "Z") ?? "";
}
