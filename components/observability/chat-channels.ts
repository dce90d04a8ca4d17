/** The channels of chats that a topic tells. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { roleWithPolicy, type RoleTransforms } from "../identity/role-with-policy";
import { placeOf } from "../place";
import { transformed, type Transform } from "../transform";
import { chatRolePolicy, chatTrustPolicy, configurationName, guardrailArn, type Chats } from "./chat-plan";

/** One for each kind of child. */
export interface ChatTransforms {
  readonly chatRole?: RoleTransforms;
  /** Of each channel. */
  readonly slackChannel?: Transform<aws.chatbot.SlackChannelConfigurationArgs>;
  /** Of each channel. */
  readonly teamsChannel?: Transform<aws.chatbot.TeamsChannelConfigurationArgs>;
}

export interface ChatChannelsArgs extends Chats {
  readonly topic: aws.sns.Topic;
  readonly permissionsBoundaryArn: string | undefined;
  readonly transform: ChatTransforms;
}

/** One role for all channels, and a configuration for each; nothing if there is none. */
export function buildChatChannels(
  name: string,
  { slack = {}, teams = {}, topic, permissionsBoundaryArn, transform }: ChatChannelsArgs,
  parent: pulumi.ComponentResource,
): void {
  if (Object.keys(slack).length + Object.keys(teams).length === 0) return;
  const place = placeOf(parent);
  const { role, policy } = roleWithPolicy(
    `${name}-chat`,
    {
      description: `Chat role ${name}: what Amazon Q Developer may do to show alarms`,
      assumeRolePolicy: chatTrustPolicy(),
      policy: place.apply(chatRolePolicy),
      permissionsBoundaryArn,
      transform: transform.chatRole,
    },
    { parent },
  );
  const common = {
    iamRoleArn: role.arn,
    snsTopicArns: [topic.arn],
    // Otherwise it is AdministratorAccess.
    guardrailPolicyArns: [place.apply(({ partition }) => guardrailArn(partition))],
  };
  // What identifies a configuration can't be changed, and the provider doesn't know that; both would have one name.
  const optionsFor = (...identity: string[]): pulumi.CustomResourceOptions => ({
    parent,
    dependsOn: [policy],
    deleteBeforeReplace: true,
    replaceOnChanges: ["configurationName", ...identity],
  });
  for (const [key, { workspaceId, channelId }] of Object.entries(slack)) {
    new aws.chatbot.SlackChannelConfiguration(
      `${name}-${key}`,
      ...transformed<aws.chatbot.SlackChannelConfigurationArgs>(
        transform.slackChannel,
        {
          ...common,
          configurationName: topic.name.apply((topicName) => configurationName(topicName, "slack", key)),
          slackTeamId: workspaceId,
          slackChannelId: channelId,
          tags: { Name: `${name}-${key}` },
        },
        optionsFor("slackTeamId"),
      ),
    );
  }
  for (const [key, ids] of Object.entries(teams)) {
    new aws.chatbot.TeamsChannelConfiguration(
      `${name}-${key}`,
      ...transformed<aws.chatbot.TeamsChannelConfigurationArgs>(
        transform.teamsChannel,
        {
          ...common,
          configurationName: topic.name.apply((topicName) => configurationName(topicName, "teams", key)),
          ...ids,
          tags: { Name: `${name}-${key}` },
        },
        optionsFor("teamId", "tenantId"),
      ),
    );
  }
}
