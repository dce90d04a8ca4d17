import assert from "node:assert/strict";
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
} from "@aws-sdk/client-ecs";
import { fromTemporaryCredentials } from "@aws-sdk/credential-providers";
import { type Moto, startMoto } from "../../support/moto";
import { PYTHON_TIMEOUT_MS } from "../../support/python-environment";
import { CLUSTER, DailyCommands, exportedState, REGION, WEB, WEB_ON_AWS } from "./daily-commands";

const ROLE = "arn:aws:iam::222233334444:role/deploy";

describe("the daily commands", function () {
  this.timeout(PYTHON_TIMEOUT_MS);
  let moto: Moto;
  let commands: DailyCommands;
  const daily: DailyCommands["run"] = (...args) => commands.run(...args);

  before(async () => {
    // Of two tasks that the service asks for, one runs.
    moto = await startMoto({ MOTO_ECS_SERVICE_RUNNING: "1" });
  });

  after(() => moto?.stop());

  beforeEach(async () => {
    await fetch(`${moto.url}/moto-api/reset`, { method: "POST" });
    commands = new DailyCommands(moto.url);
  });

  afterEach(() => commands.dispose());

  describe("npm run status", () => {
    async function deploy(): Promise<{ running: string; stopped: string }> {
      const ecs = new ECSClient({ region: REGION });
      const cluster = CLUSTER;
      await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
      const containerDefinitions = [{ name: "web", image: "node:22", memory: 512 }];
      await ecs.send(new RegisterTaskDefinitionCommand({ family: "web", containerDefinitions }));
      const { serviceName } = WEB_ON_AWS;
      await ecs.send(new CreateServiceCommand({ cluster, serviceName, taskDefinition: "web", desiredCount: 2 }));
      const run = new RunTaskCommand({ cluster, taskDefinition: "web", launchType: "FARGATE", count: 2 });
      const [first, second] = (await ecs.send(run)).tasks!.map(({ taskArn }) => taskArn!);
      await ecs.send(new StopTaskCommand({ cluster, task: second!, reason: "Essential container in task exited" }));
      return { running: first!.split("/").at(-1)!, stopped: second!.split("/").at(-1)! };
    }

    it("tells of deployments, tasks, and why tasks stopped", async () => {
      const { running, stopped } = await deploy();
      const { exitCode, text, errors } = await daily(["status", ...WEB]);
      assert.deepEqual({ exitCode, errors }, { exitCode: 0, errors: "" });
      assert.match(text, /^Service web, stack dev\n\n {2}1 of 2 tasks running, 1 starting\n/);
      assert.match(
        text,
        /Deployments\n.*\n.*web:1 +PRIMARY, IN_PROGRESS +1 of 2 +\S+Z +ECS deployment \S+ in progress\./s,
      );
      const [before, after] = text.split("Stopped within the last hour") as [string, string];
      assert.match(before, new RegExp(`Tasks\n.*\n.*${running} +\\w+ +web:1\\s`, "s"));
      assert.match(after, new RegExp(`${stopped} +web 0 +Essential container in task exited`));
      assert.ok(!before.includes(stopped) && !after.includes(running), text);
      assert.equal(commands.askedPulumi, "stack export --non-interactive --stack dev");
    });

    it("gives programs everything that ECS says", async () => {
      const { running } = await deploy();
      const { exitCode, text } = await daily(["status", ...WEB, "--json"]);
      const { service, tasks } = JSON.parse(text) as {
        service: { desiredCount: number };
        tasks: { taskArn: string }[];
      };
      assert.equal(exitCode, 0);
      assert.equal(service.desiredCount, 2);
      assert.deepEqual(
        tasks.map(({ taskArn }) => taskArn.split("/").at(-1)),
        [running],
      );
    });

    it("says so when the cluster is gone", async () => {
      const { exitCode, text, errors } = await daily(["status", ...WEB]);
      assert.deepEqual({ exitCode, text }, { exitCode: 2, text: "" });
      assert.match(errors, /^ClusterNotFoundException: /);
    });
  });

  describe("npm run logs", () => {
    // Taken when the tests begin: this file may have been loaded minutes before.
    let now: number;

    before(() => {
      now = Date.now();
    });
    const log = (minutesAgo: number, message: string) => ({ timestamp: now - minutesAgo * 60_000, message });

    async function write(
      events: { timestamp: number; message: string }[],
      logs = new CloudWatchLogsClient({ region: REGION }),
      task = "0123456789abcdef",
      logStreamName = `web/web/${task}`,
    ): Promise<void> {
      const { logGroupName } = WEB_ON_AWS;
      const unlessThere = (error: Error) => assert.equal(error.name, "ResourceAlreadyExistsException");
      await logs.send(new CreateLogGroupCommand({ logGroupName })).catch(unlessThere);
      await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName })).catch(unlessThere);
      await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: events }));
    }

    const line = (minutesAgo: number, message: string) =>
      `${new Date(now - minutesAgo * 60_000).toISOString()} web 01234567 ${message}\n`;

    it("shows the last ten minutes, with time, container and task", async () => {
      await write([log(15, "old\n"), log(9, "GET / 200\n"), log(1, "GET / 500")]);
      assert.deepEqual(await daily(["logs", ...WEB]), {
        exitCode: 0,
        text: line(9, "GET / 200") + line(1, "GET / 500"),
        errors: "",
      });
    });

    it("goes further back, and leaves out what doesn't match", async () => {
      await write([log(70, "ERROR older"), log(50, "ERROR one"), log(1, "fine")]);
      const { text } = await daily(["logs", ...WEB, "--since", "1h", "--filter", "ERROR"]);
      assert.equal(text, line(50, "ERROR one"));
    });

    it("reads all pages", async () => {
      const events = (count: number) => Array.from({ length: count }, (_, index) => log(2, `line ${index}`));
      await write(events(9000));
      await write(events(3000), undefined, "fedcba9876543210");
      const { text } = await daily(["logs", ...WEB]);
      assert.equal(text.split("\n").length - 1, 12_000);
    });

    it("shows what a log router writes to the log group as if the containers wrote it, and says what it sends elsewhere", async () => {
      const routed = (name: string, options: object) => {
        return { name, logConfiguration: { logDriver: "awsfirelens", options: { region: REGION, ...options } } };
      };
      const group = { Name: "cloudwatch_logs", log_group_name: WEB_ON_AWS.logGroupName };
      const containers = [
        routed("web", group),
        routed("audit", { Name: "kinesis_firehose", delivery_stream: "audit" }),
        routed("job", { Name: "cloudwatch_logs", log_group_name: "jobs" }),
        { name: "log-router", logConfiguration: { logDriver: "awslogs", options: {} } },
      ];
      commands.exports(exportedState(undefined, containers));
      const record = JSON.stringify({ log: "GET / 200", ecs_cluster: "main" });
      await write([log(1, record)], undefined, "", "firelens/web-firelens-0123456789abcdef");
      assert.deepEqual(await daily(["logs", ...WEB]), {
        exitCode: 0,
        text: line(1, "GET / 200"),
        errors:
          "What audit writes is not here: the log router sends it to kinesis_firehose, delivery_stream audit.\n" +
          "What job writes is not here: the log router sends it to log group jobs.\n",
      });
    });

    it("waits for more until it is interrupted, and repeats nothing", async () => {
      await write([log(2, "first")]);
      const lines: string[] = [];
      const { exitCode, text } = await daily(["logs", ...WEB, "--follow"], (text) => {
        lines.push(text);
        // The later one in the log is the earlier one in time: it was under way longer.
        if (lines.length === 1) void write([log(2.2, "late")]).then(() => write([log(1, "last")]));
        if (text.endsWith("last\n")) commands.interruption.abort();
      });
      assert.equal(exitCode, 0);
      assert.deepEqual(
        text.split("\n").sort(),
        ["", line(2.2, "late"), line(2, "first"), line(1, "last")].map((each) => each.trim()),
      );
    });

    it("takes on the role that the stack's provider takes on", async () => {
      const credentials = fromTemporaryCredentials({ params: { RoleArn: ROLE }, clientConfig: { region: REGION } });
      await write([log(1, "in the role's account")], new CloudWatchLogsClient({ region: REGION, credentials }));
      const { exitCode, errors } = await daily(["logs", ...WEB]);
      assert.equal(exitCode, 2);
      assert.match(errors, /^ResourceNotFoundException: /);
      commands.configure({ assumeRoleArn: ROLE });
      assert.equal((await daily(["logs", ...WEB])).text, line(1, "in the role's account"));
    });

    it("refuses a time that is none", async () => {
      const { exitCode, errors } = await daily(["logs", ...WEB, "--since", "yesterday"]);
      assert.equal(exitCode, 2);
      assert.match(errors, /Give 30s, 10m, 2h or 1d\./);
    });
  });

  describe("all", () => {
    const reasons: Record<string, { script?: string; args?: string[]; errors: RegExp }> = {
      "a service that is not deployed": {
        args: ["status", "--stack", "dev", "--service", "users"],
        errors: /^stack: --service = "users"\n {2}It is not deployed\. Deployed are: web\.\n/,
      },
      "an environment without settings": {
        args: ["logs", "--stack", "staging", "--service", "web"],
        errors: /There is no such environment\. Known are: dev\./,
      },
      "a stack that is not deployed": { script: `echo '{"deployment":{}}'`, errors: /Deploy it with: pulumi up/ },
      "a stack that Pulumi doesn't know": {
        script: "echo 'error: no stack named dev found' >&2; exit 255",
        errors: /Pulumi can't read its state: error: no stack named dev found\n/,
      },
      "a command without service": { args: ["logs", "--stack", "dev"], errors: /required option '--service/ },
    };
    for (const [what, { script, args = ["status", ...WEB], errors: expected }] of Object.entries(reasons)) {
      it(`say what is wrong with ${what}`, async () => {
        if (script !== undefined) commands.playPulumi(script);
        const { exitCode, text, errors } = await daily(args);
        assert.deepEqual({ exitCode, text }, { exitCode: 2, text: "" });
        assert.match(errors, expected);
      });
    }

    it("say that they need the Pulumi CLI where there is none", async () => {
      commands.removePulumi();
      const { exitCode, errors } = await daily(["status", ...WEB]);
      assert.equal(exitCode, 2);
      assert.match(errors, /read with the Pulumi CLI, which is not on PATH\.\n {2}Fix: Install it: /);
    });

    it("show examples", async () => {
      for (const args of [["--help"], ["logs", "--help"], ["status", "--help"], ["diagnose", "--help"]]) {
        const { exitCode, text } = await daily(args);
        assert.equal(exitCode, 0);
        assert.match(text, /npm run logs -- --stack prod --service web --follow/);
      }
    });
  });
});
