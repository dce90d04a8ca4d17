/** What AWS's documents say about the resources of `observability-program.ts`; see `facts.ts`. */
import type { Fact } from "./facts";

const PLACE = "eu-central-1:123456789012";
const UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const SNS = "https://docs.aws.amazon.com/sns/latest";
const [TOPIC, SUBSCRIPTION] = ["aws:sns/topic:Topic", "aws:sns/topicSubscription:TopicSubscription"];
const CHAT_ARNS = "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awschatbot.html";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

export const FACTS_OF_OBSERVABILITY: readonly Fact[] = [
  {
    type: TOPIC,
    output: "arn",
    expected: new RegExp(`^arn:aws:sns:${PLACE}:alarms-[0-9a-f]{7}$`),
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html",
  },
  { type: TOPIC, output: "owner", expected: "123456789012", source: `${SNS}/api/API_GetTopicAttributes.html` },
  { type: TOPIC, output: "fifoTopic", expected: false, source: `${SNS}/api/API_CreateTopic.html` },
  {
    type: SUBSCRIPTION,
    output: "arn",
    expected: new RegExp(`^arn:aws:sns:${PLACE}:alarms-[0-9a-f]{7}:${UUID}$`),
    source: `${SNS}/api/API_Subscribe.html`,
  },
  {
    type: SUBSCRIPTION,
    output: "pendingConfirmation",
    expected: true,
    source: `${SNS}/dg/sns-email-notifications.html`,
  },
  {
    type: ALARM,
    output: "arn",
    expected: new RegExp(`^arn:aws:cloudwatch:${PLACE}:alarm:web-cpu-[0-9a-f]{7}$`),
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html",
  },
  {
    type: "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    output: "chatConfigurationArn",
    expected: "arn:aws:chatbot::123456789012:chat-configuration/slack-channel/alarms",
    source: CHAT_ARNS,
  },
  {
    type: "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
    output: "guardrailPolicyArns",
    expected: ["arn:aws:iam::aws:policy/AdministratorAccess"],
    source: "https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html",
  },
  {
    type: "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
    output: "chatConfigurationArn",
    expected: "arn:aws:chatbot::123456789012:chat-configuration/microsoft-teams-channel/alarms",
    source: CHAT_ARNS,
  },
  {
    type: "aws:cloudwatch/eventRule:EventRule",
    output: "arn",
    expected: new RegExp(`^arn:aws:events:${PLACE}:rule/failed-[0-9a-f]{7}$`),
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html",
  },
  {
    type: "aws:cloudwatch/eventRule:EventRule",
    output: "state",
    expected: "ENABLED",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
  },
  {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    output: "eventBusName",
    expected: "default",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html",
  },
  {
    type: "aws:cloudwatch/dashboard:Dashboard",
    output: "dashboardArn",
    // All dashboards of an account are global.
    expected: "arn:aws:cloudwatch::123456789012:dashboard/web",
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html",
  },
  {
    type: ALARM,
    output: "treatMissingData",
    expected: "missing",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
  },
  {
    type: ALARM,
    output: "actionsEnabled",
    expected: true,
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
  },
];
