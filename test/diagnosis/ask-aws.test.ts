import assert from "node:assert/strict";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
} from "@aws-sdk/client-ecs";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { askAws, LIMITS, type Question } from "../../diagnosis/ask-aws";
import type { Evidence } from "../../diagnosis/evidence";
import { AwsApi, BROKEN, denied, THROTTLED, useAwsApi } from "../support/aws-api";
import { type Moto, startMoto } from "../support/moto";
import { PYTHON_TIMEOUT_MS } from "../support/python-environment";
import {
  answerRolledBack,
  withRolledBackApi,
  at,
  BEFORE,
  OUT_OF_MEMORY,
  stoppedTask,
  TASK_IDS,
  WANTED,
} from "./failed-deployment";

const REGION = "eu-central-1";
const ROLE = "arn:aws:iam::222233334444:role/deploy";
const QUESTION: Question = {
  place: { region: REGION },
  cluster: "main-1a2b3c4",
  serviceName: "web-5d6e7f8",
  taskDefinition: WANTED,
};

describe("asking AWS why tasks stopped", () => {
  let api: AwsApi;
  withRolledBackApi((started) => (api = started));

  const STOPPED = (id: string, minute: number) => ({
    taskId: id,
    taskDefinition: "main-1a2b3c4-web:2",
    stoppedAt: new Date(at(minute) * 1000).toISOString(),
    stopCode: "EssentialContainerExited",
    stoppedReason: "Essential container in task exited",
    containers: [
      {
        ...OUT_OF_MEMORY,
        log: [
          `reading web/web/${id}`,
          "DATABASE_PASSWORD=[a credential]",
          "FATAL ERROR: JavaScript heap out of memory",
        ],
      },
    ],
  });
  const EVERYTHING = [STOPPED(TASK_IDS[1], 12), STOPPED(TASK_IDS[0], 11)];

  it("tells of the last stopped tasks, their containers, and what they wrote, without credentials", async () => {
    const { facts, stoppedTasks, gaps } = await askAws(QUESTION);
    assert.deepEqual(gaps, []);
    assert.deepEqual(stoppedTasks, EVERYTHING);
    assert.equal(facts?.taskDefinition, BEFORE);
    assert.deepEqual(facts?.deployments, [
      {
        id: "ecs-svc/3",
        status: "PRIMARY",
        createdAt: "2026-01-05T10:13:00.000Z",
        rolloutState: "COMPLETED",
        rolloutStateReason: "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/3.",
      },
    ]);
    assert.deepEqual(facts?.events[0], {
      message: "(service web-5d6e7f8) has reached a steady state.",
      createdAt: "2026-01-05T10:14:00.000Z",
    });
  });

  it("prefers the deployment in question to others, and what failed to what was replaced", async () => {
    const stoppedReason = "Scaling activity initiated by (deployment ecs-svc/3)";
    answerRolledBack(api, [
      stoppedTask("a", 1),
      stoppedTask("b", 9, { stoppedReason }),
      stoppedTask("c", 10, { taskDefinitionArn: BEFORE }),
    ]);
    assert.deepEqual(
      (await askAws(QUESTION)).stoppedTasks.map(({ taskId }) => taskId),
      ["a"],
    );
    answerRolledBack(api, [stoppedTask("b", 9, { stoppedReason, taskDefinitionArn: BEFORE })]);
    assert.equal((await askAws(QUESTION)).stoppedTasks.length, 1);
  });

  it("reads the logs of containers that failed, or of all that ran if none did", async () => {
    const log = ({ stoppedTasks }: Evidence) => stoppedTasks[0]!.containers.map(({ log }) => log.length > 0);
    const containers = (exitCodes: readonly (number | undefined)[]) =>
      exitCodes.map((exitCode) => ({ name: "web", ...(exitCode !== undefined && { exitCode }) }));
    answerRolledBack(api, [stoppedTask("a", 1, { containers: containers([0, 1, undefined]) })]);
    assert.deepEqual(log(await askAws(QUESTION)), [false, true, false]);
    answerRolledBack(api, [stoppedTask("a", 1, { containers: containers([0, undefined]) })]);
    assert.deepEqual(log(await askAws(QUESTION)), [true, false]);
  });

  it("has no log of a container that wrote nothing, or writes elsewhere, and doesn't mind", async () => {
    api.refuse("GetLogEvents", { status: 400, code: "ResourceNotFoundException", message: "no such log stream" });
    const silent = await askAws(QUESTION);
    assert.deepEqual(silent.gaps, []);
    assert.deepEqual(silent.stoppedTasks[0]!.containers, [{ ...OUT_OF_MEMORY, log: [] }]);
    logsBy({ logDriver: "splunk" });
    assert.deepEqual((await askAws(QUESTION)).stoppedTasks[0]!.containers, [{ ...OUT_OF_MEMORY, log: [] }]);
  });

  /** The only container's driver, and what it is told. */
  const logsBy = (logConfiguration: object) =>
    api.answer("DescribeTaskDefinition", {
      taskDefinition: { containerDefinitions: [{ name: "web", logConfiguration }] },
    });

  it("reads what a log router has written to CloudWatch Logs, and says where it has sent the log otherwise", async () => {
    const routed = (options: object) => logsBy({ logDriver: "awsfirelens", options });
    const asked = new Set<string>();
    api.answer("GetLogEvents", ({ logGroupName, logStreamName }) => {
      asked.add(`${String(logGroupName)}: ${String(logStreamName)}`);
      return { events: [{ message: JSON.stringify({ source: "stderr", log: "TypeError: x", ecs_cluster: "main" }) }] };
    });
    const containersNow = async () => (await askAws(QUESTION)).stoppedTasks[0]!.containers;
    routed({ Name: "cloudwatch_logs", log_group_name: "web", log_stream_prefix: "firelens/", region: REGION });
    assert.deepEqual(await containersNow(), [{ ...OUT_OF_MEMORY, log: ["TypeError: x"] }]);
    assert.deepEqual([...asked].sort(), TASK_IDS.map((id) => `web: firelens/web-firelens-${id}`).sort());
    routed({ Name: "cloudwatch_logs", log_group_name: "web", log_stream_name: "all" });
    assert.deepEqual(await containersNow(), [{ ...OUT_OF_MEMORY, log: ["TypeError: x"] }]);
    assert.ok(asked.has("web: all"));
    const elsewhere: readonly (readonly [options: object, where: string])[] = [
      [{ Name: "kinesis_firehose", delivery_stream: "logs" }, "kinesis_firehose, delivery_stream logs"],
      [{ Name: "datadog" }, "datadog"],
      [{ Name: "cloudwatch_logs", log_group_name: "web", region: "eu-west-1" }, "cloudwatch_logs, log_group_name web"],
      [
        { Name: "cloudwatch_logs", log_group_name: "web", log_stream_template: "$a" },
        "cloudwatch_logs, log_group_name web",
      ],
    ];
    asked.clear();
    for (const [options, logIsIn] of elsewhere) {
      routed(options);
      assert.deepEqual(await containersNow(), [{ ...OUT_OF_MEMORY, log: [], logIsIn }]);
    }
    assert.equal(asked.size, 0);
  });

  it("reads all pages of tasks, and shortens what is long", async () => {
    const pages = [["a"], ["b"], ["c"], ["d"]];
    api.answer("ListTasks", ({ nextToken = "0" }) => {
      const page = Number(nextToken);
      const next = page + 1 < pages.length ? { nextToken: String(page + 1) } : {};
      return { taskArns: pages[page], ...next };
    });
    api.answer("DescribeTasks", ({ tasks }) => {
      const [id] = tasks as string[];
      return { tasks: [stoppedTask(id!, "abcd".indexOf(id!))] };
    });
    api.answer("GetLogEvents", { events: [{ message: "x".repeat(1000) }] });
    const { stoppedTasks } = await askAws(QUESTION);
    assert.deepEqual(
      stoppedTasks.map(({ taskId }) => taskId),
      ["d", "c", "b"],
    );
    assert.deepEqual(stoppedTasks[0]!.containers[0]!.log, [`${"x".repeat(299)}…`]);
  });

  it("gets over throttling and passing errors", async function () {
    this.timeout(30_000);
    api.inject("ListTasks", THROTTLED, THROTTLED).inject("DescribeTasks", BROKEN).inject("GetLogEvents", THROTTLED);
    const { stoppedTasks, gaps } = await askAws(QUESTION);
    assert.deepEqual(gaps, []);
    assert.deepEqual(stoppedTasks, EVERYTHING);
    assert.equal(api.calls.filter((call) => call === "ListTasks").length, 3);
  });

  it("gives up after four attempts, and says which question was throttled", async function () {
    this.timeout(30_000);
    api.refuse("ListTasks", THROTTLED);
    const { facts, stoppedTasks, gaps } = await askAws(QUESTION);
    assert.equal(facts?.taskDefinition, BEFORE);
    assert.deepEqual(stoppedTasks, []);
    const reason = "ThrottlingException: Rate exceeded";
    assert.deepEqual(gaps, [{ what: "the stopped tasks", action: "ecs:ListTasks", reason }]);
    assert.equal(api.calls.filter((call) => call === "ListTasks").length, 4);
  });

  const QUESTIONS = {
    DescribeServices: "ecs:DescribeServices",
    ListTasks: "ecs:ListTasks",
    DescribeTasks: "ecs:DescribeTasks",
    DescribeTaskDefinition: "ecs:DescribeTaskDefinition",
    GetLogEvents: "logs:GetLogEvents",
  };
  for (const [call, action] of Object.entries(QUESTIONS)) {
    it(`names the missing permission ${action}, and tells the rest`, async () => {
      api.refuse(call, denied(action));
      const { facts, stoppedTasks, gaps } = await askAws(QUESTION);
      assert.deepEqual(
        gaps.map((gap) => gap.action),
        [action],
      );
      assert.match(gaps[0]!.reason, /^AccessDeniedException: .* not authorized to perform/);
      assert.equal(facts === undefined, call === "DescribeServices");
      assert.equal(stoppedTasks.length, call === "ListTasks" || call === "DescribeTasks" ? 0 : 2);
      // Denied is denied: asking again would only take longer.
      assert.ok(api.calls.filter((each) => each === call).length <= 2, api.calls.join());
    });
  }

  it("ends when the time is up, with what it has", async () => {
    api.refuse("GetLogEvents", "hangs");
    const { stoppedTasks, gaps } = await askAws(QUESTION, { ...LIMITS, timeMs: 1000 });
    assert.deepEqual(gaps, [
      { what: "the log of container web", action: "logs:GetLogEvents", reason: "No answer within 1 s." },
    ]);
    assert.deepEqual(
      stoppedTasks.map(({ containers }) => containers[0]!.exitCode),
      [137, 137],
    );
  });

  it("says so when there is no such service", async () => {
    api.answer("DescribeServices", { services: [], failures: [{ reason: "MISSING" }] });
    const { facts, gaps } = await askAws(QUESTION);
    assert.equal(facts, undefined);
    assert.match(gaps[0]!.reason, /^ECS knows no service web-5d6e7f8 in cluster main-1a2b3c4\.$/);
  });
});

