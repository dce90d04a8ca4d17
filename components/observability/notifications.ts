import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../../model/iam-policy";
import { mapValues } from "../../model/records";
import { EncryptionKey, type EncryptionKeyTransforms } from "../identity/encryption-key";
import { placeOf } from "../place";
import { refuse } from "../refuse";
import { transformed, type Transform } from "../transform";
import { alarmsAsKeyUser, checkNotifications, topicPolicy } from "./notifications-plan";

/** One for each kind of child. */
export interface NotificationsTransforms extends EncryptionKeyTransforms {
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
 * 4. a subscription per mail address and HTTPS endpoint.
 *
 * ```ts
 * const notifications = new Notifications("alarms", { mails: ["on-call@example.com"] });
 * ```
 * @throws RunError naming every wrong argument, before anything is registered.
 */
export class Notifications extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, args: NotificationsArgs, options?: pulumi.ComponentResourceOptions) {
    const { displayName, mails = [], httpsEndpoints = {}, transform = {} } = args;
    const plainUrls = mapValues(httpsEndpoints, (url) => (typeof url === "string" ? url : undefined));
    refuse(checkNotifications(name, { displayName, mails, httpsEndpoints: plainUrls }));
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
    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}
