import assert from "node:assert/strict";
import type { DescribeServicesResponse, DescribeTasksResponse, ExecuteCommandResponse } from "@aws-sdk/client-ecs";
import { AwsApi, denied } from "../../support/aws-api";
import { CLUSTER, DailyCommands, REGION, WEB, WEB_ON_AWS } from "./daily-commands";

const ARN = `arn:aws:ecs:${REGION}:111122223333:task/${CLUSTER}`;
const TASKS = ["aaaa1111", "bbbb2222"] as const;
type Task = NonNullable<DescribeTasksResponse["tasks"]>[number];
type Container = NonNullable<Task["containers"]>[number];

function container(name: string, changes: Partial<Container> = {}): Container {
  return {
    name,
    lastStatus: "RUNNING",
    runtimeId: `${name}-runtime`,
    managedAgents: [{ name: "ExecuteCommandAgent", lastStatus: "RUNNING" }],
    ...changes,
  };
}

/** Still there: nobody wants a shell in it all the same. */
const SETUP = container("prepare-volumes");
const MIGRATION = container("migrate", { lastStatus: "STOPPED" });
const PLUGIN = 'if [ "$1" = --version ]; then exit; fi\nfor each in "$@"; do echo "$each"; done > $OUT';

/**
 * moto knows no sessions, so the answers are written by the SDK's types and AWS's document:
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommand.html
 */
