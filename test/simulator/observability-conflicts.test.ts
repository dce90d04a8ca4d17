import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import { TestAccount } from "./account";
import { ALARM_ON_SEVERAL } from "./limits-of-observability";
import { itRefuses, Scene, type Conflict } from "./scene";

const [TOPIC, ALARM, KEY] = ["aws:sns/topic:Topic", "aws:cloudwatch/metricAlarm:MetricAlarm", "aws:kms/key:Key"];
const OTHER = "arn:aws:sns:eu-central-1:123456789012:none";

const alarm = (scene: Scene, name: string, inputs: Properties = {}) =>
  scene.make(ALARM, name, {
    name: "cpu",
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    metricName: "CPUUtilization",
    namespace: "AWS/ECS",
    period: 60,
    statistic: "Average",
    threshold: 80,
    ...inputs,
  });

const [SLACK, TEAMS, ROLE] = [
  "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration",
  "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration",
  "aws:iam/role:Role",
];
const [TEAM, TENANT] = ["12345678-1234-1234-1234-123456789012", "87654321-1234-1234-1234-123456789012"];
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "chatbot.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

const chat = (scene: Scene, type: string, name: string, inputs: Properties = {}) => {
  const iamRoleArn = scene.make(ROLE, name, { name, assumeRolePolicy: trust }).outputs.arn!;
  const ids: Properties =
    type === SLACK
      ? { slackTeamId: "T1", slackChannelId: "C1" }
      : { teamId: TEAM, tenantId: TENANT, channelId: "19%3a1%40thread.tacv2" };
  return scene.make(type, name, { configurationName: name, iamRoleArn, ...ids, ...inputs });
};

const [RULE, TARGET] = ["aws:cloudwatch/eventRule:EventRule", "aws:cloudwatch/eventTarget:EventTarget"];
const rule = (scene: Scene, name: string) =>
  scene.make(RULE, name, { name: "failed", eventPattern: JSON.stringify({ source: ["aws.ecs"] }) });

