import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Notifications, type NotificationsArgs } from "../../../components/observability/notifications";
import { asText, record, refusal } from "../../support/recorded";

const build = (args: NotificationsArgs = {}) => new Notifications("alarms", args);
const recorded = (args?: NotificationsArgs) => record(() => void build(args));

const OWN_ALARMS = {
  StringEquals: { "aws:SourceAccount": "123456789012" },
  ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:*" },
};

describe("notifications on simulated AWS", () => {
  it("are a topic that is encrypted with a key of its own, and signs by SHA-256", async () => {
    const run = await recorded({ displayName: "shop prod" });
    const { name, ...topic } = run.inputs("sns.Topic", "alarms");
    assert.match(asText(name), /^alarms-[0-9a-f]{7}$/);
    assert.deepEqual(topic, {
      displayName: "shop prod",
      kmsMasterKeyId: run.output("kms.Key", "alarms", "arn"),
      signatureVersion: 2,
      tags: { Name: "alarms" },
    });
    assert.deepEqual(run.names("sns.TopicSubscription"), []);
  });

  it("let alarms of this account and region publish, and nobody without TLS", async () => {
    const run = await recorded();
    const { policy, ...rest } = run.inputs("sns.TopicPolicy", "alarms");
    const arn = run.output("sns.Topic", "alarms", "arn");
    assert.deepEqual(rest, { arn });
    assert.deepEqual(JSON.parse(asText(policy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AlarmsPublish",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: "sns:Publish",
          Resource: arn,
          Condition: OWN_ALARMS,
        },
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "sns:Publish",
          Resource: arn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("have a key that rotates, that only this account and its alarms use, and that is protected unless told otherwise", async () => {
    const run = await recorded();
    const { policy, ...key } = run.inputs("kms.Key", "alarms");
    assert.deepEqual(key, {
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      deletionWindowInDays: 30,
      description: "Messages of the topic alarms",
      enableKeyRotation: true,
      isEnabled: true,
      keyUsage: "ENCRYPT_DECRYPT",
      tags: { Name: "alarms" },
    });
    assert.deepEqual(JSON.parse(asText(policy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "LetIamDecide",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::123456789012:root" },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "EncryptMessages",
          Effect: "Allow",
          Principal: { Service: "cloudwatch.amazonaws.com" },
          Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
          Resource: "*",
          Condition: OWN_ALARMS,
        },
      ],
    });
    assert.equal(run.resource("kms.Key", "alarms").options.protect, true);
    const unprotected = await recorded({ protectKey: false });
    assert.equal(unprotected.resource("kms.Key", "alarms").options.protect ?? false, false);
  });

  it("tell mail addresses and HTTPS endpoints, whose URL may be a secret", async () => {
    const run = await recorded({
      mails: ["on-call@example.com", "ops@example.com"],
      httpsEndpoints: { pager: pulumi.secret("https://pager.example.com/hunter2") },
    });
    assert.deepEqual(run.names("sns.TopicSubscription"), [
      "alarms-on-call@example.com",
      "alarms-ops@example.com",
      "alarms-pager",
    ]);
    assert.deepEqual(run.inputs("sns.TopicSubscription", "alarms-ops@example.com"), {
      confirmationTimeoutInMinutes: 1,
      endpoint: "ops@example.com",
      protocol: "email",
      topic: run.output("sns.Topic", "alarms", "arn"),
    });
    assert.equal(run.input("sns.TopicSubscription", "alarms-pager", "protocol"), "https");
    assert.doesNotMatch(JSON.stringify(run.resources), /hunter2/);
  });

  it("refuse what SNS can't reach, all at once, before anything is registered, and never repeat a URL", async () => {
    const { message, registered } = await refusal(() =>
      build({
        displayName: "x".repeat(101),
        mails: ["ops", "a@example.com", "a@example.com", "a b@example.com", "a@localhost"],
        httpsEndpoints: { plain: "http://example.com/key-7", wrong: "https://", pager: "https://example.com/x" },
      }),
    );
    assert.deepEqual(registered, []);
    assert.deepEqual(
      [...message.matchAll(/^notifications "alarms": (\S+) =/gm)].map(([, argument]) => argument),
      ["mails[0]", "mails[2]", "mails[3]", "mails[4]", "httpsEndpoints.plain", "httpsEndpoints.wrong", "displayName"],
    );
    assert.doesNotMatch(message, /key-7/);
  });
});
