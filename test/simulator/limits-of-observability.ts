/** What CloudWatch and SNS accept, from their documents. */
import type { Properties } from "../../model/graph";
import type { Limit, TypeLimits } from "./limits";

const CLOUDWATCH = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference";
const SNS = "https://docs.aws.amazon.com/sns/latest/api";

const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";
const ACTIONS = (count: number) => Array.from({ length: count }, (_, index) => `${TOPIC}-${index}`);

const document = (...statements: Properties[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const PUBLISH = { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: TOPIC };

const ONE_METRIC = {
  comparisonOperator: "GreaterThanThreshold",
  evaluationPeriods: 5,
  metricName: "CPUUtilization",
  namespace: "AWS/ECS",
  period: 60,
  statistic: "Average",
  threshold: 80,
};
const metric = { metricName: "RequestCount", namespace: "AWS/ApplicationELB", period: 60, stat: "Sum" };
const sum = (...queries: Properties[]) => [{ id: "result", expression: "m1 + m2", returnData: true }, ...queries];
const [M1, M2] = ["m1", "m2"].map((id) => ({ id, metric }));

const BODY = `${CLOUDWATCH}/CloudWatch-Dashboard-Body-Structure.html`;
const body = (...widgets: unknown[]) => JSON.stringify({ widgets });
const note = { type: "text", properties: { markdown: "# web" } };
const CPU = ["AWS/ECS", "CPUUtilization", "ClusterName", "main", { stat: "Average" }];
const graph = (metrics: unknown, more: Properties = {}) => ({
  type: "metric",
  properties: { region: "eu-central-1", metrics, ...more } as Properties,
});
const ALARM_ARN = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:web-cpu";
const alarmStates = (alarms: unknown) => ({ type: "alarm", properties: { title: "Alarms", alarms } });
const logs = (query: string) => ({ type: "log", properties: { region: "eu-central-1", query } });
const times = <T>(count: number, item: T) => Array.from({ length: count }, () => item);

const UUID = "12345678-1234-1234-1234-12345678abcd";
const CHATBOT = "https://docs.aws.amazon.com/chatbot/latest/APIReference";
const SLACK = `${CHATBOT}/API_CreateSlackChannelConfiguration.html`;
const TEAMS = `${CHATBOT}/API_CreateMicrosoftTeamsChannelConfiguration.html`;
const CHAT = { configurationName: "alarms", iamRoleArn: "arn:aws:iam::123456789012:role/chat" };
const CHAT_LIMITS: readonly Limit[] = [
  ["configurationName", SLACK, ["x".repeat(128), "a_B-9"], ["x".repeat(129), "a b", "a.b", "", null]],
  ["iamRoleArn", SLACK, [CHAT.iamRoleArn], ["chat", "arn:aws:iam::123456789012:policy/chat", null]],
  ["guardrailPolicyArns", SLACK, [["arn:aws:iam::aws:policy/ReadOnlyAccess"], []], [["ReadOnlyAccess"]]],
  ["snsTopicArns", SLACK, [[TOPIC], []], [["alarms"]]],
  ["loggingLevel", SLACK, ["ERROR", "INFO", "NONE"], ["WARN"]],
];

const EVENTBRIDGE = "https://docs.aws.amazon.com/eventbridge/latest/APIReference";
const PUT_RULE = `${EVENTBRIDGE}/API_PutRule.html`;
const PUT_TARGETS = `${EVENTBRIDGE}/API_PutTargets.html`;
const SOME_PATTERN = JSON.stringify({ source: ["aws.ecs"] });
/** One of so many characters. */
const pattern = (characters: number) => SOME_PATTERN.replace("aws.ecs", "x".repeat(characters - 15));
const parts = (count: number) => Object.fromEntries(times(count, "$.a").map((path, index) => [`p${index}`, path]));

export const LIMITS_OF_OBSERVABILITY: { readonly [type: string]: TypeLimits } = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": {
    valid: ONE_METRIC,
    limits: [
      ["name", `${CLOUDWATCH}/API_PutMetricAlarm.html`, ["x".repeat(255), "a b:c"], ["x".repeat(256), ""]],
      ["alarmDescription", `${CLOUDWATCH}/API_PutMetricAlarm.html`, ["x".repeat(1024)], ["x".repeat(1025)]],
      ["comparisonOperator", `${CLOUDWATCH}/API_PutMetricAlarm.html`, ["LessThanThreshold"], [">", null]],
      ["evaluationPeriods", `${CLOUDWATCH}/API_PutMetricAlarm.html`, [1, 1440], [0, 1441, 1.5, null]],
      ["datapointsToAlarm", `${CLOUDWATCH}/API_PutMetricAlarm.html`, [1, 5], [0, 6]],
      ["period", `${CLOUDWATCH}/API_PutMetricAlarm.html`, [10, 20, 30, 60, 3600], [0, 15, 61, null]],
      ["statistic", `${CLOUDWATCH}/API_PutMetricAlarm.html`, ["Sum", "Maximum"], ["Avg", "p95", null]],
      ["treatMissingData", `${CLOUDWATCH}/API_PutMetricAlarm.html`, ["breaching", "ignore"], ["ok"]],
      ["namespace", `${CLOUDWATCH}/API_PutMetricAlarm.html`, ["Mine"], [":Mine", "", null]],
      ["metricName", `${CLOUDWATCH}/API_PutMetricAlarm.html`, ["x".repeat(255)], ["x".repeat(256), null]],
      ["threshold", `${CLOUDWATCH}/API_PutMetricAlarm.html`, [0, 0.5], [null]],
      ["extendedStatistic", `${CLOUDWATCH}/API_PutMetricAlarm.html`, [], ["p95"]],
      ["alarmActions", `${CLOUDWATCH}/API_PutMetricAlarm.html`, [ACTIONS(5), []], [ACTIONS(6), ["ops@example.com"]]],
      ["metricQueries", `${CLOUDWATCH}/API_PutMetricAlarm.html`, [], [sum(M1!, M2!)]],
    ],
  },
  "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration": {
    valid: { ...CHAT, slackTeamId: "T07EA123LEP", slackChannelId: "C07EZ1ABC23" },
    limits: [
      ...CHAT_LIMITS,
      ["slackTeamId", SLACK, ["T1", "1".repeat(255)], ["t1", "T-1", "1".repeat(256), "", null]],
      ["slackChannelId", SLACK, ["C1", "c".repeat(255)], ["C-1", "c".repeat(256), "", null]],
    ],
  },
  "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration": {
    valid: { ...CHAT, channelId: "19%3a1%40thread.tacv2", teamId: UUID, tenantId: UUID },
    limits: [
      ...CHAT_LIMITS,
      ["channelId", TEAMS, ["%3A%40", "19%3aa_b-c%40x.y"], ["19:1@thread.tacv2", "19%3a1", "%40%3a", "", null]],
      ["teamId", TEAMS, [UUID.toUpperCase(), UUID], ["1234", `${UUID}0`, null]],
      ["tenantId", TEAMS, [UUID], ["x".repeat(36), null]],
    ],
  },
  "aws:cloudwatch/eventRule:EventRule": {
    valid: { eventPattern: SOME_PATTERN },
    limits: [
      ["name", PUT_RULE, ["x".repeat(64), "a.B_c-9"], ["x".repeat(65), "a b", "a/b", ""]],
      ["description", PUT_RULE, ["x".repeat(512)], ["x".repeat(513)]],
      [
        "eventPattern",
        PUT_RULE,
        [SOME_PATTERN, JSON.stringify({ detail: { a: [{ prefix: "x" }] } }), pattern(4096)],
        [
          ...["no JSON", "{}", "[]", '{"source":"aws.ecs"}', '{"source":[]}', '{"detail":{}}', '{"source":null}'],
          pattern(4097),
          null,
        ],
      ],
      ["scheduleExpression", PUT_RULE, ["rate(5 minutes)", "cron(0 20 * * ? *)"], ["5 minutes"]],
      ["state", PUT_RULE, ["ENABLED", "DISABLED"], ["ON"]],
      ["roleArn", PUT_RULE, ["arn:aws:iam::123456789012:role/events"], ["events"]],
    ],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    valid: { rule: "failed", arn: TOPIC },
    limits: [
      ["arn", PUT_TARGETS, [TOPIC, "arn:aws:sqs:eu-central-1:123456789012:q"], ["alarms", "", null]],
      ["rule", PUT_TARGETS, ["x".repeat(64)], ["x".repeat(65), "a b", null]],
      ["targetId", PUT_TARGETS, ["x".repeat(64), "a.B_c-9"], ["x".repeat(65), "a b", ""]],
      ["roleArn", PUT_TARGETS, ["arn:aws:iam::123456789012:role/events"], ["events"]],
      ["input", PUT_TARGETS, ["x".repeat(8192)], ["x".repeat(8193)]],
      ["inputPath", PUT_TARGETS, ["$.detail"], ["x".repeat(257)]],
      [
        "inputTransformer",
        `${EVENTBRIDGE}/API_InputTransformer.html`,
        [
          { inputTemplate: "x".repeat(8192) },
          { inputPaths: { a: "$.detail.a-b", b: "$.resources[0]", c: "$" }, inputTemplate: '"<a>"' },
          { inputPaths: parts(100), inputTemplate: '"<p0>"' },
        ],
        [
          {},
          { inputTemplate: "" },
          { inputTemplate: "x".repeat(8193) },
          { inputPaths: parts(101), inputTemplate: '"<p0>"' },
          { inputPaths: { AWSx: "$.a" }, inputTemplate: "x" },
          { inputPaths: { "a b": "$.a" }, inputTemplate: "x" },
          { inputPaths: { a: "$['detail']" }, inputTemplate: "x" },
          { inputPaths: { a: "detail" }, inputTemplate: "x" },
        ],
      ],
      [
        "retryPolicy",
        PUT_TARGETS,
        [{ maximumEventAgeInSeconds: 60, maximumRetryAttempts: 185 }, { maximumRetryAttempts: 0 }],
        [{ maximumEventAgeInSeconds: 59 }, { maximumEventAgeInSeconds: 86_401 }, { maximumRetryAttempts: 186 }],
      ],
    ],
  },
  "aws:cloudwatch/dashboard:Dashboard": {
    valid: { dashboardName: "main-web", dashboardBody: body() },
    limits: [
      [
        "dashboardName",
        `${CLOUDWATCH}/API_PutDashboard.html`,
        ["x".repeat(255), "a_B-9"],
        ["x".repeat(256), "a b", "a.b", "", null],
      ],
      [
        "dashboardBody",
        BODY,
        [
          body({ ...note, x: 23, y: 0, width: 24, height: 1000 }),
          body(...times(500, note)),
          body(graph(times(500, CPU)), graph([[{ expression: "SUM(METRICS())" }]])),
          body(...times(5, graph(times(500, CPU)))),
          body(graph([], { annotations: { alarms: [ALARM_ARN] } })),
          body(alarmStates(times(100, ALARM_ARN))),
          body(logs("SOURCE 'web' | limit 20")),
          body({ type: "custom", properties: { endpoint: ALARM_ARN } }, { type: "explorer", properties: {} }),
        ],
        [
          "no JSON",
          "[]",
          "{}",
          body("text"),
          body({ ...note, type: "graph" }),
          body({ type: "text" }),
          body({ type: "text", properties: {} }),
          body({ ...note, x: 24 }),
          body({ ...note, x: -1 }),
          body({ ...note, y: -1 }),
          body({ ...note, width: 0 }),
          body({ ...note, width: 25 }),
          body({ ...note, height: 1001 }),
          body(...times(501, note)),
          body(graph([])),
          body(graph([CPU], { region: null })),
          body(graph([["AWS/ECS"]])),
          body(graph([["AWS/ECS", "CPUUtilization", "ClusterName", { stat: "Sum" }]])),
          body(graph([["AWS/ECS", "CPUUtilization", "ClusterName", 1]])),
          body(graph(times(501, CPU))),
          body(...times(5, graph(times(500, CPU))), graph([CPU])),
          body(alarmStates([])),
          body(alarmStates(times(101, ALARM_ARN))),
          body(alarmStates(["web-cpu"])),
          body(logs("fields @message")),
          body({ type: "log", properties: { query: "SOURCE 'web'" } }),
          body({ type: "custom", properties: {} }),
          null,
        ],
      ],
    ],
  },
  "aws:sns/topic:Topic": {
    valid: {},
    limits: [
      ["name", `${SNS}/API_CreateTopic.html`, ["x".repeat(256), "a_b-C"], ["x".repeat(257), "a b", "a.b", ""]],
      ["displayName", `${SNS}/API_CreateTopic.html`, ["x".repeat(100), "Shop prod"], ["x".repeat(101)]],
      ["signatureVersion", `${SNS}/API_SetTopicAttributes.html`, [1, 2], [0, 3]],
      ["policy", `${SNS}/API_SetTopicAttributes.html`, [document(PUBLISH)], ["{}", document({ Effect: "Allow" })]],
      ["contentBasedDeduplication", `${SNS}/API_CreateTopic.html`, [false], [true]],
    ],
  },
  "aws:sns/topicPolicy:TopicPolicy": {
    valid: { arn: TOPIC, policy: document(PUBLISH) },
    limits: [
      [
        "arn",
        `${SNS}/API_SetTopicAttributes.html`,
        [TOPIC],
        ["alarms", "arn:aws:sqs:eu-central-1:123456789012:q", null],
      ],
      [
        "policy",
        `${SNS}/API_SetTopicAttributes.html`,
        [document({ ...PUBLISH, Effect: "Deny" })],
        [
          "no JSON",
          document({ Effect: "Allow", Action: "sns:Publish", Resource: TOPIC }),
          document({ ...PUBLISH, Action: "Publish" }),
          null,
        ],
      ],
    ],
  },
  "aws:sns/topicSubscription:TopicSubscription": {
    valid: { topic: TOPIC, protocol: "email", endpoint: "ops@example.com" },
    limits: [
      ["protocol", `${SNS}/API_Subscribe.html`, ["email", "email-json"], ["mail", "https", "sqs", null]],
      ["endpoint", `${SNS}/API_Subscribe.html`, ["a+b@mail.example.com"], ["ops", "https://example.com", "", null]],
      ["topic", `${SNS}/API_Subscribe.html`, [TOPIC], ["alarms", null]],
    ],
  },
};

/** Alarms on what is made of several metrics: those that are fine, and those that aren't. */
export const ALARM_ON_SEVERAL = {
  valid: { comparisonOperator: "GreaterThanThreshold", evaluationPeriods: 5, threshold: 5 },
  accepted: [sum(M1!, M2!), [{ ...M1!, returnData: true }]],
  refused: [
    sum(M1!),
    sum(M1!, M1!, M2!),
    [M1!, M2!],
    sum({ ...M1!, returnData: true }, M2!),
    sum({ ...M1!, expression: "m2" }, M2!),
    sum({ id: "m1" }, M2!),
    sum({ ...M1!, id: "M1" }, M2!),
    sum({ id: "m1", metric: { ...metric, stat: "95" } }, M2!),
    sum({ id: "m1", metric: { ...metric, period: 45 } }, M2!),
  ],
} as const;