const CONFLICTS: readonly Conflict[] = [
  [
    "a second configuration of one Slack channel in an account",
    "InvalidRequestException",
    /Slack channel with ID C1 in Slack team T1 has already been configured for AWS account 123456789012\.$/,
    (s) => [chat(s, SLACK, "one"), chat(s, SLACK, "two")],
  ],
  [
    "a second chat configuration of one name",
    "ConflictException",
    /one already exists/,
    (s) => [chat(s, SLACK, "one"), chat(s, SLACK, "two", { configurationName: "one", slackChannelId: "C2" })],
  ],
  [
    "a second channel of one team, which the provider can't tell from the first",
    "TooManyResults",
    /^too many results: wanted 1, got 2$/,
    (s) => [chat(s, TEAMS, "one"), chat(s, TEAMS, "two")],
  ],
  [
    "a chat that hears a topic which is not there",
    "InvalidParameterException",
    /does not exist/,
    (s) => chat(s, SLACK, "one", { snsTopicArns: [OTHER] }),
  ],
  [
    "a chat without its role",
    "InvalidParameterException",
    /does not exist/,
    (s) => chat(s, SLACK, "one", { iamRoleArn: "arn:aws:iam::123456789012:role/none" }),
  ],
  [
    "another workspace for the same configuration",
    "Inconsistent",
    /slackTeamId$/,
    (s) => s.change(chat(s, SLACK, "one"), { slackTeamId: "T2" }),
  ],
  [
    "another tenant for the same configuration",
    "Inconsistent",
    /tenantId$/,
    (s) => s.change(chat(s, TEAMS, "one"), { tenantId: TEAM }),
  ],
  [
    "a second rule of one name",
    "ResourceAlreadyExistsException",
    /failed already exists/,
    (s) => [rule(s, "one"), rule(s, "two")],
  ],
  [
    "a target of a rule that is not there",
    "ResourceNotFoundException",
    /does not exist/,
    (s) => s.make(TARGET, "x", { rule: "none", arn: OTHER }),
  ],
  [
    "a sixth target of one rule",
    "LimitExceededException",
    /exceeds the maximum number allowed/,
    (s) => {
      const { id } = rule(s, "one");
      for (let index = 0; index < 6; index++) s.make(TARGET, `t${index}`, { rule: id, arn: OTHER });
    },
  ],
  [
    "to delete a rule that has targets",
    "ValidationException",
    /^Rule can't be deleted since it has targets\./,
    (s) => {
      const failed = rule(s, "one");
      s.make(TARGET, "x", { rule: failed.id, arn: OTHER });
      s.delete(failed);
    },
  ],
  [
    "a second alarm of one name, which would take the place of the first",
    "AlreadyExists",
    /alarm "cpu" already exists/,
    (s) => [alarm(s, "one"), alarm(s, "two")],
  ],
  [
    "an alarm that tells a topic which is not there",
    "NotFound",
    /topic .*:none does not exist/,
    (s) => alarm(s, "x", { alarmActions: [OTHER] }),
  ],
  [
    "an alarm that tells a topic of another region",
    "ValidationError",
    /^Invalid region us-east-1 specified\. Only eu-central-1 is supported\.$/,
    (s) => alarm(s, "x", { okActions: ["arn:aws:sns:us-east-1:123456789012:alarms"] }),
  ],
  [
    "a second topic of one name",
    "InvalidParameter",
    /already exists/,
    (s) => [s.make(TOPIC, "one", { name: "alarms" }), s.make(TOPIC, "two", { name: "alarms" })],
  ],
  [
    "a topic with a key that is not there",
    "KMSNotFound",
    /does not exist/,
    (s) => s.make(TOPIC, "x", { kmsMasterKeyId: "arn:aws:kms:eu-central-1:123456789012:key/none" }),
  ],
  [
    "a policy for a topic that is not there",
    "NotFound",
    /does not exist/,
    (s) => {
      const statement = { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: OTHER };
      const policy = JSON.stringify({ Version: "2012-10-17", Statement: statement });
      return s.make("aws:sns/topicPolicy:TopicPolicy", "x", { arn: OTHER, policy });
    },
  ],
  [
    "somebody who listens to a topic that is not there",
    "NotFound",
    /does not exist/,
    (s) =>
      s.make("aws:sns/topicSubscription:TopicSubscription", "x", {
        topic: OTHER,
        protocol: "email",
        endpoint: "ops@example.com",
      }),
  ],
];

describe("simulated AWS refuses", () => {
  itRefuses(CONFLICTS);
});

describe("a simulated alarm on several metrics", () => {
  const failures = (metricQueries: Properties[]) =>
    new TestAccount().check(ALARM, { ...ALARM_ON_SEVERAL.valid, metricQueries }).failures;

  it("has one query that returns data, and ids that are there", () => {
    for (const queries of ALARM_ON_SEVERAL.accepted) assert.deepEqual(failures([...queries]), []);
    for (const queries of ALARM_ON_SEVERAL.refused) {
      assert.notDeepEqual(failures([...queries]), [], JSON.stringify(queries));
    }
  });
});

describe("a simulated topic", () => {
  it("can have a key by its id, its ARN, or as AWS's own", () => {
    const scene = new Scene();
    const key = scene.make(KEY, "x", {});
    for (const [index, id] of [key.id, String(key.outputs.arn), "alias/aws/sns"].entries()) {
      assert.notEqual(scene.read(scene.make(TOPIC, `t${index}`, { kmsMasterKeyId: id })), undefined);
    }
  });
});

describe("simulated chats", () => {
  it("may hear of one topic in channels of the same id in two workspaces", () => {
    const scene = new Scene();
    const channels = ["T1", "T2"].map((slackTeamId, index) => chat(scene, SLACK, `c${index}`, { slackTeamId }));
    for (const channel of channels) assert.notEqual(scene.read(channel), undefined);
  });
});
