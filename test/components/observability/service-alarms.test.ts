import assert from "node:assert/strict";
import type { AlarmsArgs } from "../../../components/service/service-args";
import { service } from "../../support/fargate-service";
import { asText, refusal } from "../../support/recorded";
import { build } from "../../support/fargate-service";

const TOPIC = "arn:aws:sns:eu-central-1:210987654321:shared";
const watched = (alarms: Partial<AlarmsArgs> = {}) => service({ alarms: { topicArns: [TOPIC], ...alarms } });

describe("alarms of a Fargate service on simulated AWS", () => {
  it("are none unless wanted", async () => {
    const run = await service();
    assert.deepEqual(run.names("cloudwatch.MetricAlarm"), []);
    assert.equal("alarms" in run.inputs("ecs.Service", "web"), false);
  });

  it("watch errors, latency, health, CPU, memory and missing tasks, each in its own way", async () => {
    const run = await watched();
    const cluster = run.output("ecs.Cluster", "main", "name");
    const ofService = { ClusterName: cluster, ServiceName: run.output("ecs.Service", "web", "name") };
    const ofTargets = {
      LoadBalancer: run.output("lb.LoadBalancer", "public", "arnSuffix"),
      TargetGroup: run.output("lb.TargetGroup", "web", "arnSuffix"),
    };
    const query = (id: string, namespace: string, metricName: string, dimensions: object, stat: string) => ({
      id,
      returnData: false,
      metric: { namespace, metricName, dimensions, period: 60, stat },
    });
    const expected: Record<string, object> = {
      errors: {
        alarmDescription: "web: 5 % or more of its requests are answered with 5xx, in 3 of 5 minutes.",
        threshold: 5,
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
        treatMissingData: "notBreaching",
        metricQueries: [
          {
            id: "result",
            expression: "IF((FILL(requests0, 0)) >= 20, 100 * (FILL(errors0, 0)) / (FILL(requests0, 0)), 0)",
            label: "web: 5 % or more of its requests are answered with 5xx, in 3 of 5 minutes.",
            returnData: true,
          },
          query("errors0", "AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", ofTargets, "Sum"),
          query("requests0", "AWS/ApplicationELB", "RequestCount", ofTargets, "Sum"),
        ],
      },
      latency: {
        alarmDescription: "web: 5 of 100 requests take 1 s or longer, in 4 of 5 minutes.",
        threshold: 1,
        evaluationPeriods: 5,
        datapointsToAlarm: 4,
        treatMissingData: "notBreaching",
        namespace: "AWS/ApplicationELB",
        metricName: "TargetResponseTime",
        dimensions: ofTargets,
        period: 60,
        extendedStatistic: "p95",
        evaluateLowSampleCountPercentiles: "ignore",
      },
      unhealthy: {
        alarmDescription: "web: 1 or more tasks fail the load balancer's health check, in 3 of 5 minutes.",
        threshold: 1,
        evaluationPeriods: 5,
        datapointsToAlarm: 3,
        treatMissingData: "notBreaching",
        namespace: "AWS/ApplicationELB",
        metricName: "UnHealthyHostCount",
        dimensions: ofTargets,
        period: 60,
        statistic: "Maximum",
      },
      cpu: {
        alarmDescription: "web: its tasks use 85 % or more of their CPU on average, in 5 of 5 minutes.",
        threshold: 85,
        evaluationPeriods: 5,
        datapointsToAlarm: 5,
        treatMissingData: "notBreaching",
        namespace: "AWS/ECS",
        metricName: "CPUUtilization",
        dimensions: ofService,
        period: 60,
        statistic: "Average",
      },
      memory: {
        alarmDescription: "web: its tasks use 90 % or more of their memory on average, in 5 of 5 minutes.",
        threshold: 90,
        evaluationPeriods: 5,
        datapointsToAlarm: 5,
        treatMissingData: "notBreaching",
        namespace: "AWS/ECS",
        metricName: "MemoryUtilization",
        dimensions: ofService,
        period: 60,
        statistic: "Average",
      },
      missing: {
        alarmDescription: "web: 1 or more of its tasks don't run, in 10 of 10 minutes.",
        threshold: 1,
        evaluationPeriods: 10,
        datapointsToAlarm: 10,
        treatMissingData: "missing",
        metricQueries: [
          {
            id: "result",
            expression: "desired - running",
            label: "web: 1 or more of its tasks don't run, in 10 of 10 minutes.",
            returnData: true,
          },
          query("desired", "ECS/ContainerInsights", "DesiredTaskCount", ofService, "Average"),
          query("running", "ECS/ContainerInsights", "RunningTaskCount", ofService, "Average"),
        ],
      },
    };
    assert.deepEqual(
      run.names("cloudwatch.MetricAlarm"),
      Object.keys(expected)
        .map((key) => `web-${key}`)
        .sort(),
    );
    for (const [key, alarm] of Object.entries(expected)) {
      assert.deepEqual(run.inputs("cloudwatch.MetricAlarm", `web-${key}`), {
        actionsEnabled: true,
        alarmActions: [TOPIC],
        comparisonOperator: "GreaterThanOrEqualToThreshold",
        name: `${cluster}-web-${key}`,
        okActions: [TOPIC],
        tags: { Name: `web-${key}` },
        ...alarm,
      });
    }
  });

  it("roll a deployment back by names that are known before they exist, but for latency and missing tasks", async () => {
    const run = await watched();
    const cluster = run.output("ecs.Cluster", "main", "name");
    assert.deepEqual(run.inputs("ecs.Service", "web")["alarms"], {
      enable: true,
      rollback: true,
      alarmNames: ["errors", "unhealthy", "cpu", "memory"].map((key) => `${cluster}-web-${key}`),
    });
    const dependencies = run.dependencies("ecs.Service", "web");
    assert.deepEqual(
      dependencies.filter((each) => each.startsWith("cloudwatch.MetricAlarm")),
      [],
    );
    assert.ok(run.dependencies("cloudwatch.MetricAlarm", "web-cpu").includes("ecs.Service web"));
  });

  it("leave deployments alone if told so", async () => {
    const run = await watched({ rollback: false });
    assert.equal("alarms" in run.inputs("ecs.Service", "web"), false);
    assert.equal(run.names("cloudwatch.MetricAlarm").length, 6);
  });

  it("take other thresholds, and are switched off one by one", async () => {
    const run = await watched({ cpuPercent: 70, errorPercent: false, missingTasks: false, latencySeconds: 0.25 });
    assert.deepEqual(run.names("cloudwatch.MetricAlarm"), ["web-cpu", "web-latency", "web-memory", "web-unhealthy"]);
    assert.equal(run.inputs("cloudwatch.MetricAlarm", "web-cpu")["threshold"], 70);
    assert.equal(run.inputs("cloudwatch.MetricAlarm", "web-latency")["threshold"], 0.25);
    const { alarmNames } = run.inputs("ecs.Service", "web")["alarms"] as { alarmNames: string[] };
    assert.deepEqual(
      alarmNames.map((name) => asText(name).split("-").at(-1)),
      ["unhealthy", "cpu", "memory"],
    );
  });

  it("are refused together with everything else that is wrong", async () => {
    const { message, registered } = await refusal(() =>
      build({ desiredCount: -1, alarms: { topicArns: [TOPIC], cpuPercent: 101 } }),
    );
    assert.match(message, /^2 problems found/);
    assert.match(message, /alarms\.cpuPercent = 101/);
    assert.deepEqual(
      registered.filter((type) => type.endsWith(":Service")),
      [],
    );
  });
});
