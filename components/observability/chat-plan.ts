/** Which channels of Slack and Microsoft Teams are told. */
import {
  ALARM_READING_ACTIONS,
  CHAT_CONFIGURATION_NAME,
  CHAT_GUARDRAIL,
  GRAPH_DRAWING_ACTIONS,
  SLACK_IDS,
  TEAMS_IDS,
  type IdRule,
} from "../../model/chat";
import { policyDocument, type AwsPlace } from "../../model/iam-policy";
import { AUTO_NAME_SUFFIX_LENGTH } from "../../model/names";
import type { Problem } from "../../model/problem";

/** A channel of Slack. An account can tell each channel only once, so no other environment of the account has it. */
export interface SlackChannelArgs {
  /** The workspace's id; somebody has to let Amazon Q Developer into the workspace first, in its console. */
  readonly workspaceId: string;
  /** The channel's id. A private channel has to invite `@Amazon Q`. */
  readonly channelId: string;
}

/** A channel of Microsoft Teams. The provider can tell one channel of each team for an account. */
export interface TeamsChannelArgs {
  /** The tenant's id; somebody has to let Amazon Q Developer into the team first, in its console. */
  readonly tenantId: string;
  readonly teamId: string;
  /** The channel's id as it stands in its link: with %3a and %40. */
  readonly channelId: string;
}

export interface Chats {
  readonly slack?: Readonly<Record<string, SlackChannelArgs>>;
  readonly teams?: Readonly<Record<string, TeamsChannelArgs>>;
}

/** What stands in the names of configurations before the user's own part. */
export type ChatKind = keyof Chats;

export function configurationName(topicName: string, kind: ChatKind, key: string): string {
  return `${topicName}-${kind}-${key}`;
}

const SETUP = "https://docs.aws.amazon.com/chatbot/latest/adminguide/";
const SOURCES = { slack: `${SETUP}slack-setup.html`, teams: `${SETUP}teams-setup.html` } as const;
const ONE_PER_TEAM = "https://github.com/hashicorp/terraform-provider-aws/pull/47039";

/** @param name of the topic's component */
export function checkChats(component: string, name: string, { slack = {}, teams = {} }: Chats): Problem[] {
  return [
    ...checkNames(component, name, "slack", Object.keys(slack)),
    ...checkNames(component, name, "teams", Object.keys(teams)),
    ...Object.entries(slack).flatMap(([key, ids]) => checkIds(component, "slack", key, { ...ids }, SLACK_IDS)),
    ...Object.entries(teams).flatMap(([key, ids]) => checkIds(component, "teams", key, { ...ids }, TEAMS_IDS)),
    ...twice(slack, ({ workspaceId, channelId }) => `${workspaceId} ${channelId}`).map(([key, other]) => ({
      component,
      argument: `slack.${key}`,
      value: slack[key]!.channelId,
      message: `"${other}" is the same channel, and an account can tell each channel only once.`,
      fix: "Remove one of them.",
      source: SOURCES.slack,
    })),
    ...twice(teams, ({ teamId }) => teamId.toLowerCase()).map(([key, other]) => ({
      component,
      argument: `teams.${key}`,
      value: teams[key]!.teamId,
      message: `"${other}" is of the same team, and the provider can't tell two channels of one team apart.`,
      fix: "Remove one of them.",
      source: ONE_PER_TEAM,
    })),
  ];
}

function checkNames(component: string, name: string, kind: ChatKind, keys: readonly string[]): Problem[] {
  const { pattern, maxLength, allowed, source } = CHAT_CONFIGURATION_NAME;
  const longest = maxLength - configurationName(name, kind, "").length - AUTO_NAME_SUFFIX_LENGTH;
  return keys
    .filter((key) => !pattern.test(key) || key.length > longest)
    .map((key) => ({
      component,
      argument: `${kind}.${key}`,
      value: key,
      message: `The configuration is called by it: 1 to ${longest} ${allowed}.`,
      fix: "Choose another name.",
      source,
    }));
}

function checkIds(
  component: string,
  kind: ChatKind,
  key: string,
  ids: Readonly<Record<string, string>>,
  rules: Readonly<Record<string, IdRule>>,
): Problem[] {
  return Object.entries(rules)
    .filter(([id, { pattern }]) => !pattern.test(ids[id]!))
    .map(([id, { example, where }]) => ({
      component,
      argument: `${kind}.${key}.${id}`,
      value: ids[id],
      message: `It has to look like ${example}.`,
      fix: `Look it up: ${where}`,
      source: SOURCES[kind],
    }));
}

/** Those that are the same as one before them, with the name of that one. */
function twice<T>(entries: Readonly<Record<string, T>>, identity: (entry: T) => string): [string, string][] {
  const first = new Map<string, string>();
  return Object.entries(entries).flatMap(([key, entry]): [string, string][] => {
    const other = first.get(identity(entry));
    if (other !== undefined) return [[key, other]];
    first.set(identity(entry), key);
    return [];
  });
}

/**
 * Who may act for the channels. A role can only be handed to Amazon Q inside its own account, and its documents know no
 * condition.
 * Source: https://docs.aws.amazon.com/chatbot/latest/adminguide/chatbot-iam-policies.html
 */
export function chatTrustPolicy(): string {
  return policyDocument([
    { Effect: "Allow", Principal: { Service: "chatbot.amazonaws.com" }, Action: "sts:AssumeRole" },
  ]);
}

/** Only what shows this region's alarms and their graphs. */
export function chatRolePolicy({ partition, region, accountId }: AwsPlace): string {
  const alarms = `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:*`;
  return policyDocument([
    { Sid: "ReadAlarms", Effect: "Allow", Action: ALARM_READING_ACTIONS, Resource: alarms },
    { Sid: "DrawGraphs", Effect: "Allow", Action: GRAPH_DRAWING_ACTIONS, Resource: "*" },
  ]);
}

export function guardrailArn(partition: string): string {
  return `arn:${partition}:iam::aws:policy/${CHAT_GUARDRAIL}`;
}
