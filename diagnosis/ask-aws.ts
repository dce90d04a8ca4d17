/** Asks ECS and CloudWatch Logs why a service's tasks stopped. Never throws: what can't be asked is a gap. */
import { CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  type Container,
  type ContainerDefinition,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  type Service,
  type Task,
} from "@aws-sdk/client-ecs";
import { redactCredentials } from "../model/credentials";
import { routedLine } from "../model/log-router";
import { type AwsPlace, clientConfiguration } from "./aws-client";
import type { ServiceFacts } from "./deployment-verdict";
import { logPlace } from "./log-place";
import type { Evidence, Gap, StoppedContainer, StoppedTask } from "./evidence";

export interface Question {
  readonly place: AwsPlace;
  /** Name or ARN. */
  readonly cluster: string;
  readonly serviceName: string;
  /** Tasks of this task definition are told about, if there are any. */
  readonly taskDefinition?: string;
}

export interface Limits {
  readonly stoppedTasks: number;
  readonly logLines: number;
  /** For all questions together. */
  readonly timeMs: number;
}

export const LIMITS: Limits = { stoppedTasks: 3, logLines: 10, timeMs: 30_000 };

/** DescribeTasks takes as many. Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html */
const TASKS_AT_ONCE = 100;
const LONGEST_LINE = 300;

export async function askAws(question: Question, limits: Limits = LIMITS): Promise<Evidence> {
  const asker = askerOf(question, limits);
  const [facts, stoppedTasks] = await Promise.all([asker.facts(), asker.stoppedTasks()]);
  return { ...(facts && { facts }), stoppedTasks, gaps: asker.gaps };
}

/** What ECS says about the service itself; undefined if it can't be asked. */
export async function askForFacts(question: Question, limits: Limits = LIMITS): Promise<ServiceFacts | undefined> {
  return askerOf(question, limits).facts();
}

function askerOf(question: Question, limits: Limits): Asker {
  const configuration = clientConfiguration(question.place);
  return new Asker(new ECSClient(configuration), new CloudWatchLogsClient(configuration), question, limits);
}

class Asker {
  readonly gaps: Gap[] = [];
  readonly #end: AbortSignal;
  readonly #definitions = new Map<string, Promise<readonly ContainerDefinition[]>>();

  constructor(
    private readonly ecs: ECSClient,
    private readonly logs: CloudWatchLogsClient,
    private readonly question: Question,
    private readonly limits: Limits,
  ) {
    this.#end = AbortSignal.timeout(limits.timeMs);
  }

