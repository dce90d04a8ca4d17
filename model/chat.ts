/**
 * Channels of chats that Amazon Q Developer, once called AWS Chatbot, tells what topics hear.
 * Source: https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html and
 * https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateMicrosoftTeamsChannelConfiguration.html
 */
import type { NameRule } from "./names";

export const CHAT_CONFIGURATION_NAME: NameRule = {
  what: "chat configuration",
  maxLength: 128,
  pattern: /^[A-Za-z0-9_-]+$/,
  allowed: "letters, digits, hyphens and underscores",
  source: "https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html",
};

const UUID = /^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/;

/** How an id looks, and where it is found. */
export interface IdRule {
  readonly pattern: RegExp;
  readonly example: string;
  readonly where: string;
}

/** Workspaces and teams have ids on AWS's side only after somebody has let Amazon Q in, which is done by hand. */
const AFTER_CONSENT =
  "In the console of Amazon Q Developer in chat applications, after somebody has let it into the workspace or team there, once.";

export const SLACK_IDS = {
  workspaceId: { pattern: /^[0-9A-Z]{1,255}$/, example: "T07EA123LEP", where: AFTER_CONSENT },
  channelId: {
    pattern: /^[A-Za-z0-9]{1,255}$/,
    example: "C07EZ1ABC23",
    where: "At the end of the link that Slack copies from the channel's menu.",
  },
} as const satisfies Readonly<Record<string, IdRule>>;

export const TEAMS_IDS = {
  tenantId: { pattern: UUID, example: "12345678-1234-1234-1234-123456789012", where: AFTER_CONSENT },
  teamId: { pattern: UUID, example: "12345678-1234-1234-1234-123456789012", where: AFTER_CONSENT },
  channelId: {
    pattern: /^(?=.{1,255}$)[a-zA-Z0-9\-_=+/.,]*%3[aA][a-zA-Z0-9\-_=+/.,]*%40[a-zA-Z0-9\-_=+/.,]*$/,
    example: "19%3ab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2",
    where: "In the link that Teams copies from the channel's menu.",
  },
} as const satisfies Readonly<Record<string, IdRule>>;

/**
 * What Amazon Q needs to show alarms and to draw their graphs. AWS's template for it, NotificationsOnly, names all that
 * reads anything in CloudWatch; these are the actions about alarms and metrics.
 * Source: https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-iam-policies.html
 */
export const ALARM_READING_ACTIONS = ["cloudwatch:DescribeAlarmHistory", "cloudwatch:DescribeAlarms"] as const;
/** These know no resource. Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html */
export const GRAPH_DRAWING_ACTIONS = [
  "cloudwatch:DescribeAlarmsForMetric",
  "cloudwatch:GetMetricStatistics",
  "cloudwatch:GetMetricWidgetImage",
] as const;

/** The most that anyone in a channel can do, whatever a role may. Without one it is everything. Source: as above */
export const CHAT_GUARDRAIL = "CloudWatchReadOnlyAccess";