describe("asking AWS why tasks stopped, against an emulated API", function () {
  this.timeout(PYTHON_TIMEOUT_MS);
  let moto: Moto;
  let api: AwsApi;
  let restore: () => void;

  before(async () => {
    moto = await startMoto({});
    api = await AwsApi.start(moto.url);
    restore = useAwsApi(api.url);
  });

  after(() => {
    restore?.();
    api?.stop();
    moto?.stop();
  });

  it("finds a stopped task and its log by the provider's role, through throttling and errors", async () => {
    const credentials = fromTemporaryCredentials({ params: { RoleArn: ROLE }, clientConfig: { region: REGION } });
    const ecs = new ECSClient({ region: REGION, credentials });
    const logs = new CloudWatchLogsClient({ region: REGION, credentials });
    const { cluster, serviceName } = QUESTION;
    const options = { "awslogs-group": "group", "awslogs-stream-prefix": "web" };
    const logConfiguration = { logDriver: "awslogs" as const, options };
    const containerDefinitions = [{ name: "web", image: "node:22", memory: 512, logConfiguration }];
    await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
    await ecs.send(new RegisterTaskDefinitionCommand({ family: "web", containerDefinitions }));
    await ecs.send(new CreateServiceCommand({ cluster, serviceName, taskDefinition: "web", desiredCount: 1 }));
    const { tasks } = await ecs.send(new RunTaskCommand({ cluster, taskDefinition: "web", launchType: "FARGATE" }));
    const [{ taskArn: task, taskDefinitionArn } = {}] = tasks ?? [];
    await ecs.send(new StopTaskCommand({ cluster, task, reason: "Essential container in task exited" }));
    const stream = { logGroupName: "group", logStreamName: `web/web/${task!.split("/").at(-1)}` };
    await logs.send(new CreateLogGroupCommand(stream));
    await logs.send(new CreateLogStreamCommand(stream));
    const logEvents = Array.from({ length: 20 }, (_, line) => ({ timestamp: Date.now(), message: `line ${line}` }));
    await logs.send(new PutLogEventsCommand({ ...stream, logEvents }));

    api.inject("ListTasks", THROTTLED).inject("DescribeServices", BROKEN);
    const { taskDefinition: _, ...rest } = QUESTION;
    const ask = (place: Question["place"]) => askAws({ ...rest, place });
    const { facts, stoppedTasks, gaps } = await ask({ region: REGION, assumeRoleArn: ROLE });
    assert.deepEqual(gaps, []);
    assert.equal(facts?.taskDefinition, taskDefinitionArn);
    assert.equal(stoppedTasks.length, 1);
    assert.equal(stoppedTasks[0]!.stoppedReason, "Essential container in task exited");
    const [container] = stoppedTasks[0]!.containers;
    assert.deepEqual([container?.name, container?.exitCode], ["web", 0]);
    assert.deepEqual(
      container?.log,
      Array.from({ length: 10 }, (_, line) => `line ${line + 10}`),
    );
    const { gaps: elsewhere } = await ask({ region: REGION });
    assert.match(elsewhere[0]!.reason, /^ClusterNotFoundException/);
  });
});