  async facts(): Promise<ServiceFacts | undefined> {
    const { cluster, serviceName } = this.question;
    const answer = await this.#ask("the service's own state", "ecs:DescribeServices", (options) =>
      this.ecs.send(new DescribeServicesCommand({ cluster, services: [serviceName] }), options),
    );
    const [service] = answer?.services ?? [];
    if (answer && service === undefined) {
      const reason = `ECS knows no service ${serviceName} in cluster ${cluster}.`;
      this.gaps.push({ what: "the service's own state", action: "ecs:DescribeServices", reason });
    }
    return service && factsOf(service);
  }

  async stoppedTasks(): Promise<StoppedTask[]> {
    const { cluster, serviceName } = this.question;
    const found: Task[] = [];
    let nextToken: string | undefined;
    do {
      const page = await this.#ask("the stopped tasks", "ecs:ListTasks", (options) =>
        this.ecs.send(
          new ListTasksCommand({
            cluster,
            serviceName,
            desiredStatus: "STOPPED",
            maxResults: TASKS_AT_ONCE,
            ...(nextToken !== undefined && { nextToken }),
          }),
          options,
        ),
      );
      const tasks = page?.taskArns ?? [];
      if (tasks.length > 0) {
        const answer = await this.#ask("the stopped tasks", "ecs:DescribeTasks", (options) =>
          this.ecs.send(new DescribeTasksCommand({ cluster, tasks }), options),
        );
        found.push(...(answer?.tasks ?? []));
      }
      nextToken = page?.nextToken;
    } while (nextToken !== undefined);
    return Promise.all(this.#tellingOnes(found).map((task) => this.#stoppedTask(task)));
  }

  /** The last ones of the deployment in question, without those that stopped only because others took their place. */
  #tellingOnes(tasks: readonly Task[]): Task[] {
    const prefer = (all: readonly Task[], test: (task: Task) => boolean) => {
      const some = all.filter(test);
      return some.length > 0 ? some : all;
    };
    const own = prefer(tasks, ({ taskDefinitionArn }) => taskDefinitionArn === this.question.taskDefinition);
    const telling = prefer(own, ({ stoppedReason = "" }) => !stoppedReason.startsWith("Scaling activity initiated by"));
    return [...telling]
      .sort((a, b) => (b.stoppedAt?.getTime() ?? 0) - (a.stoppedAt?.getTime() ?? 0))
      .slice(0, this.limits.stoppedTasks);
  }

  async #stoppedTask(task: Task): Promise<StoppedTask> {
    const { taskArn, taskDefinitionArn = "", stoppedAt, stopCode, stoppedReason, containers = [] } = task;
    const taskId = lastPart(taskArn);
    const failed = containers.filter(({ exitCode }) => exitCode !== undefined && exitCode !== 0);
    // Without a failed one, such as after a failed health check, any of those that ran may have written why.
    const toRead = failed.length > 0 ? failed : containers.filter(({ exitCode }) => exitCode !== undefined);
    return {
      taskId,
      taskDefinition: lastPart(taskDefinitionArn),
      ...(stoppedAt && { stoppedAt: stoppedAt.toISOString() }),
      ...(stopCode && { stopCode }),
      ...(stoppedReason && { stoppedReason }),
      containers: await Promise.all(
        containers.map(async (container) => ({
          ...containerOf(container),
          ...(toRead.includes(container)
            ? await this.#log(taskDefinitionArn, taskId, container.name ?? "")
            : { log: [] }),
        })),
      ),
    };
  }

  async #log(
    taskDefinition: string,
    taskId: string,
    container: string,
  ): Promise<Pick<StoppedContainer, "log" | "logIsIn">> {
    const definition = (await this.#containers(taskDefinition)).find(({ name }) => name === container);
    const place = logPlace(definition?.logConfiguration ?? {}, container, taskId, this.question.place.region);
    if (place === undefined || typeof place === "string") return { log: [], ...(place && { logIsIn: place }) };
    const answer = await this.#ask(`the log of container ${container}`, "logs:GetLogEvents", (options) =>
      this.logs
        .send(
          new GetLogEventsCommand({
            logGroupName: place.group,
            logStreamName: place.stream,
            limit: this.limits.logLines,
            startFromHead: false,
          }),
          options,
        )
        // A container that wrote nothing has no stream.
        .catch((error: Error) => {
          if (error.name === "ResourceNotFoundException") return { events: [] };
          throw error;
        }),
    );
    const messages = (answer?.events ?? []).map(({ message = "" }) => (place.isRouted ? routedLine(message) : message));
    const lines = messages.flatMap((message) => message.trimEnd().split("\n"));
    const text = redactCredentials(lines.slice(-this.limits.logLines).join("\n"));
    return { log: text === "" ? [] : text.split("\n").map(shortened) };
  }

  async #containers(taskDefinition: string): Promise<readonly ContainerDefinition[]> {
    const known =
      this.#definitions.get(taskDefinition) ??
      this.#ask("the containers' logs", "ecs:DescribeTaskDefinition", (options) =>
        this.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }), options),
      ).then((answer) => answer?.taskDefinition?.containerDefinitions ?? []);
    this.#definitions.set(taskDefinition, known);
    return known;
  }

  /** The answer, or undefined and a gap. The same gap is noted once. */
  async #ask<T>(
    what: string,
    action: string,
    send: (options: { abortSignal: AbortSignal }) => Promise<T>,
  ): Promise<T | undefined> {
    const end = this.#end;
    try {
      // Credentials are looked up before the SDK looks at the signal, and that may take long.
      return await new Promise<T>((resolve, reject) => {
        const giveUp = () => reject(new Error(`No answer within ${this.limits.timeMs / 1000} s.`));
        if (end.aborted) giveUp();
        end.addEventListener("abort", giveUp, { once: true });
        send({ abortSignal: end })
          .then(resolve, (error: Error) => (end.aborted ? giveUp() : reject(error)))
          .finally(() => end.removeEventListener("abort", giveUp));
      });
    } catch (error) {
      const reason = shortened(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
      const gap = { what, action, reason: reason.replace(/^Error: /, "") };
      if (!this.gaps.some((other) => other.action === action)) this.gaps.push(gap);
      return undefined;
    }
  }
}

function factsOf(service: Service): ServiceFacts {
  const { taskDefinition = "", desiredCount = 0, runningCount = 0, deployments = [], events = [] } = service;
  return {
    taskDefinition,
    desiredCount,
    runningCount,
    deployments: deployments.map(({ id = "", status = "", createdAt, rolloutState, rolloutStateReason }) => ({
      id,
      status,
      ...(createdAt && { createdAt: createdAt.toISOString() }),
      ...(rolloutState && { rolloutState }),
      ...(rolloutStateReason && { rolloutStateReason }),
    })),
    events: events.map(({ message = "", createdAt }) => ({
      message,
      ...(createdAt && { createdAt: createdAt.toISOString() }),
    })),
  };
}

function containerOf({ name = "", exitCode, reason }: Container): Omit<StoppedContainer, "log"> {
  return { name, ...(exitCode !== undefined && { exitCode }), ...(reason && { reason }) };
}

/** What tells ARNs of one kind apart: a task's id, a task definition's family and revision. */
function lastPart(arn = ""): string {
  return arn.split("/").at(-1) ?? "";
}

function shortened(text: string): string {
  return text.length <= LONGEST_LINE ? text : `${text.slice(0, LONGEST_LINE - 1)}…`;
}
