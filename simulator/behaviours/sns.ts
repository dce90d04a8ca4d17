/** Topics of Amazon SNS, who may publish there, and who listens. */
import type { Behaviour, NewResource } from "../behaviour";
import { isTrue, text } from "../read";
import { all, arn, length, matching, oneOf } from "../rules";
import { arnOf, KEY, ownerId, refuseIf, TOPIC, TOPIC_POLICY, TOPIC_SUBSCRIPTION } from "./common";
import { policyDocument } from "./iam";

const API = "https://docs.aws.amazon.com/sns/latest/api";
const PROVIDER = "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/sns";

/** Source: https://docs.aws.amazon.com/general/latest/gr/sns.html (policy size) */
const POLICY_MAX_BYTES = 30_720;

const topicPolicyRule = policyDocument(
  [
    ["Action", "NotAction"],
    ["Principal", "NotPrincipal"],
    ["Resource", "NotResource"],
  ],
  [],
  POLICY_MAX_BYTES,
);

const topicArn = (resource: NewResource) => arnOf(resource, "sns", text(resource.inputs, "name") ?? "");

const topic: Behaviour = {
  type: TOPIC,
  sources: [
    `${API}/API_CreateTopic.html`,
    `${API}/API_SetTopicAttributes.html`,
    "https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html",
    `${PROVIDER}/topic.go`,
  ],
  taggable: true,
  autoName: { property: "name", maxLength: 256 },
  jsonDocuments: ["policy", "deliveryPolicy"],
  rules: {
    displayName: length(0, 100),
    name: matching(/^[A-Za-z0-9_-]{1,256}$/, "A name of 1 to 256 letters, digits, hyphens and underscores"),
    policy: topicPolicyRule,
    signatureVersion: oneOf(1, 2),
    tracingConfig: oneOf("PassThrough", "Active"),
  },
  check: (inputs, refuse) => {
    if (isTrue(inputs, "contentBasedDeduplication") && !isTrue(inputs, "fifoTopic")) {
      refuse("contentBasedDeduplication", "Only FIFO topics have it.");
    }
  },
  replaceOn: ["fifoTopic", "name", "namePrefix", "region"],
  conflicts: (resource) => {
    const { inputs, world, existingId } = resource;
    // CreateTopic answers with the topic that has the name already: two programs would share it without knowing.
    const taken = world.all(TOPIC).some(({ id }) => id !== existingId && id === topicArn(resource));
    refuseIf(
      taken,
      "InvalidParameter",
      `Invalid parameter: Attributes Reason: Topic already exists with different attributes: ${text(inputs, "name")}`,
    );
    const key = text(inputs, "kmsMasterKeyId");
    const isOwn = key !== undefined && !key.startsWith("alias/");
    refuseIf(isOwn && !world.find(KEY, key), "KMSNotFound", `The key ${key} does not exist`);
  },
  id: topicArn,
  implied: { contentBasedDeduplication: false, fifoTopic: false },
  computed: {
    arn: ({ id }) => id,
    beginningArchiveTime: () => "",
    fifoThroughputScope: () => "",
    namePrefix: () => "",
    owner: ownerId,
    policy: ({ account, id }) =>
      JSON.stringify({
        Id: "__default_policy_ID",
        Statement: [
          {
            Action: ["SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:Subscribe", "SNS:Publish"],
            Condition: { StringEquals: { "AWS:SourceOwner": account.accountId } },
            Effect: "Allow",
            Principal: { AWS: "*" },
            Resource: id,
            Sid: "__default_statement_ID",
          },
        ],
        Version: "2008-10-17",
      }),
    signatureVersion: () => 0,
    tracingConfig: () => "",
  },
};

const topicPolicy: Behaviour = {
  type: TOPIC_POLICY,
  sources: [`${API}/API_SetTopicAttributes.html`, `${PROVIDER}/topic_policy.go`],
  required: ["arn", "policy"],
  jsonDocuments: ["policy"],
  rules: { arn: arn("sns"), policy: topicPolicyRule },
  references: [{ path: "arn", type: TOPIC, notFound: "NotFound" }],
  replaceOn: ["arn", "region"],
  id: ({ inputs }) => text(inputs, "arn") ?? "",
  computed: { owner: ownerId },
};

const PROTOCOLS = ["application", "email", "email-json", "firehose", "http", "https", "lambda", "sms", "sqs"];

/** What an endpoint looks like, per protocol. Source: the page of Subscribe. */
const ENDPOINTS: { readonly [protocol: string]: RegExp } = {
  email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  "email-json": /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  http: /^http:\/\/./,
  https: /^https:\/\/./,
  lambda: /^arn:[^:]+:lambda:/,
  sqs: /^arn:[^:]+:sqs:/,
  firehose: /^arn:[^:]+:firehose:/,
};

const topicSubscription: Behaviour = {
  type: TOPIC_SUBSCRIPTION,
  sources: [
    `${API}/API_Subscribe.html`,
    "https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html",
    `${PROVIDER}/topic_subscription.go`,
  ],
  required: ["endpoint", "protocol", "topic"],
  defaults: { confirmationTimeoutInMinutes: 1 },
  rules: {
    endpoint: all(length(1, 2048)),
    filterPolicyScope: oneOf("MessageAttributes", "MessageBody"),
    protocol: oneOf(...PROTOCOLS),
    topic: arn("sns"),
  },
  check: (inputs, refuse) => {
    const [protocol, endpoint] = [text(inputs, "protocol"), text(inputs, "endpoint")];
    if (protocol === undefined || endpoint === undefined) return;
    if (ENDPOINTS[protocol]?.test(endpoint) === false)
      refuse("endpoint", `It does not match the protocol ${protocol}.`);
  },
  references: [{ path: "topic", type: TOPIC, notFound: "NotFound" }],
  replaceOn: ["endpoint", "protocol", "region", "topic"],
  id: (resource) => `${text(resource.inputs, "topic")}:${uuid(resource)}`,
  implied: { endpointAutoConfirms: false, rawMessageDelivery: false },
  computed: {
    arn: ({ id }) => id,
    confirmationWasAuthenticated: () => false,
    filterPolicyScope: () => "",
    ownerId,
    // People and endpoints outside of AWS have to agree first.
    pendingConfirmation: ({ inputs }) => /^(email|http)/.test(text(inputs, "protocol") ?? ""),
  },
};

function uuid({ hex }: NewResource): string {
  return hex(32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export const SNS: readonly Behaviour[] = [topic, topicPolicy, topicSubscription];
