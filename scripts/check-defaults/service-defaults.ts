/** The defaults of a service: its tasks, deployments, scaling, alarms and logs. */
import { decidedIn, type Default } from "./default";

const SERVICE_TESTS = "test/components/service/fargate-service.test.ts";
const DEPLOYMENT_TESTS = "test/components/service/deployment.test.ts test/components/service/deployment-plan.test.ts";
const SCALING_TESTS = "test/components/service/auto-scaling.test.ts";
const CLUSTER_TESTS = "test/components/service/cluster.test.ts";
const ALARM_TESTS =
  "test/components/observability/service-alarms-plan.test.ts test/components/observability/service-alarms.test.ts";
const CLUSTER_EVENT_TESTS = "test/components/observability/cluster-events.test.ts";
const CHAT_TESTS = "test/components/observability/chats.test.ts";
const LOG_ROUTER_TESTS = "test/components/service/log-router.test.ts";
const ROLE_TESTS = "test/components/identity/roles.test.ts test/components/identity/execution-role-plan.test.ts";

export const SERVICE_DEFAULTS: readonly Default[] = [
  ...decidedIn("components/service/fargate-service.ts", `${SERVICE_TESTS} ${SCALING_TESTS}`, [
    ["a strategy of capacity can be changed later", "forceNewDeployment: true", "forceNewDeployment: false"],
    ["the number of tasks stays as scaling left it", '? ["desiredCount"] : []', "? [] : []"],
    [
      "the number of tasks is the program's without scaling",
      '? ["desiredCount"] : []',
      '? ["desiredCount"] : ["desiredCount"]',
    ],
    ["tags reach the tasks", 'propagateTags: "SERVICE"', 'propagateTags: "TASK_DEFINITION"'],
    ["the service waits for capacity providers", "            ...args.cluster.ready,\n", ""],
    ["the service waits for its rules", "...(route?.dependencies ?? [])", ""],
  ]),
  ...decidedIn("components/service/service-args.ts", `${SERVICE_TESTS} test/components/service/service-plan.test.ts`, [
    ["two tasks", "desiredCount: 2,", "desiredCount: 1,"],
    ["logs kept for a year", "logRetentionDays: 365,", "logRetentionDays: 30,"],
    ["requests in flight get a minute", "deregistrationDelaySeconds: 60,", "deregistrationDelaySeconds: 300,"],
    ["30 seconds from SIGTERM to SIGKILL", "stopTimeoutSeconds: 30,", "stopTimeoutSeconds: 20,"],
    ["all of Spot's two minutes", "spotStopTimeoutSeconds: 120,", "spotStopTimeoutSeconds: 30,"],
    ["no shells into containers", "args.executeCommand ?? false", "args.executeCommand ?? true"],
    ["capacity on demand", '[{ capacityProvider: "FARGATE" }]', '[{ capacityProvider: "FARGATE_SPOT" }]'],
  ]),
  ...decidedIn("components/service/container-args.ts", SERVICE_TESTS, [
    ["a user who is not root", 'DEFAULT_USER = "1000:1000"', 'DEFAULT_USER = "0:0"'],
    ["a file system that can't be written", "readonlyRootFilesystem ?? true", "readonlyRootFilesystem ?? false"],
    ["an init process", "initProcessEnabled ?? true", "initProcessEnabled ?? false"],
    ["containers are essential", "essential ?? true", "essential ?? false"],
  ]),
  ...decidedIn("components/service/container-args.ts", "test/components/service/task-containers.test.ts", [
    ["sidecars are started again", "=== undefined ? isSidecar : enabled", "=== undefined ? false : enabled"],
  ]),
  ...decidedIn("components/service/task.ts", SERVICE_TESTS, [
    ["revisions stay, to go back to", "skipDestroy: true", "skipDestroy: false"],
    ["a family that doesn't change", "${cluster.clusterName}-${name}`", "${cluster.clusterName}-${name}-${cpuUnits}`"],
    ["x86 if nothing is said", 'args.cpuArchitecture ?? "X86_64"', 'args.cpuArchitecture ?? "ARM64"'],
  ]),
  ...decidedIn("model/container-definition.ts", `${SERVICE_TESTS} test/model/container-definition.test.ts`, [
    ["a full log doesn't stop the program", 'mode: "non-blocking"', 'mode: "blocking"'],
    ["containers in the order of their names", "(container) => container.name", '() => ""'],
  ]),
  ...decidedIn(
    "components/service/health-check-plan.ts",
    `${SERVICE_TESTS} test/components/service/service-plan.test.ts`,
    [
      ["codes from 200 to 399 are healthy", 'successCodes: "200-399"', 'successCodes: "200"'],
      ["a check every 10 seconds", "intervalSeconds: 10,", "intervalSeconds: 30,"],
      ["5 seconds to answer a check", "timeoutSeconds: 5,", "timeoutSeconds: 6,"],
      ["healthy after two good answers", "healthyThreshold: 2,\n", "healthyThreshold: 5,\n"],
      ["unhealthy after three bad ones", "unhealthyThreshold: 3,", "unhealthyThreshold: 2,"],
    ],
  ),
  ...decidedIn("components/service/deployment-plan.ts", `${SERVICE_TESTS} ${DEPLOYMENT_TESTS}`, [
    [
      "a minute before the load balancer's verdict counts",
      "DEFAULT_GRACE_PERIOD_SECONDS = 60",
      "DEFAULT_GRACE_PERIOD_SECONDS = 0",
    ],
    [
      "slow starters get their time",
      "Math.max(DEFAULT_GRACE_PERIOD_SECONDS, ...startPeriods)",
      "DEFAULT_GRACE_PERIOD_SECONDS",
    ],
    ["tasks spread again over the zones", '? "ENABLED" : "DISABLED"', '? "DISABLED" : "DISABLED"'],
  ]),
  ...decidedIn("components/service/deployment.ts", `${SERVICE_TESTS} ${DEPLOYMENT_TESTS}`, [
    ["circuit breaker with roll-back", "enable: breaks, rollback: breaks", "enable: breaks, rollback: false"],
  ]),
  ...decidedIn("components/service/strategy-plan.ts", `${SERVICE_TESTS} ${DEPLOYMENT_TESTS}`, [
    ["rolling deployments", '= { type: "rolling" }', '= { type: "recreate" }'],
    [
      "no fewer tasks during a deployment",
      "rolling: { minimumHealthyPercent: 100",
      "rolling: { minimumHealthyPercent: 50",
    ],
    ["at most twice the tasks during a deployment", "maximumPercent: 200 },", "maximumPercent: 150 },"],
    [
      "ten minutes to go back from green to blue",
      "blueGreen: { bakeTimeMinutes: 10 }",
      "blueGreen: { bakeTimeMinutes: 0 }",
    ],
    ["a canary of five percent", "canaryPercent: 5,", "canaryPercent: 50,"],
    ["steps of ten percent", "stepPercent: 10,", "stepPercent: 50,"],
  ]),
  ...decidedIn("components/service/auto-scaling-plan.ts", SCALING_TESTS, [
    ["scaling keeps CPU at 65 %", "cpuPercent: 65,", "cpuPercent: 70,"],
    ["scaling keeps memory at 75 %", "memoryPercent: 75,", "memoryPercent: 80,"],
    ["CPU that decides nothing beside a queue", "cpuPercent: false as const", "cpuPercent: 65 as const"],
    ["a minute between steps out", "scaleOutCooldownSeconds: 60,", "scaleOutCooldownSeconds: 300,"],
    ["five minutes between steps in", "scaleInCooldownSeconds: 300,", "scaleInCooldownSeconds: 60,"],
  ]),
  ...decidedIn("components/service/cluster.ts", `${CLUSTER_TESTS} ${SERVICE_TESTS}`, [
    [
      "Container Insights with enhanced observability",
      'containerInsights ?? "enhanced"',
      'containerInsights ?? "enabled"',
    ],
  ]),
  ...decidedIn(
    "components/service/service-network-routes.ts",
    "test/components/load-balancer/network-load-balancer.test.ts",
    [
      ["tasks that are gone get no more UDP", "{ connectionTermination: true }", "{}"],
      ["tasks see the load balancer's address by TCP", '{ preserveClientIp: "false" }', "{}"],
    ],
  ),
  ...decidedIn(
    "components/service/network-route-plan.ts",
    "test/components/load-balancer/network-load-balancer.test.ts",
    [["a client's connections go to any task", "route.stickiness ?? false", "route.stickiness ?? true"]],
  ),
  ...decidedIn("components/observability/service-alarms-plan.ts", ALARM_TESTS, [
    ["an alarm at 5 % of errors", "errorPercent: 5,", "errorPercent: 50,"],
    ["an alarm at a second of latency", "latencySeconds: 1,", "latencySeconds: 10,"],
    ["an alarm at one unhealthy task", "unhealthyTasks: 1,", "unhealthyTasks: 5,"],
    ["an alarm at 85 % of CPU", "cpuPercent: 85,", "cpuPercent: 99,"],
    ["an alarm at 90 % of memory", "memoryPercent: 90,", "memoryPercent: 99,"],
    ["an alarm at one missing task", "missingTasks: 1,", "missingTasks: 5,"],
  ]),
  ...decidedIn("stacks/plan/availability.ts", "test/stacks/plan/availability.test.ts", [
    ["two tasks at least in prod", "if (count >= 2) return [];", "if (count >= 1) return [];"],
  ]),
  ...decidedIn("stacks/plan/alarms.ts", "test/stacks/plan/alarms.test.ts test/stacks/watch.test.ts", [
    ["prod has alarms, dev none", 'environmentType === "prod" ? {} : false', 'environmentType === "prod" ? false : {}'],
  ]),
  ...decidedIn("stacks/plan/dashboards.ts", "test/stacks/watch.test.ts", [
    ["prod has dashboards, dev none", 'environmentType === "prod"', 'environmentType === "dev"'],
  ]),
  ...decidedIn("components/service/service-dashboard.ts", "test/components/service/service-dashboard.test.ts", [
    ["a service has a dashboard only if it is wanted", "if (!dashboard)", "if (dashboard === false)"],
  ]),
  ...decidedIn("components/observability/cluster-events-plan.ts", CLUSTER_EVENT_TESTS, [
    ["failed deployments and tasks out of memory are told", "told[key] ?? true", "told[key] ?? false"],
  ]),
  ...decidedIn("components/observability/notifications.ts", "test/components/observability/notifications.test.ts", [
    ["the key of messages can't be deleted by mistake", "args.protectKey ?? true", "args.protectKey ?? false"],
    ["messages are signed by SHA-256", "signatureVersion: 2", "signatureVersion: 1"],
  ]),
  ...decidedIn("components/observability/chat-channels.ts", CHAT_TESTS, [
    [
      "people in chats are no administrators",
      "guardrailPolicyArns: [place.apply(({ partition }) => guardrailArn(partition))]",
      "guardrailPolicyArns: []",
    ],
  ]),
  ...decidedIn("model/log-router.ts", LOG_ROUTER_TESTS, [
    ["a log router of a fixed version", "aws-for-fluent-bit:3.4.17", "aws-for-fluent-bit:stable"],
    ["a log router that is not root", 'ROUTER_USER = "1000:1000"', 'ROUTER_USER = "0"'],
    ["128 MiB are kept for a log router", "memoryReservationMiB: 128", "memoryReservationMiB: 64"],
    ["a log router uses 256 MiB at most", "memoryMiB: 256,", "memoryMiB: 512,"],
  ]),
  ...decidedIn("components/service/log-router-args.ts", LOG_ROUTER_TESTS, [
    ["routed logs go to CloudWatch Logs", "args.output ?? CLOUD_WATCH_LOGS", 'args.output ?? "s3"'],
    ["routed lines name their task", "args.enableEcsLogMetadata ?? true", "args.enableEcsLogMetadata ?? false"],
  ]),
  ...decidedIn("components/service/log-router.ts", LOG_ROUTER_TESTS, [
    ["routed logs go to the service's own log group", "{ log_group_name: group }", '{ log_group_name: "logs" }'],
    ["streams of routed logs are told from others", 'STREAM_PREFIX = "firelens/"', 'STREAM_PREFIX = ""'],
  ]),
  ...decidedIn("components/service/sidecars.ts", LOG_ROUTER_TESTS, [
    [
      "containers wait for their log router",
      '{ [ROUTER_CONTAINER]: "START", ...container.dependsOn }',
      "{ ...container.dependsOn }",
    ],
  ]),
  ...decidedIn("components/service/https-egress.ts", SERVICE_TESTS, [
    ["out over HTTPS only", "toPort: HTTPS", "toPort: 65535"],
  ]),
  ...decidedIn("components/identity/execution-role-plan.ts", ROLE_TESTS, [
    ["logs are written to one group only", "[`${needs.logGroupArn}:*`]", '["*"]'],
  ]),
];
