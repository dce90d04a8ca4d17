/** A command in a running container, through ECS Exec and the Session Manager plugin. */
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import {
  type Container,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ExecuteCommandCommand,
  ListTasksCommand,
  type Task,
} from "@aws-sdk/client-ecs";
import { SETUP_CONTAINER } from "../../components/service/volume-plan";
import { ProblemsError } from "../../model/problem";
import type { DeployedService } from "./deployed-stack";

export interface ExecOptions {
  readonly container?: string;
  /** The id, or its beginning. */
  readonly task?: string;
  /** A program and its arguments. */
  readonly command: readonly string[];
}

const PLUGIN = "session-manager-plugin";
const PLUGIN_GUIDE =
  "https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-working-with-install-plugin.html";
const SHELL = ["/bin/sh"];

/**
 * Runs the command and hands the terminal over to it until it ends.
 * @throws ProblemsError if there is nothing to open a shell in, or with
 */
export async function execInService(service: string, deployed: DeployedService, options: ExecOptions): Promise<void> {
  await findPlugin();
  const ecs = new ECSClient(deployed.client);
  const task = await chosenTask(ecs, service, deployed, options.task);
  const container = chosenContainer(task, options.container);
  const [cluster, taskId] = [deployed.clusterName, idOf(task)];
  const { session } = await ecs.send(
    new ExecuteCommandCommand({
      cluster,
      task: taskId,
      container: container.name,
      command: commandLine(options.command.length === 0 ? SHELL : options.command),
      interactive: true,
    }),
  );
  const { region } = deployed.client;
  const target = { Target: `ecs:${cluster}_${taskId}_${container.runtimeId}` };
  // As the AWS CLI starts it: https://github.com/aws/aws-cli/blob/develop/awscli/customizations/ecs/executecommand.py
  const args = [
    JSON.stringify({
      SessionId: session?.sessionId,
      StreamUrl: session?.streamUrl,
      TokenValue: session?.tokenValue,
    }),
    region,
    "StartSession",
    "",
    JSON.stringify(target),
    `https://ssm.${region}.${region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com"}`,
  ];
  await handOver(args, await credentialsFor(ecs));
}

/** Before anything is opened on AWS. */
async function findPlugin(): Promise<void> {
  const missing = (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    throw problem("PATH", undefined, `The program ${PLUGIN} is not on it.`, `Install it: ${PLUGIN_GUIDE}`);
  };
  await promisify(execFile)(PLUGIN, ["--version"]).catch(missing);
}

async function chosenTask(
  ecs: ECSClient,
  service: string,
  { clusterName: cluster, serviceName }: DeployedService,
  wanted: string | undefined,
): Promise<Task> {
  const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [serviceName] }));
  if (!services[0]?.enableExecuteCommand) {
    const fix = `Set executeCommand: true on the service "${service}" in the settings, and deploy it with: pulumi up`;
    throw problem("--service", service, "No shell can be opened in its containers.", fix);
  }
  const { taskArns = [] } = await ecs.send(
    new ListTasksCommand({ cluster, serviceName, desiredStatus: "RUNNING", maxResults: 100 }),
  );
  const described =
    taskArns.length === 0 ? [] : (await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }))).tasks;
  const running = (described ?? []).filter(({ lastStatus }) => lastStatus === "RUNNING");
  if (running.length === 0) {
    const fix = "See why with: npm run status";
    throw problem("--service", service, "None of its tasks is running.", fix);
  }
  const found = running.find((task) => wanted === undefined || idOf(task).startsWith(wanted));
  if (found !== undefined) return found;
  throw problem("--task", wanted, "No such task is running.", `Choose one of: ${running.map(idOf).join(", ")}.`);
}

function chosenContainer({ containers = [], ...task }: Task, wanted: string | undefined): Container {
  const candidates = containers.filter(({ name, lastStatus }) => lastStatus === "RUNNING" && name !== SETUP_CONTAINER);
  const names = candidates.map(({ name }) => name).join(", ");
  const found = wanted === undefined && candidates.length > 1 ? undefined : candidates.find(isNamed(wanted));
  if (found === undefined) {
    const message = wanted === undefined ? "The task has more than one." : "No such container is running in the task.";
    throw problem("--container", wanted, message, `Choose one of: ${names}.`);
  }
  const agent = found.managedAgents?.find(({ name }) => name === "ExecuteCommandAgent");
  if (agent?.lastStatus === "RUNNING") return found;
  const message = `The agent that opens shells is not running in container "${found.name}" (${agent?.reason ?? agent?.lastStatus ?? "it was never started"}).`;
  const fix = "Wait if the task has just started. If it began before executeCommand was set, choose a newer one.";
  throw problem("--task", idOf(task), message, fix);
}

function isNamed(wanted: string | undefined): (container: Container) => boolean {
  return ({ name }) => wanted === undefined || name === wanted;
}

/** Quoted where a shell would take it apart, as the agent does. */
function commandLine(words: readonly string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`)).join(" ");
}

/** The plugin asks KMS itself, so it has to be whoever has opened the session. */
async function credentialsFor(ecs: ECSClient): Promise<NodeJS.ProcessEnv> {
  const { accessKeyId, secretAccessKey, sessionToken } = await ecs.config.credentials();
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken !== undefined && { AWS_SESSION_TOKEN: sessionToken }),
  };
}

async function handOver(args: readonly string[], credentials: NodeJS.ProcessEnv): Promise<void> {
  // Ctrl+C is for the program in the container.
  const ignore = () => undefined;
  process.on("SIGINT", ignore);
  try {
    const { AWS_SESSION_TOKEN: _other, AWS_PROFILE: _profile, ...environment } = process.env;
    const plugin = spawn(PLUGIN, args, { stdio: "inherit", env: { ...environment, ...credentials } });
    const exitCode = await new Promise((resolve, reject) => plugin.once("error", reject).once("exit", resolve));
    if (exitCode !== 0) throw new Error(`${PLUGIN} ended with ${String(exitCode)}.`);
  } finally {
    process.off("SIGINT", ignore);
  }
}

function idOf({ taskArn = "" }: Task): string {
  return taskArn.split("/").at(-1) ?? "";
}

function problem(argument: string, value: string | undefined, message: string, fix: string): ProblemsError {
  return new ProblemsError([{ component: "exec", argument, value, message, fix }]);
}
