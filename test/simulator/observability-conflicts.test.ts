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

const CONFLICTS: readonly Conflict[] = [
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