describe("npm run exec", () => {
  let api: AwsApi;
  let commands: DailyCommands;
  let asked: Record<string, unknown> | undefined;

  function answerTasks(...tasks: readonly Container[][]): void {
    const described: Task[] = tasks.map((containers, index) => ({
      taskArn: `${ARN}/${TASKS[index]}`,
      lastStatus: "RUNNING",
      containers,
    }));
    api.answer("ListTasks", { taskArns: described.map(({ taskArn }) => taskArn) });
    api.answer("DescribeTasks", { tasks: described });
  }

  beforeEach(async () => {
    api = await AwsApi.start();
    commands = new DailyCommands(api.url);
    commands.play("session-manager-plugin", PLUGIN);
    asked = undefined;
    const services: DescribeServicesResponse = {
      services: [{ serviceName: WEB_ON_AWS.serviceName, enableExecuteCommand: true }],
    };
    api.answer("DescribeServices", services);
    answerTasks([SETUP, MIGRATION, container("web")]);
    const session: ExecuteCommandResponse = { session: { sessionId: "s-1", streamUrl: "wss://s", tokenValue: "t" } };
    api.answer("ExecuteCommand", (request) => {
      asked = request;
      return session;
    });
  });

  afterEach(() => {
    commands.dispose();
    api.stop();
  });

  it("opens a shell in the only container, and hands the session to the plugin", async () => {
    const { exitCode, errors } = await commands.run(["exec", ...WEB]);
    assert.deepEqual({ exitCode, errors }, { exitCode: 0, errors: "" });
    assert.deepEqual(asked, {
      cluster: CLUSTER,
      task: TASKS[0],
      container: "web",
      command: "/bin/sh",
      interactive: true,
    });
    assert.deepEqual(commands.written.split("\n"), [
      '{"SessionId":"s-1","StreamUrl":"wss://s","TokenValue":"t"}',
      REGION,
      "StartSession",
      "",
      `{"Target":"ecs:${CLUSTER}_${TASKS[0]}_web-runtime"}`,
      `https://ssm.${REGION}.amazonaws.com`,
      "",
    ]);
  });

  it("runs a command with all its words, in the container and the task that are named", async () => {
    answerTasks([container("web"), container("log")], [container("web"), container("log")]);
    const chosen = ["--container", "log", "--task", "bbbb"];
    assert.equal((await commands.run(["exec", ...WEB, ...chosen, "--", "sh", "-c", "echo 'it''s' $A"])).exitCode, 0);
    assert.deepEqual([asked?.task, asked?.container], [TASKS[1], "log"]);
    assert.equal(asked?.command, `sh -c 'echo '"'"'it'"'"''"'"'s'"'"' $A'`);
    assert.match(commands.written, /_bbbb2222_log-runtime"/);
  });

  it("gives the plugin the credentials that opened the session, and nobody else's", async () => {
    process.env.AWS_SESSION_TOKEN = "";
    commands.play("session-manager-plugin", "env | grep ^AWS_ | sort > $OUT");
    await commands.run(["exec", ...WEB]);
    assert.match(commands.written, /^AWS_ACCESS_KEY_ID=testing$/m);
    assert.match(commands.written, /^AWS_SECRET_ACCESS_KEY=testing$/m);
    assert.doesNotMatch(commands.written, /AWS_SESSION_TOKEN|AWS_PROFILE/);
  });

  const refusals: Record<string, { prepare: () => void; args?: string[]; errors: RegExp }> = {
    "the service has no shells": {
      prepare: () => api.answer("DescribeServices", { services: [{ enableExecuteCommand: false }] }),
      errors:
        /^exec: --service = "web"\n {2}No shell can be opened .*\n {2}Fix: Set executeCommand: true .*pulumi up\n/,
    },
    "no task runs": {
      prepare: () => answerTasks(),
      errors: /None of its tasks is running\.\n {2}Fix: .*npm run status/,
    },
    "no such task runs": {
      prepare: () => undefined,
      args: ["--task", "cccc"],
      errors: /^exec: --task = "cccc"\n.*\n {2}Fix: Choose one of: aaaa1111\.\n/,
    },
    "there is more than one container": {
      prepare: () => answerTasks([SETUP, container("web"), container("log")]),
      errors: /^exec: --container = not set\n {2}The task has more than one\.\n {2}Fix: Choose one of: web, log\.\n/,
    },
    "there is no such container": {
      prepare: () => undefined,
      args: ["--container", "prepare-volumes"],
      errors: /^exec: --container = "prepare-volumes"\n.*No such container is running.*\n.*: web\.\n/,
    },
    "the agent doesn't run": {
      prepare: () => answerTasks([container("web", { managedAgents: [] })]),
      errors: /agent that opens shells is not running in container "web" \(it was never started\)/,
    },
    "the agent has stopped": {
      prepare: () => {
        const managedAgents = [{ name: "ExecuteCommandAgent" as const, lastStatus: "STOPPED", reason: "read-only" }];
        answerTasks([container("web", { managedAgents })]);
      },
      errors: /not running in container "web" \(read-only\)/,
    },
    "nobody may": {
      prepare: () => api.refuse("ExecuteCommand", denied("ecs:ExecuteCommand")),
      errors: /^AccessDeniedException: .*ecs:ExecuteCommand/,
    },
    "the plugin fails": {
      prepare: () => commands.play("session-manager-plugin", '[ "$1" = --version ] || exit 3'),
      errors: /^Error: session-manager-plugin ended with 3\.\n/,
    },
  };
  for (const [when, { prepare, args = [], errors: expected }] of Object.entries(refusals)) {
    it(`says what is wrong when ${when}`, async () => {
      prepare();
      const { exitCode, text, errors } = await commands.run(["exec", ...WEB, ...args]);
      assert.deepEqual({ exitCode, text }, { exitCode: 2, text: "" });
      assert.match(errors, expected);
    });
  }

  it("says how to install the plugin where there is none, before it asks AWS", async () => {
    commands.remove("session-manager-plugin");
    const { exitCode, errors } = await commands.run(["exec", ...WEB]);
    assert.equal(exitCode, 2);
    assert.match(
      errors,
      /session-manager-plugin is not on it\.\n {2}Fix: Install it: https:\/\/docs\.aws\.amazon\.com\//,
    );
    assert.deepEqual(api.calls, []);
  });
});
