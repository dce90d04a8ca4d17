import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../../model/iam-policy";
import { mapValues } from "../../model/records";
import { EncryptionKey, type EncryptionKeyTransforms } from "../identity/encryption-key";
import { checkPermissionsBoundary } from "../identity/permissions-boundary-plan";
import { placeOf } from "../place";
import { refuse } from "../refuse";
import { transformed, type Transform } from "../transform";
import { buildChatChannels, type ChatTransforms } from "./chat-channels";
import type { SlackChannelArgs, TeamsChannelArgs } from "./chat-plan";
import { alarmsAsKeyUser, checkNotifications, topicPolicy } from "./notifications-plan";

/** One for each kind of child. */
export interface NotificationsTransforms extends EncryptionKeyTransforms, ChatTransforms {
  readonly topic?: Transform<aws.sns.TopicArgs>;
  readonly topicPolicy?: Transform<aws.sns.TopicPolicyArgs>;
  /** Of each subscriber. */
  readonly subscription?: Transform<aws.sns.TopicSubscriptionArgs>;
}

export interface NotificationsArgs {
  /** Whom mails come from, at most 100 characters. @default "AWS Notifications" */
  readonly displayName?: string;
  /** Mail addresses. Each gets a mail first, and nothing else until the link in it is followed. @default none */
  readonly mails?: readonly string[];
  /**
   * HTTPS endpoints, such as a pager's, by a name of your own. They have to confirm a message of SNS first, which
   * pagers do by themselves. A URL that holds a key should be a Pulumi secret.
   * @default none
   */
  readonly httpsEndpoints?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * Channels of Slack, by a name of your own. Whoever is in such a channel can also ask Amazon Q Developer for the
   * account's metrics and alarms there, and for nothing else.
   * @default none
   */
  readonly slack?: Readonly<Record<string, SlackChannelArgs>>;
  /** Channels of Microsoft Teams, by a name of your own; the same holds for whoever is there. @default none */
  readonly teams?: Readonly<Record<string, TeamsChannelArgs>>;
  /** The managed policy that limits what roles can ever do, whatever they are granted. @default none */
  readonly permissionsBoundaryArn?: string | undefined;
  /** Whether Pulumi refuses to delete the key that messages are encrypted with. @default true */
  readonly protectKey?: boolean;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: NotificationsTransforms;
}

/**
 * Where alarms go, and whom they tell. It creates:
 * 1. a KMS key, with an alias, that CloudWatch may use: it can't use the one that AWS has for SNS;
 * 2. a topic that is encrypted with it;
 * 3. the topic's policy: alarms of this account and region publish, and nobody without TLS;
 * 4. a subscription per mail address and HTTPS endpoint;
 * 5. for chats, a role that may only read CloudWatch, and a configuration of Amazon Q Developer per channel, which
 *    subscribes to the topic by itself. Messages arrive decrypted, so it needs no part in the key.
 *
 * ```ts
 * const notifications = new Notifications("alarms", { mails: ["on-call@example.com"] });
 * ```
 * @throws RunError naming every wrong argument, before anything is registered.
 */
export class Notifications extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;
  /** Whoever publishes needs it: `kms:Decrypt` and `kms:GenerateDataKey`. */
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, args: NotificationsArgs, options?: pulumi.ComponentResourceOptions) {
    const { displayName, mails = [], httpsEndpoints = {}, transform = {} } = args;
    const plainUrls = mapValues(httpsEndpoints, (url) => (typeof url === "string" ? url : undefined));
    const { slack = {}, teams = {}, permissionsBoundaryArn } = args;
    refuse([
      ...checkNotifications(name, { displayName, mails, httpsEndpoints: plainUrls, slack, teams }),
      ...checkPermissionsBoundary(`notifications "${name}"`, permissionsBoundaryArn),
    ]);
    super("fargate-platform:observability:Notifications", name, {}, options);
    const key = new EncryptionKey(
      name,
      {
        description: `Messages of the topic ${name}`,
        user: alarmsAsKeyUser,
        protect: args.protectKey ?? true,
        transform,
      },
      { parent: this },
    );
    const topic = new aws.sns.Topic(
      name,
      ...transformed<aws.sns.TopicArgs>(
        transform.topic,
        {
          ...(displayName !== undefined && { displayName }),
          kmsMasterKeyId: key.arn,
          // With version 1 messages are signed by SHA-1.
          signatureVersion: 2,
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
    new aws.sns.TopicPolicy(
      name,
      ...transformed<aws.sns.TopicPolicyArgs>(
        transform.topicPolicy,
        {
          arn: topic.arn,
          policy: pulumi
            .all([topic.arn, placeOf(this)])
            .apply(([arn, place]) => policyDocument(topicPolicy(arn, place))),
        },
        { parent: this },
      ),
    );
    const subscribe = (subscriber: string, protocol: string, endpoint: pulumi.Input<string>) =>
      new aws.sns.TopicSubscription(
        `${name}-${subscriber}`,
        ...transformed<aws.sns.TopicSubscriptionArgs>(
          transform.subscription,
          { topic: topic.arn, protocol, endpoint },
          { parent: this },
        ),
      );
    for (const mail of mails) subscribe(mail, "email", mail);
    for (const [key, url] of Object.entries(httpsEndpoints)) subscribe(key, "https", url);
    buildChatChannels(name, { slack, teams, topic, permissionsBoundaryArn, transform }, this);
    this.topicArn = topic.arn;
    this.keyArn = key.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}
