import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { build, containers, service, web } from "../../support/fargate-service";
import { refusal } from "../../support/recorded";

const ROUTER = "log-router";
const FIREHOSE = { output: "kinesis_firehose", options: { delivery_stream: "logs" } };
const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:datadog-AbCdEf";

type LogConfiguration = { logDriver: string; options: Record<string, string>; secretOptions?: object[] };
const logsOf = (definition: Record<string, unknown> | undefined) => definition!["logConfiguration"] as LogConfiguration;
const policyOf = (run: Awaited<ReturnType<typeof service>>, name: string) =>
  (JSON.parse(run.input("iam.RolePolicy", name, "policy")) as { Statement: object[] }).Statement;

describe("the log router of a Fargate service", () => {
  it("is an essential Fluent Bit in each task that is not root and writes to no file, and whose own log is in the log group", async () => {
    const run = await service({ logRouter: FIREHOSE });
    const { logConfiguration, ...rest } = containers(run)[ROUTER]!;
    assert.deepEqual(rest, {
      name: ROUTER,
      image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:3.4.17",
      cpu: 64,
      memory: 256,
      memoryReservation: 128,
      essential: true,
      user: "1000:1000",
      readonlyRootFilesystem: true,
      portMappings: [],
      environment: [],
      secrets: [],
      dependsOn: [],
      stopTimeout: 30,
      linuxParameters: { initProcessEnabled: true },
      firelensConfiguration: { type: "fluentbit", options: { "enable-ecs-log-metadata": "true" } },
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
    });
    assert.deepEqual(logConfiguration, {
      logDriver: "awslogs",
      options: {
        "awslogs-group": run.output("cloudwatch.LogGroup", "web", "name"),
        "awslogs-region": "eu-central-1",
        "awslogs-stream-prefix": ROUTER,
        mode: "non-blocking",
        "max-buffer-size": "25m",
      },
    });
    assert.deepEqual(
      [run.input("ecs.TaskDefinition", "web", "cpu"), run.input("ecs.TaskDefinition", "web", "memory")],
      ["256", "512"],
    );
  });

  it("gets the logs of all containers that don't say otherwise, and starts before them", async () => {
    const run = await service({
      logRouter: FIREHOSE,
      tracing: true,
      containers: {
        web: { ...web, dependsOn: { cache: "START" } },
        cache: { image: "example/cache:1", essential: false, logDriver: "awslogs" },
      },
    });
    const { web: main, cache, "aws-otel-collector": collector } = containers(run);
    assert.deepEqual(logsOf(main), {
      logDriver: "awsfirelens",
      options: { Name: "kinesis_firehose", delivery_stream: "logs", region: "eu-central-1" },
    });
    assert.deepEqual(main!["dependsOn"], [
      { containerName: "aws-otel-collector", condition: "START" },
      { containerName: "cache", condition: "START" },
      { containerName: ROUTER, condition: "START" },
    ]);
    assert.deepEqual([logsOf(cache).logDriver, logsOf(collector).logDriver], ["awslogs", "awslogs"]);
    assert.deepEqual([cache!["dependsOn"], collector!["dependsOn"]], [[], []]);
  });

  it("writes to the service's log group if nothing else is said, in streams that have the containers' names", async () => {
    const run = await service({ logRouter: {} });
    const group = run.output("cloudwatch.LogGroup", "web", "name");
    assert.deepEqual(logsOf(containers(run)["web"]).options, {
      Name: "cloudwatch_logs",
      log_group_name: group,
      log_stream_prefix: "firelens/",
      region: "eu-central-1",
    });
    assert.deepEqual(policyOf(run, "web-task-log-router"), [
      {
        Sid: "SendLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `arn:aws:logs:eu-central-1:123456789012:log-group:${group}:*`,
      },
    ]);
  });

  it("takes what the options say before the platform's own, in whichever case they are written", async () => {
    const options = { Region: "eu-west-1", Log_Group_Name: "shared", log_stream_template: "$log" };
    const run = await service({ logRouter: { options } });
    assert.deepEqual(logsOf(containers(run)["web"]).options, { Name: "cloudwatch_logs", ...options });
    assert.match(
      run.input("iam.RolePolicy", "web-task-log-router", "policy"),
      /arn:aws:logs:eu-west-1:123456789012:log-group:shared:\*/,
    );
  });

  const granted: readonly (readonly [output: string, options: Record<string, string>, action: string, arn: string])[] =
    [
      [
        "kinesis_firehose",
        { delivery_stream: "logs" },
        "firehose:PutRecordBatch",
        "arn:aws:firehose:eu-central-1:123456789012:deliverystream/logs",
      ],
      ["kinesis_streams", { stream: "s" }, "kinesis:PutRecords", "arn:aws:kinesis:eu-central-1:123456789012:stream/s"],
      ["s3", { bucket: "b" }, "s3:PutObject", "arn:aws:s3:::b/*"],
      [
        "firehose",
        { delivery_stream: "d", role_arn: "arn:aws:iam::210987654321:role/logs" },
        "sts:AssumeRole",
        "arn:aws:iam::210987654321:role/logs",
      ],
    ];
  for (const [output, options, action, arn] of granted) {
    it(`lets the task do ${action} on ${arn}, and nothing else, for ${output}`, async () => {
      const run = await service({ logRouter: { output, options } });
      assert.deepEqual(policyOf(run, "web-task-log-router"), [
        { Sid: "SendLogs", Effect: "Allow", Action: [action].flat(), Resource: arn },
      ]);
      const [policy] = run.resources.filter(
        ({ name, type }) => name === "web-task-log-router" && /RolePolicy/.test(type),
      );
      const ecsService = run.resources.find(({ name, type }) => name === "web" && /ecs\/service:Service/.test(type));
      assert.ok(ecsService!.dependencies.includes(policy!.urn), "tasks start before they may send logs");
    });
  }

  it("buffers in a volume of its own what goes to S3, which it can write to", async () => {
    const run = await service({ logRouter: { output: "s3", options: { bucket: "b" } } });
    const { [ROUTER]: router, "prepare-volumes": setup } = containers(run);
    assert.deepEqual(router!["mountPoints"], [
      { sourceVolume: "log_2drouter--tmp-fluent_2dbit-s3", containerPath: "/tmp/fluent-bit/s3", readOnly: false },
    ]);
    assert.equal(setup!["user"], "0");
    const elsewhere = await service({ logRouter: { output: "s3", options: { bucket: "b", store_dir: "/buffer" } } });
    assert.deepEqual(
      (containers(elsewhere)[ROUTER]!["mountPoints"] as { containerPath: string }[]).map((each) => each.containerPath),
      ["/buffer"],
    );
  });

  it("has options as secrets, which the execution role may read and no other", async () => {
    const options = { Host: "http-intake.logs.datadoghq.eu", TLS: "on" };
    const run = await service({ logRouter: { output: "datadog", options, secretOptions: { apikey: SECRET } } });
    assert.deepEqual(logsOf(containers(run)["web"]), {
      logDriver: "awsfirelens",
      options: { Host: options.Host, Name: "datadog", TLS: "on" },
      secretOptions: [{ name: "apikey", valueFrom: SECRET }],
    });
    assert.deepEqual(
      (policyOf(run, "web-execution") as { Sid: string; Resource: unknown }[]).find(({ Sid }) => Sid === "ReadSecrets")
        ?.Resource,
      [SECRET],
    );
    // What the output needs is not known, so nothing is allowed.
    assert.deepEqual(
      run.names("iam.RolePolicy").filter((name) => name.startsWith("web")),
      ["web-execution"],
    );
  });

  it("can have another image, size, user and configuration, and no metadata", async () => {
    const registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    const run = await service({
      logRouter: {
        ...FIREHOSE,
        image: `${registry}/router:1`,
        user: "2000",
        cpuUnits: 128,
        memoryMiB: 512,
        configFile: "/fluent-bit/configs/parse-json.conf",
        enableEcsLogMetadata: false,
      },
    });
    const router = containers(run)[ROUTER]!;
    assert.deepEqual(
      [router["image"], router["user"], router["cpu"], router["memory"], router["memoryReservation"]],
      [`${registry}/router:1`, "2000", 128, 512, undefined],
    );
    assert.deepEqual(router["firelensConfiguration"], {
      type: "fluentbit",
      options: {
        "config-file-type": "file",
        "config-file-value": "/fluent-bit/configs/parse-json.conf",
        "enable-ecs-log-metadata": "false",
      },
    });
    assert.match(run.input("iam.RolePolicy", "web-execution", "policy"), /:repository\/router"/);
  });

  it("takes a destination that is made in the same program", async () => {
    const run = await service({
      logRouter: { ...FIREHOSE, options: { delivery_stream: pulumi.output(Promise.resolve("made-here")) } },
    });
    assert.equal(logsOf(containers(run)["web"]).options["delivery_stream"], "made-here");
    assert.match(run.input("iam.RolePolicy", "web-task-log-router", "policy"), /:deliverystream\/made-here"/);
  });

  it("checks options that are Outputs by the same rules, when they are known, and shows no value", async () => {
    const key = pulumi.output(Promise.resolve("AKIAIOSFODNN7EXAMPLE"));
    const error = await refusal(
      () => void build({ logRouter: { ...FIREHOSE, options: { delivery_stream: "d", note: key } } }),
    );
    assert.match(error.message, /logRouter\.options\.note = "\[not shown\]"/);
    assert.doesNotMatch(error.message, /AKIA/);
  });

  it("says so if it runs as root", async () => {
    const warnings = async (user: string) =>
      (await service({ logRouter: { ...FIREHOSE, user } })).messages.filter(({ text }) => text.includes("logRouter"));
    assert.deepEqual(
      (await warnings("0")).map(({ text }) => text),
      [
        'service "web": logRouter.user is "0" instead of the default "1000:1000". The program runs as root inside the container.',
      ],
    );
    assert.deepEqual(await warnings("2000"), []);
  });

  it("is not there unless it is asked for", async () => {
    const run = await service();
    assert.deepEqual(Object.keys(containers(run)), ["web"]);
    assert.equal(logsOf(containers(run)["web"]).logDriver, "awslogs");
  });
});
