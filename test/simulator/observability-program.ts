/** The part of `fargate-program.ts` that watches its service. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export function watchService(
  cluster: aws.ecs.Cluster,
  service: aws.ecs.Service,
  options: pulumi.CustomResourceOptions,
): void {
  const key = new aws.kms.Key("alarms", {}, options);
  const topic = new aws.sns.Topic("alarms", { kmsMasterKeyId: key.arn }, options);
  const publish = {
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: "sns:Publish",
    Resource: topic.arn,
  };
  const policy = pulumi.jsonStringify({ Version: "2012-10-17", Statement: [publish] });
  new aws.sns.TopicPolicy("alarms", { arn: topic.arn, policy }, options);
  new aws.sns.TopicSubscription(
    "alarms",
    { topic: topic.arn, protocol: "email", endpoint: "ops@example.com" },
    options,
  );
  const trust = { Effect: "Allow", Principal: { Service: "chatbot.amazonaws.com" }, Action: "sts:AssumeRole" };
  const assumeRolePolicy = JSON.stringify({ Version: "2012-10-17", Statement: [trust] });
  const role = new aws.iam.Role("chat", { assumeRolePolicy }, options);
  const chat = { configurationName: "alarms", iamRoleArn: role.arn };
  new aws.chatbot.SlackChannelConfiguration(
    "chat",
    { ...chat, slackTeamId: "T07EA123LEP", slackChannelId: "C07EZ1ABC23" },
    options,
  );
  const uuid = "12345678-1234-1234-1234-123456789012";
  new aws.chatbot.TeamsChannelConfiguration(
    "chat",
    { ...chat, channelId: "19%3a1%40thread.tacv2", teamId: uuid, tenantId: uuid, snsTopicArns: [topic.arn] },
    options,
  );
  const eventPattern = JSON.stringify({ source: ["aws.ecs"] });
  const rule = new aws.cloudwatch.EventRule("failed", { eventPattern }, options);
  new aws.cloudwatch.EventTarget("failed", { rule: rule.name, arn: topic.arn, inputPath: "$.detail" }, options);
  const widgets = [{ type: "text", properties: { markdown: pulumi.interpolate`# ${service.name}` } }];
  new aws.cloudwatch.Dashboard(
    "web",
    { dashboardName: "web", dashboardBody: pulumi.jsonStringify({ widgets }) },
    options,
  );
  const dimensions = { ClusterName: cluster.name, ServiceName: service.name };
  new aws.cloudwatch.MetricAlarm(
    "web-cpu",
    {
      namespace: "AWS/ECS",
      metricName: "CPUUtilization",
      dimensions,
      statistic: "Average",
      period: 60,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 80,
      evaluationPeriods: 3,
      alarmActions: [topic.arn],
    },
    options,
  );
}
