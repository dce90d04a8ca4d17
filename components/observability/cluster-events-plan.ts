/** What a topic is told about a cluster, besides alarms, and in which words. */
import { DEPLOYMENT_FAILED, OUT_OF_MEMORY, type EcsEvent } from "../../model/ecs-events";
import { policyDocument } from "../../model/iam-policy";

/** Which events are told. */
export interface ToldEvents {
  /** Whether deployments that fail, and so are rolled back, are told. @default true */
  readonly failedDeployments?: boolean | undefined;
  /** Whether tasks that stop because a container has used up its memory are told. @default true */
  readonly outOfMemory?: boolean | undefined;
}

export interface ToldEvent extends EcsEvent {
  /** How its rule's name ends. */
  readonly key: string;
  readonly description: string;
  /** `<part>` stands for what the event has there. */
  readonly title: string;
  readonly text: string;
}

const EVENTS: Readonly<Record<keyof ToldEvents, ToldEvent>> = {
  failedDeployments: {
    ...DEPLOYMENT_FAILED,
    key: "failed-deployments",
    description: "Deployments that failed",
    title: "A deployment has failed",
    text: "<service>, <time>: <reason> (<deployment>). What to do: npm run diagnose",
  },
  outOfMemory: {
    ...OUT_OF_MEMORY,
    key: "out-of-memory",
    description: "Tasks that stopped because a container has used up its memory",
    title: "A task was out of memory",
    text: "<service>, <time>: <task> of <revision>. Raise memoryMiB, or let the program use less.",
  },
};

/** Those that are told, in an order that never changes. */
export function toldEvents(told: ToldEvents): ToldEvent[] {
  return (Object.keys(EVENTS) as (keyof ToldEvents)[]).filter((key) => told[key] ?? true).map((key) => EVENTS[key]);
}

/**
 * The message in the only form that Amazon Q Developer writes into chats; people who get it by mail read the same.
 * Source: https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export function messageTemplate({ title, text }: ToldEvent): string {
  return JSON.stringify({
    version: "1.0",
    source: "custom",
    content: { textType: "client-markdown", title, description: text },
  });
}

/**
 * EventBridge may act for these rules only. A policy of the topic couldn't say so: EventBridge takes no conditions there,
 * nor in a key's policy.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html,
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html (a role, instead of the topic's
 * policy), https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export function eventsTrustPolicy(accountId: string, ruleArns: readonly string[]): string {
  return policyDocument([
    {
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "aws:SourceAccount": accountId }, ArnEquals: { "aws:SourceArn": ruleArns } },
    },
  ]);
}

/** Who publishes to an encrypted topic uses its key. Source: the last of the documents above */
export function eventsRolePolicy(topicArn: string, keyArn: string): string {
  return policyDocument([
    { Sid: "Publish", Effect: "Allow", Action: "sns:Publish", Resource: topicArn },
    { Sid: "EncryptMessages", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArn },
  ]);
}
