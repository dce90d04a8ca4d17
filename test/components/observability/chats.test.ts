import assert from "node:assert/strict";
import fc from "fast-check";
import { checkChats, configurationName, type Chats } from "../../../components/observability/chat-plan";
import { Notifications, type NotificationsArgs } from "../../../components/observability/notifications";
import { CHAT_CONFIGURATION_NAME } from "../../../model/chat";
import { record, refusal } from "../../support/recorded";

const UUID = "12345678-1234-1234-1234-123456789012";
const slack = { ops: { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" } };
const teams = {
  "on-call": { tenantId: UUID, teamId: UUID, channelId: "19%3ab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2" },
};

const recorded = (args: NotificationsArgs) => record(() => void new Notifications("alarms", args));
const problems = (chats: Chats) =>
  checkChats('notifications "alarms"', "alarms", chats).map(({ argument }) => argument);

describe("channels of chats on simulated AWS", () => {
  it("are none, and there is no role for them, unless wanted", async () => {
    const run = await recorded({ slack: {}, teams: {} });
    assert.deepEqual(run.names("iam.Role"), []);
    assert.deepEqual(run.names("chatbot.SlackChannelConfiguration"), []);
    assert.deepEqual(run.names("chatbot.TeamsChannelConfiguration"), []);
  });

  it("hear the topic, under its name, and let nobody do more than read CloudWatch", async () => {
    const run = await recorded({ slack, teams });
    const topicName = run.output("sns.Topic", "alarms", "name");
    const common = {
      guardrailPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"],
      iamRoleArn: run.output("iam.Role", "alarms-chat", "arn"),
      loggingLevel: "NONE",
      snsTopicArns: [run.output("sns.Topic", "alarms", "arn")],
    };
    assert.deepEqual(run.inputs("chatbot.SlackChannelConfiguration", "alarms-ops"), {
      ...common,
      configurationName: `${topicName}-slack-ops`,
      slackChannelId: "C07EZ1ABC23",
      slackTeamId: "T07EA123LEP",
      tags: { Name: "alarms-ops" },
    });
    assert.deepEqual(run.inputs("chatbot.TeamsChannelConfiguration", "alarms-on-call"), {
      ...common,
      ...teams["on-call"],
      configurationName: `${topicName}-teams-on-call`,
      tags: { Name: "alarms-on-call" },
    });
  });

  it("share one role, which Amazon Q Developer takes on, and which shows alarms and their graphs", async () => {
    const run = await recorded({ slack, teams, permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/boundary" });
    const { assumeRolePolicy, ...role } = run.inputs("iam.Role", "alarms-chat");
    assert.deepEqual(run.names("iam.Role"), ["alarms-chat"]);
    assert.equal(role["permissionsBoundary"], "arn:aws:iam::123456789012:policy/boundary");
    assert.deepEqual(JSON.parse(String(assumeRolePolicy)), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: "chatbot.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    assert.deepEqual(JSON.parse(run.input("iam.RolePolicy", "alarms-chat", "policy")), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReadAlarms",
          Effect: "Allow",
          Action: ["cloudwatch:DescribeAlarmHistory", "cloudwatch:DescribeAlarms"],
          Resource: "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:*",
        },
        {
          Sid: "DrawGraphs",
          Effect: "Allow",
          Action: [
            "cloudwatch:DescribeAlarmsForMetric",
            "cloudwatch:GetMetricStatistics",
            "cloudwatch:GetMetricWidgetImage",
          ],
          Resource: "*",
        },
      ],
    });
    for (const [type, name] of [
      ["chatbot.SlackChannelConfiguration", "alarms-ops"],
      ["chatbot.TeamsChannelConfiguration", "alarms-on-call"],
    ] as const) {
      assert.ok(run.dependencies(type, name).includes("iam.RolePolicy alarms-chat"), type);
    }
  });

  it("are replaced when something changes that identifies them, the old one first: both have one name", async () => {
    const run = await recorded({ slack, teams });
    const options = (type: string, name: string) => {
      const { deleteBeforeReplace, replaceOnChanges } = run.resource(type, name).options;
      return { deleteBeforeReplace, replaceOnChanges };
    };
    assert.deepEqual(options("chatbot.SlackChannelConfiguration", "alarms-ops"), {
      deleteBeforeReplace: true,
      replaceOnChanges: ["configurationName", "slackTeamId"],
    });
    assert.deepEqual(options("chatbot.TeamsChannelConfiguration", "alarms-on-call"), {
      deleteBeforeReplace: true,
      replaceOnChanges: ["configurationName", "teamId", "tenantId"],
    });
  });

  it("are refused with where to find what is wrong, before anything is registered", async () => {
    const { message, registered } = await refusal(
      () => new Notifications("alarms", { slack: { ops: { workspaceId: "my-workspace", channelId: "C07EZ1ABC23" } } }),
    );
    assert.deepEqual(registered, []);
    assert.match(message, /slack\.ops\.workspaceId = "my-workspace"\n {2}It has to look like T07EA123LEP\./);
    assert.match(
      message,
      /Look it up: In the console of Amazon Q Developer in chat applications, after somebody has let/,
    );
  });
});

describe("the plan of channels of chats", () => {
  it("refuses ids that are none, and names that configurations can't have", () => {
    assert.deepEqual(problems({ slack, teams }), []);
    assert.deepEqual(
      problems({
        slack: { "on call": slack.ops, a: { workspaceId: "t1", channelId: "#ops" } },
        teams: {
          b: { tenantId: "contoso", teamId: "ops", channelId: "19:b6@thread.tacv2" },
          ["x".repeat(129)]: teams["on-call"],
        },
      }),
      [
        "slack.on call",
        `teams.${"x".repeat(129)}`,
        "slack.a.workspaceId",
        "slack.a.channelId",
        "teams.b.tenantId",
        "teams.b.teamId",
        "teams.b.channelId",
      ],
    );
  });

  it("refuses a channel of Slack twice, and a team of Teams", () => {
    assert.deepEqual(problems({ slack: { ...slack, again: slack.ops } }), ["slack.again"]);
    assert.deepEqual(problems({ slack: { ...slack, other: { ...slack.ops, channelId: "C2" } } }), []);
    const sameTeam = { ...teams["on-call"], teamId: UUID.toUpperCase(), channelId: "19%3a2%40thread.tacv2" };
    assert.deepEqual(problems({ teams: { ...teams, again: sameTeam } }), ["teams.again"]);
    assert.deepEqual(problems({ teams: { ...teams, other: { ...sameTeam, teamId: UUID.replace("1", "9") } } }), []);
  });

  it("accepts no name with which the configuration's would be too long, whatever end the topic's gets", () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 115 }), fc.constantFrom("slack", "teams"), (length, kind) => {
        const key = "x".repeat(length);
        const chats = kind === "slack" ? { slack: { [key]: slack.ops } } : { teams: { [key]: teams["on-call"] } };
        const fits = configurationName("alarms-1234567", kind, key).length <= CHAT_CONFIGURATION_NAME.maxLength;
        assert.deepEqual(problems(chats), fits ? [] : [`${kind}.${key}`]);
      }),
    );
  });
});
