import assert from "node:assert/strict";
import { service } from "../../support/fargate-service";
import { asText, refusal } from "../../support/recorded";
import { build } from "../../support/fargate-service";

describe("auto scaling of a Fargate service on simulated AWS", () => {
  it("keeps the number of tasks in its range, and average CPU and memory at their targets", async () => {
    const run = await service({ autoScaling: { minTasks: 2, maxTasks: 6 } });
    const [cluster, serviceName] = [
      run.output("ecs.Cluster", "main", "name"),
      run.output("ecs.Service", "web", "name"),
    ];
    const key = {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${cluster}/${serviceName}`,
    };
    assert.deepEqual(run.inputs("appautoscaling.Target", "web"), {
      ...key,
      minCapacity: 2,
      maxCapacity: 6,
      tags: { Name: "web" },
    });
    assert.deepEqual(run.names("appautoscaling.Policy"), ["web-cpu", "web-memory"]);
    for (const [policy, predefinedMetricType, targetValue] of [
      ["web-cpu", "ECSServiceAverageCPUUtilization", 65],
      ["web-memory", "ECSServiceAverageMemoryUtilization", 75],
    ] as const) {
      const { name, ...inputs } = run.inputs("appautoscaling.Policy", policy);
      assert.match(asText(name), new RegExp(`^${policy}-[0-9a-f]{7}$`));
      assert.deepEqual(inputs, {
        ...key,
        policyType: "TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration: {
          predefinedMetricSpecification: { predefinedMetricType },
          targetValue,
          scaleOutCooldown: 60,
          scaleInCooldown: 300,
        },
      });
    }
  });

  it("takes other targets and times", async () => {
    const run = await service({
      autoScaling: {
        minTasks: 1,
        maxTasks: 2,
        cpuPercent: 40,
        memoryPercent: 90,
        scaleOutCooldownSeconds: 0,
        scaleInCooldownSeconds: 30,
      },
    });
    const configurations = ["web-cpu", "web-memory"].map((name) => {
      const { predefinedMetricSpecification, ...rest } = run.inputs("appautoscaling.Policy", name)[
        "targetTrackingScalingPolicyConfiguration"
      ] as Record<string, unknown>;
      return rest;
    });
    assert.deepEqual(configurations, [
      { targetValue: 40, scaleOutCooldown: 0, scaleInCooldown: 30 },
      { targetValue: 90, scaleOutCooldown: 0, scaleInCooldown: 30 },
    ]);
  });

  it("begins with the fewest tasks, and is not undone by the next deployment", async () => {
    const run = await service({ autoScaling: { minTasks: 3, maxTasks: 6 } });
    assert.equal(run.inputs("ecs.Service", "web")["desiredCount"], 3);
    assert.deepEqual(run.resource("ecs.Service", "web").options.ignoreChanges, ["desiredCount"]);
  });

  it("counts requests per task at the load balancer's own target group, and leaves CPU and memory out if told so", async () => {
    const run = await service({
      autoScaling: {
        minTasks: 2,
        maxTasks: 6,
        cpuPercent: false,
        memoryPercent: false,
        requestsPerTargetPerMinute: 600,
      },
    });
    assert.deepEqual(run.names("appautoscaling.Policy"), ["web-requests"]);
    const resourceLabel = [
      run.output("lb.LoadBalancer", "public", "arnSuffix"),
      run.output("lb.TargetGroup", "web", "arnSuffix"),
    ].join("/");
    assert.match(resourceLabel, /^app\/public-[0-9a-f]{7}\/[0-9a-f]{16}\/targetgroup\/web-[0-9a-f]{7}\/[0-9a-f]{16}$/);
    assert.deepEqual(run.inputs("appautoscaling.Policy", "web-requests")["targetTrackingScalingPolicyConfiguration"], {
      predefinedMetricSpecification: { predefinedMetricType: "ALBRequestCountPerTarget", resourceLabel },
      targetValue: 600,
      scaleOutCooldown: 60,
      scaleInCooldown: 300,
    });
  });

  it("counts the messages that wait for each running task, which may take them and protect itself meanwhile", async () => {
    const run = await service({
      autoScaling: { minTasks: 1, maxTasks: 20, queue: { name: "orders.fifo", messagesPerTask: 50 } },
    });
    const [cluster, serviceName] = [
      run.output("ecs.Cluster", "main", "name"),
      run.output("ecs.Service", "web", "name"),
    ];
    assert.deepEqual(run.names("appautoscaling.Policy"), ["web-memory", "web-queue"]);
    assert.deepEqual(run.inputs("appautoscaling.Policy", "web-queue")["targetTrackingScalingPolicyConfiguration"], {
      customizedMetricSpecification: {
        metrics: [
          {
            id: "waiting",
            label: "Messages that wait in the queue",
            metricStat: {
              metric: {
                namespace: "AWS/SQS",
                metricName: "ApproximateNumberOfMessagesVisible",
                dimensions: [{ name: "QueueName", value: "orders.fifo" }],
              },
              stat: "Sum",
            },
            returnData: false,
          },
          {
            id: "running",
            label: "Tasks that run",
            metricStat: {
              metric: {
                namespace: "ECS/ContainerInsights",
                metricName: "RunningTaskCount",
                dimensions: [
                  { name: "ClusterName", value: cluster },
                  { name: "ServiceName", value: serviceName },
                ],
              },
              stat: "Average",
            },
            returnData: false,
          },
          {
            id: "backlog",
            label: "Messages that wait for each task",
            expression: "waiting / running",
            returnData: true,
          },
        ],
      },
      targetValue: 50,
      scaleOutCooldown: 60,
      scaleInCooldown: 300,
    });
    assert.deepEqual(JSON.parse(asText(run.input("iam.RolePolicy", "web-task-queue", "policy"))), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "TakeMessages",
          Effect: "Allow",
          Action: [
            "sqs:ChangeMessageVisibility",
            "sqs:DeleteMessage",
            "sqs:GetQueueAttributes",
            "sqs:GetQueueUrl",
            "sqs:ReceiveMessage",
          ],
          Resource: "arn:aws:sqs:eu-central-1:123456789012:orders.fifo",
        },
        {
          Sid: "ProtectTasks",
          Effect: "Allow",
          Action: ["ecs:GetTaskProtection", "ecs:UpdateTaskProtection"],
          Resource: `arn:aws:ecs:eu-central-1:123456789012:task/${asText(cluster)}/*`,
        },
      ],
    });
    assert.ok(run.dependencies("ecs.Service", "web").includes("iam.RolePolicy web-task-queue"));
  });

  it("lets CPU decide beside a queue if told so, and allows nothing without one", async () => {
    const queue = { name: "orders", messagesPerTask: 50 };
    const both = await service({
      autoScaling: { minTasks: 1, maxTasks: 2, cpuPercent: 65, memoryPercent: false, queue },
    });
    assert.deepEqual(both.names("appautoscaling.Policy"), ["web-cpu", "web-queue"]);
    const none = await service({ autoScaling: { minTasks: 1, maxTasks: 2 } });
    assert.deepEqual(
      none.names("iam.RolePolicy").filter((name) => name.startsWith("web-task")),
      [],
    );
  });

  it("sets other numbers of tasks at the times of its schedules, and none outside of office hours", async () => {
    const run = await service({
      autoScaling: {
        minTasks: 1,
        maxTasks: 2,
        schedules: { sale: { schedule: "at(2026-11-27T08:00:00)", maxTasks: 20 } },
        officeHours: { timeZone: "Europe/Berlin", start: "08:30" },
      },
    });
    const actions = run.names("appautoscaling.ScheduledAction").map((name) => {
      const { name: _, resourceId, ...inputs } = run.inputs("appautoscaling.ScheduledAction", name);
      assert.equal(resourceId, run.input("appautoscaling.Target", "web", "resourceId"));
      return [name, inputs];
    });
    const common = { serviceNamespace: "ecs", scalableDimension: "ecs:service:DesiredCount" };
    assert.deepEqual(Object.fromEntries(actions), {
      "web-sale": {
        ...common,
        schedule: "at(2026-11-27T08:00:00)",
        timezone: "UTC",
        scalableTargetAction: { maxCapacity: 20 },
      },
      "web-office-start": {
        ...common,
        schedule: "cron(30 8 ? * MON-FRI *)",
        timezone: "Europe/Berlin",
        scalableTargetAction: { minCapacity: 1, maxCapacity: 2 },
      },
      "web-office-end": {
        ...common,
        schedule: "cron(0 19 ? * MON-FRI *)",
        timezone: "Europe/Berlin",
        scalableTargetAction: { minCapacity: 0, maxCapacity: 0 },
      },
    });
  });

  it("has no scheduled action without a schedule", async () => {
    const run = await service({ autoScaling: { minTasks: 1, maxTasks: 2 } });
    assert.deepEqual(run.names("appautoscaling.ScheduledAction"), []);
  });

  it("is refused together with everything else that is wrong", async () => {
    const { message } = await refusal(() => build({ cpuUnits: 300, autoScaling: { minTasks: 2, maxTasks: 1 } }));
    assert.match(message, /^2 problems found; nothing was created\./);
    assert.match(message, /autoScaling\.maxTasks = 1\n.*It is less than minTasks \(2\)\./s);
  });
});
