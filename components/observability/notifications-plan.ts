/** Whom a topic tells, and who may publish there. */
import type { AwsPlace, PolicyStatement } from "../../model/iam-policy";
import type { Problem } from "../../model/problem";
import type { KeyUser } from "../identity/encryption-key-plan";
import { checkChats, type Chats } from "./chat-plan";

const SOURCE = "https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html";

/** Longer ones are cut off by mail programs. Source: https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
const DISPLAY_NAME_MAX_LENGTH = 100;

/** What of the subscribers is known without creating anything; URLs that are Outputs are left out. */
export interface PlainNotifications extends Chats {
  readonly displayName?: string | undefined;
  readonly mails: readonly string[];
  readonly httpsEndpoints: Readonly<Record<string, string | undefined>>;
}

export function checkNotifications(name: string, plain: PlainNotifications): Problem[] {
  const component = `notifications "${name}"`;
  const problem = (argument: string, value: unknown, message: string, fix: string): Problem => ({
    component,
    argument,
    value,
    message,
    fix,
    source: SOURCE,
  });
  const problems = plain.mails.flatMap((mail, index) => {
    const at = `mails[${index}]`;
    if (!/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(mail)) {
      return [problem(at, mail, "It is not a mail address.", "Write it as name@example.com.")];
    }
    if (plain.mails.indexOf(mail) < index) return [problem(at, mail, "It is named twice.", "Name it once.")];
    return [];
  });
  for (const [key, url] of Object.entries(plain.httpsEndpoints)) {
    if (url !== undefined && !isHttpsUrl(url)) {
      // A pager's URL holds its key.
      const message = "It is not the URL of an HTTPS endpoint.";
      problems.push(problem(`httpsEndpoints.${key}`, "[not shown]", message, "Write it as https://HOST/PATH."));
    }
  }
  if ((plain.displayName ?? "").length > DISPLAY_NAME_MAX_LENGTH) {
    const message = `It has at most ${DISPLAY_NAME_MAX_LENGTH} characters.`;
    problems.push(problem("displayName", plain.displayName, message, "Shorten it."));
  }
  return [...problems, ...checkChats(component, name, plain)];
}

function isHttpsUrl(text: string): boolean {
  return text.startsWith("https://") && URL.canParse(text);
}

/** What limits CloudWatch to alarms of this account and region. */
function ownAlarms({ partition, region, accountId }: AwsPlace) {
  return {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:cloudwatch:${region}:${accountId}:alarm:*` },
  };
}

/** Alarms of this account and region may publish, and nobody without TLS. */
export function topicPolicy(topicArn: string, place: AwsPlace): PolicyStatement[] {
  return [
    {
      Sid: "AlarmsPublish",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: ownAlarms(place),
    },
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}

/**
 * CloudWatch encrypts what it publishes itself, and may not use AWS's own key for SNS (alias/aws/sns): alarms with a
 * topic that is encrypted with it reach nobody.
 * Source: https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns and
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
 */
export function alarmsAsKeyUser(place: AwsPlace): KeyUser {
  return {
    sid: "EncryptMessages",
    service: "cloudwatch.amazonaws.com",
    actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
    condition: ownAlarms(place),
  };
}
