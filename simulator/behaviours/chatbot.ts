/** Channels of chats that Amazon Q Developer (AWS Chatbot) tells what topics hear. */
import { CHAT_CONFIGURATION_NAME, SLACK_IDS, TEAMS_IDS, type IdRule } from "../../model/chat";
import type { Behaviour, NewResource } from "../behaviour";
import { text } from "../read";
import { arn, matching, named, oneOf, type Rule } from "../rules";
import { refuseIf, ROLE, SLACK_CHANNEL, TEAMS_CHANNEL, TOPIC } from "./common";

const API = "https://docs.aws.amazon.com/chatbot/latest/APIReference";
const PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/chatbot";

const id = ({ pattern, example }: IdRule): Rule => matching(pattern, `An id such as ${example}`);

const common = {
  // Configurations are not a region's, though the provider has one for them.
  global: true,
  taggable: true,
  defaults: { loggingLevel: "NONE" },
  implied: { userAuthorizationRequired: false },
} as const;

const commonRules: { readonly [path: string]: Rule } = {
  configurationName: named(CHAT_CONFIGURATION_NAME),
  "guardrailPolicyArns[]": arn("iam", /^policy\//),
  iamRoleArn: arn("iam", /^role\//),
  loggingLevel: oneOf("ERROR", "INFO", "NONE"),
  "snsTopicArns[]": arn("sns"),
};

const commonReferences = [
  { path: "iamRoleArn", type: ROLE, notFound: "InvalidParameterException" },
  { path: "snsTopicArns[]", type: TOPIC, notFound: "InvalidParameterException" },
];

const arnOf = ({ account, inputs }: NewResource, kind: string) =>
  `arn:${account.partition}:chatbot::${account.accountId}:chat-configuration/${kind}/${text(inputs, "configurationName")}`;

/**
 * Names are an account's. What identifies a configuration the API can't change, and the provider asks it to all the same:
 * https://docs.aws.amazon.com/chatbot/latest/APIReference/API_UpdateSlackChannelConfiguration.html
 */
function refuseTakenOrChanged(resource: NewResource, type: string, identity: readonly string[]): void {
  const { inputs, world, existingId } = resource;
  const before = world.find(type, existingId);
  const changed = before && identity.find((property) => before.inputs[property] !== inputs[property]);
  refuseIf(
    changed !== undefined,
    "Inconsistent",
    `Provider produced inconsistent result after apply: unexpected new value: ${changed}`,
  );
  const name = text(inputs, "configurationName");
  const taken = world.all(type).some((other) => other.id !== existingId && other.inputs.configurationName === name);
  refuseIf(taken, "ConflictException", `Chat configuration ${name} already exists.`);
}

const slackChannel: Behaviour = {
  ...common,
  type: SLACK_CHANNEL,
  sources: [
    `${API}/API_CreateSlackChannelConfiguration.html`,
    `${API}/API_UpdateSlackChannelConfiguration.html`,
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awschatbot.html",
    `${PROVIDER}/slack_channel_configuration.go`,
    "https://github.com/cloudcomponents/cdk-constructs/issues/92",
  ],
  required: ["configurationName", "iamRoleArn", "slackChannelId", "slackTeamId"],
  rules: { ...commonRules, slackChannelId: id(SLACK_IDS.channelId), slackTeamId: id(SLACK_IDS.workspaceId) },
  references: commonReferences,
  replaceOn: ["region"],
  conflicts: (resource) => {
    refuseTakenOrChanged(resource, SLACK_CHANNEL, ["configurationName", "slackTeamId"]);
    const { inputs, world, existingId, account } = resource;
    const [channel, workspace] = [text(inputs, "slackChannelId"), text(inputs, "slackTeamId")];
    const told = world
      .all(SLACK_CHANNEL)
      .some(
        (other) =>
          other.id !== existingId && other.inputs.slackChannelId === channel && other.inputs.slackTeamId === workspace,
      );
    refuseIf(
      told,
      "InvalidRequestException",
      `Invalid request provided: Slack channel with ID ${channel} in Slack team ${workspace} has already been configured for AWS account ${account.accountId}.`,
    );
  },
  id: (resource) => arnOf(resource, "slack-channel"),
  computed: {
    region: ({ account }) => account.region,
    chatConfigurationArn: ({ id: own }) => own,
    guardrailPolicyArns: ({ account }) => [`arn:${account.partition}:iam::aws:policy/AdministratorAccess`],
    slackChannelName: ({ inputs }) => text(inputs, "slackChannelId") ?? "",
    slackTeamName: ({ inputs }) => text(inputs, "slackTeamId") ?? "",
    snsTopicArns: () => [],
  },
};

const teamsChannel: Behaviour = {
  ...common,
  type: TEAMS_CHANNEL,
  sources: [
    `${API}/API_CreateMicrosoftTeamsChannelConfiguration.html`,
    `${API}/API_UpdateMicrosoftTeamsChannelConfiguration.html`,
    "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awschatbot.html",
    `${PROVIDER}/teams_channel_configuration.go`,
    "https://github.com/hashicorp/terraform-provider-aws/pull/47039",
  ],
  required: ["channelId", "configurationName", "iamRoleArn", "teamId", "tenantId"],
  rules: {
    ...commonRules,
    channelId: id(TEAMS_IDS.channelId),
    teamId: id(TEAMS_IDS.teamId),
    tenantId: id(TEAMS_IDS.tenantId),
  },
  references: commonReferences,
  replaceOn: ["region"],
  conflicts: (resource) => {
    refuseTakenOrChanged(resource, TEAMS_CHANNEL, ["configurationName", "teamId", "tenantId"]);
    const { inputs, world, existingId } = resource;
    const team = text(inputs, "teamId");
    const others = world.all(TEAMS_CHANNEL).filter((other) => other.id !== existingId && other.inputs.teamId === team);
    refuseIf(others.length > 0, "TooManyResults", `too many results: wanted 1, got ${others.length + 1}`);
  },
  // The provider knows a configuration by its team alone.
  id: ({ inputs }) => text(inputs, "teamId") ?? "",
  computed: {
    region: ({ account }) => account.region,
    chatConfigurationArn: (resource) => arnOf(resource, "microsoft-teams-channel"),
    channelName: () => "",
    guardrailPolicyArns: ({ account }) => [`arn:${account.partition}:iam::aws:policy/AdministratorAccess`],
    snsTopicArns: () => [],
    teamName: () => "",
  },
};

export const CHATBOT: readonly Behaviour[] = [slackChannel, teamsChannel];
