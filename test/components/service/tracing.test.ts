import assert from "node:assert/strict";
import { checkService } from "../../../components/service/service-plan";
import { plainService } from "../../../components/service/service-args";
import { containers, service, web } from "../../support/fargate-service";

const COLLECTOR = "aws-otel-collector";
const VARIABLES = [
  { name: "OTEL_EXPORTER_OTLP_ENDPOINT", value: "http://127.0.0.1:4318" },
  { name: "OTEL_EXPORTER_OTLP_PROTOCOL", value: "http/protobuf" },
  { name: "OTEL_LOGS_EXPORTER", value: "none" },
  { name: "OTEL_METRICS_EXPORTER", value: "none" },
  { name: "OTEL_SERVICE_NAME", value: "web" },
];

describe("the tracing of a Fargate service", () => {
  it("puts a collector into each task that is not root, writes nothing, and may fail and is started again", async () => {
    const run = await service({ tracing: true });
    const { [COLLECTOR]: collector } = containers(run);
    const { environment, logConfiguration, ...rest } = collector!;
    assert.deepEqual(rest, {
      name: COLLECTOR,
      image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0",
      cpu: 64,
      memory: 256,
      memoryReservation: 128,
      essential: false,
      user: "4317:4317",
      readonlyRootFilesystem: true,
      portMappings: [],
      secrets: [],
      healthCheck: { command: ["CMD", "/healthcheck"], interval: 30, timeout: 5, retries: 3, startPeriod: 10 },
      dependsOn: [],
      stopTimeout: 30,
      restartPolicy: { enabled: true, ignoredExitCodes: [0], restartAttemptPeriod: 60 },
      linuxParameters: { initProcessEnabled: true },
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
    });
    assert.deepEqual((logConfiguration as { options: object }).options, {
      "awslogs-group": run.output("cloudwatch.LogGroup", "web", "name"),
      "awslogs-region": "eu-central-1",
      "awslogs-stream-prefix": COLLECTOR,
      mode: "non-blocking",
      "max-buffer-size": "25m",
    });
    assert.deepEqual(
      (environment as { name: string }[]).map(({ name }) => name),
      ["AOT_CONFIG_CONTENT"],
    );
    assert.deepEqual(
      [run.input("ecs.TaskDefinition", "web", "cpu"), run.input("ecs.TaskDefinition", "web", "memory")],
      ["256", "512"],
    );
  });

  it("has the collector listen on the loopback address alone, and send traces to X-Ray and nothing else", async () => {
    const run = await service({ tracing: true });
    const [{ value }] = containers(run)[COLLECTOR]!["environment"] as [{ value: string }];
    const { receivers, extensions, exporters, service: started } = JSON.parse(value) as Record<string, object>;
    const endpoints = [...JSON.stringify([receivers, extensions]).matchAll(/"endpoint":"([^"]*)"/g)];
    assert.deepEqual(
      endpoints.map(([, endpoint]) => endpoint),
      ["127.0.0.1:4317", "127.0.0.1:4318", "127.0.0.1:2000", "127.0.0.1:2000", "127.0.0.1:13133"],
    );
    assert.deepEqual(exporters, { awsxray: {} });
    assert.deepEqual(started, {
      extensions: ["health_check"],
      pipelines: {
        traces: {
          receivers: ["otlp", "awsxray"],
          processors: ["memory_limiter", "resourcedetection", "batch"],
          exporters: ["awsxray"],
        },
      },
      telemetry: { metrics: { level: "none" } },
    });
    assert.deepEqual(
      run.names("vpc.SecurityGroupIngressRule").filter((name) => /4317|4318|2000|13133/.test(name)),
      [],
    );
  });

  it("tells essential containers where the collector is, and starts it before them", async () => {
    const run = await service({
      tracing: true,
      containers: {
        web: { ...web, environment: { OTEL_METRICS_EXPORTER: "otlp" }, dependsOn: { cache: "START" } },
        cache: { image: "example/cache:1", essential: false },
      },
    });
    const { web: main, cache } = containers(run);
    assert.deepEqual(
      main!["environment"],
      VARIABLES.map((variable) =>
        variable.name === "OTEL_METRICS_EXPORTER" ? { ...variable, value: "otlp" } : variable,
      ),
    );
    assert.deepEqual(main!["dependsOn"], [
      { containerName: COLLECTOR, condition: "START" },
      { containerName: "cache", condition: "START" },
    ]);
    assert.deepEqual([cache!["environment"], cache!["dependsOn"]], [[], []]);
  });

  it("leaves a variable alone that a container gets as a secret", async () => {
    const reference = "arn:aws:ssm:eu-central-1:123456789012:parameter/endpoint";
    const run = await service({
      tracing: true,
      containers: { web: { ...web, secrets: { OTEL_EXPORTER_OTLP_ENDPOINT: reference } } },
    });
    assert.deepEqual(
      containers(run)["web"]!["environment"],
      VARIABLES.filter(({ name }) => name !== "OTEL_EXPORTER_OTLP_ENDPOINT"),
    );
  });

  it("lets the task role send traces and ask what to trace, and nothing else", async () => {
    const run = await service({ tracing: true });
    assert.deepEqual(JSON.parse(run.input("iam.RolePolicy", "web-task-tracing", "policy")), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: [
            "xray:GetSamplingRules",
            "xray:GetSamplingStatisticSummaries",
            "xray:GetSamplingTargets",
            "xray:PutTelemetryRecords",
            "xray:PutTraceSegments",
          ],
          Resource: "*",
        },
      ],
    });
  });

  it("is not there unless it is asked for", async () => {
    const run = await service();
    assert.deepEqual(Object.keys(containers(run)), ["web"]);
    assert.deepEqual(containers(run)["web"]!["environment"], []);
    assert.deepEqual(
      run.names("iam.RolePolicy").filter((name) => name.startsWith("web")),
      ["web-execution"],
    );
  });

  it("can have the collector from another registry, which the execution role may then pull from", async () => {
    const registry = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    const run = await service({ tracing: true, collectorImage: `${registry}/collector:1` });
    assert.equal(containers(run)[COLLECTOR]!["image"], `${registry}/collector:1`);
    assert.match(run.input("iam.RolePolicy", "web-execution", "policy"), /:repository\/collector"/);
  });

  const problemsOf = (args: Parameters<typeof plainService>[1]) =>
    checkService(plainService("web", args)).map(({ argument, message }) => [argument, message]);

  it("needs its part of the task, its place among ten containers, and its name", () => {
    assert.deepEqual(problemsOf({ tracing: true, containers: { web: { ...web, cpuUnits: 200 } }, cpuUnits: 256 }), [
      ["cpuUnits", "The containers ask for 264 CPU units, and the task has at most 256."],
    ]);
    const ten = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`c${i}`, { image: "example/a:1" }]));
    assert.deepEqual(problemsOf({ containers: ten }), []);
    assert.deepEqual(problemsOf({ tracing: true, containers: ten }), [
      ["containers", "A task has 1 to 10 containers."],
    ]);
    assert.deepEqual(problemsOf({ tracing: true, containers: { web, [COLLECTOR]: { image: "example/a:1" } } }), [
      [`containers.${COLLECTOR}`, "The platform adds a container of this name itself."],
    ]);
  });
});
