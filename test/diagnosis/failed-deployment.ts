/**
 * AWS's answers about a deployment that failed. moto knows neither stopped tasks with reasons nor deployments that fail,
 * so these are written by the SDK's types and by the examples of AWS's documents:
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
import type {
  Container,
  DescribeServicesResponse,
  DescribeTaskDefinitionResponse,
  DescribeTasksResponse,
  ListTasksResponse,
  Task,
} from "@aws-sdk/client-ecs";
import type { GetLogEventsResponse } from "@aws-sdk/client-cloudwatch-logs";
import { AwsApi, useAwsApi } from "../support/aws-api";

/** Dates are seconds since 1970 on their way. */
type OnTheWay<T> = T extends Date ? number : T extends object ? { [K in keyof T]: OnTheWay<T[K]> } : T;

const ARN = "arn:aws:ecs:eu-central-1:111122223333:";
export const CLUSTER = `${ARN}cluster/main-1a2b3c4`;
export const WANTED = `${ARN}task-definition/main-1a2b3c4-web:2`;
export const BEFORE = `${ARN}task-definition/main-1a2b3c4-web:1`;
export const TASK_IDS = ["aaaaaaaa11111111", "bbbbbbbb22222222"] as const;
export const at = (minute: number, second = 0) => Date.UTC(2026, 0, 5, 10, minute, second) / 1000;

export const OUT_OF_MEMORY: Container = {
  name: "web",
  exitCode: 137,
  reason: "OutOfMemoryError: Container killed due to memory usage",
};

export function stoppedTask(id: string, minute: number, changes: Partial<OnTheWay<Task>> = {}): OnTheWay<Task> {
  return {
    taskArn: `${ARN}task/main-1a2b3c4/${id}`,
    taskDefinitionArn: WANTED,
    lastStatus: "STOPPED",
    stoppedAt: at(minute),
    stopCode: "EssentialContainerExited",
    stoppedReason: "Essential container in task exited",
    containers: [OUT_OF_MEMORY as OnTheWay<Container>],
    ...changes,
  };
}

/** A roll-back because of two tasks that ran out of memory, of whichever service is asked about. */
export function answerRolledBack(
  api: AwsApi,
  tasks = [stoppedTask(TASK_IDS[0], 11), stoppedTask(TASK_IDS[1], 12)],
): void {
  const listed: ListTasksResponse = { taskArns: tasks.map(({ taskArn }) => taskArn!) };
  const definition: DescribeTaskDefinitionResponse = {
    taskDefinition: {
      containerDefinitions: [
        {
          name: "web",
          logConfiguration: {
            logDriver: "awslogs",
            options: { "awslogs-group": "web-9a8b7c6", "awslogs-stream-prefix": "web" },
          },
        },
      ],
    },
  };
  api
    .answer("DescribeServices", ({ cluster, services }) => rolledBack(String(cluster), (services as string[])[0]!))
    .answer("ListTasks", listed)
    .answer("DescribeTasks", ({ cluster }): OnTheWay<DescribeTasksResponse> => ({
      tasks: tasks.map((task) => ({ ...task, taskDefinitionArn: ofCluster(String(cluster), task.taskDefinitionArn!) })),
    }))
    .answer("DescribeTaskDefinition", definition)
    .answer("GetLogEvents", ({ logStreamName }): GetLogEventsResponse => ({
      events: [
        { message: `reading ${String(logStreamName)}` },
        { message: "DATABASE_PASSWORD=hunter2\nFATAL ERROR: JavaScript heap out of memory" },
      ],
    }));
}

function rolledBack(cluster: string, serviceName: string): OnTheWay<DescribeServicesResponse> {
  const event = (minute: number, text: string) => ({
    createdAt: at(minute),
    message: `(service ${serviceName}) ${text}`,
  });
  const taskDefinition = ofCluster(cluster, BEFORE);
  return {
    services: [
      {
        serviceName,
        taskDefinition,
        desiredCount: 2,
        runningCount: 2,
        deployments: [
          {
            id: "ecs-svc/3",
            status: "PRIMARY",
            taskDefinition,
            createdAt: at(13),
            rolloutState: "COMPLETED",
            rolloutStateReason: "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/3.",
          },
        ],
        events: [
          event(14, "has reached a steady state."),
          event(14, "(deployment ecs-svc/3) deployment completed."),
          event(13, "rolling back to deployment ecs-svc/3."),
          event(13, "(deployment ecs-svc/2) deployment failed: tasks failed to start."),
        ],
      },
    ],
  };
}

/** The same task definition in the cluster that is asked about; given by its name it is the one above. */
function ofCluster(cluster: string, taskDefinition: string): string {
  const [prefix, name] = cluster.split("cluster/");
  return name === undefined ? taskDefinition : taskDefinition.replace(ARN, prefix!).replace("main-1a2b3c4", name);
}

/** Lets each test of a suite find an API in AWS's place that tells of a roll-back. */
export function withRolledBackApi(use: (api: AwsApi) => void): void {
  let api: AwsApi;
  let restore: () => void;

  beforeEach(async () => {
    api = await AwsApi.start();
    restore = useAwsApi(api.url);
    answerRolledBack(api);
    use(api);
  });

  afterEach(() => {
    restore();
    api.stop();
  });
}
