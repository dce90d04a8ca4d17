/** Keys of KMS and their aliases. */
import { isProperties, type Properties, type Value } from "../../model/graph";
import type { Behaviour, NewResource } from "../behaviour";
import { isTrue, number, text } from "../read";
import { all, integer, length, matching, oneOf } from "../rules";
import { arnOf, KEY, KEY_ALIAS, refuseIf } from "./common";
import { policyDocument } from "./iam";
import { listOf, statementsOf } from "./s3";

const API = "https://docs.aws.amazon.com/kms/latest/APIReference";
const GUIDE = "https://docs.aws.amazon.com/kms/latest/developerguide";

/** Bytes. Source: the page of CreateKey, `Policy`. */
const MAX_POLICY_LENGTH = 32_768;
const DEFAULT_DELETION_DAYS = 30;
/** Source: the page of EnableKeyRotation. */
const DEFAULT_ROTATION_DAYS = 365;

const key: Behaviour = {
  type: KEY,
  sources: [
    `${API}/API_CreateKey.html`,
    `${API}/API_EnableKeyRotation.html`,
    `${API}/API_ScheduleKeyDeletion.html`,
    `${GUIDE}/key-policy-default.html`,
  ],
  taggable: true,
  defaults: { customerMasterKeySpec: "SYMMETRIC_DEFAULT", isEnabled: true, keyUsage: "ENCRYPT_DECRYPT" },
  jsonDocuments: ["policy"],
  rules: {
    customerMasterKeySpec: matching(
      /^(SYMMETRIC_DEFAULT|RSA_\d{4}|ECC_\w+|HMAC_\d{3}|SM2|ML_DSA_\d{2})$/,
      "SYMMETRIC_DEFAULT, or the kind of an asymmetric or HMAC key",
    ),
    deletionWindowInDays: integer(7, 30),
    description: length(0, 8192),
    keyUsage: oneOf("ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"),
    policy: policyDocument(
      [
        ["Action", "NotAction"],
        ["Resource", "NotResource"],
        ["Principal", "NotPrincipal"],
      ],
      [],
      MAX_POLICY_LENGTH,
    ),
    rotationPeriodInDays: integer(90, 2560),
  },
  check: (inputs, refuse) => {
    const spec = text(inputs, "customerMasterKeySpec");
    if (isTrue(inputs, "enableKeyRotation") && spec !== undefined && spec !== "SYMMETRIC_DEFAULT") {
      refuse("enableKeyRotation", "Only symmetric keys for encryption are rotated by KMS.");
    }
  },
  replaceOn: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "region", "xksKeyId"],
  conflicts: (resource) => {
    const policy = text(resource.inputs, "policy");
    refuseIf(
      policy !== undefined && !isTrue(resource.inputs, "bypassPolicyLockoutSafetyCheck") && locksOut(resource, policy),
      "MalformedPolicyDocumentException",
      "The new key policy will not allow you to update the key policy in the future.",
    );
  },
  leftBehind: ({ inputs, id, account }) => {
    const days = number(inputs, "deletionWindowInDays") ?? DEFAULT_DELETION_DAYS;
    return { type: KEY, id, name: id, region: account.region, reason: `scheduled for deletion in ${days} days` };
  },
  id: ({ hex }) => hex(32, "key").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"),
  implied: { bypassPolicyLockoutSafetyCheck: false, enableKeyRotation: false },
  computed: {
    arn: (resource) => arnOf(resource, "kms", `key/${resource.id}`),
    description: () => "",
    keyId: ({ id }) => id,
    multiRegion: () => false,
    // The account may use its IAM policies, and nobody else may do anything.
    policy: (resource) => JSON.stringify({ Version: "2012-10-17", Statement: [ownersStatement(resource)] }),
    rotationPeriodInDays: ({ inputs }) => (isTrue(inputs, "enableKeyRotation") ? DEFAULT_ROTATION_DAYS : 0),
  },
};

function ownerArn({ account }: NewResource): string {
  return `arn:${account.partition}:iam::${account.accountId}:root`;
}

function ownersStatement(resource: NewResource) {
  return { Effect: "Allow", Principal: { AWS: ownerArn(resource) }, Action: "kms:*", Resource: "*" };
}

/** True if nobody of the account may change the policy again. Source: the page of the default key policy. */
function locksOut(resource: NewResource, policy: string): boolean {
  return !statementsOf(policy).some((statement) => {
    const principals = textsOf(isProperties(statement.Principal) ? statement.Principal.AWS : statement.Principal);
    const owners = [ownerArn(resource), resource.account.accountId, "*"];
    return (
      statement.Effect === "Allow" &&
      principals.some((principal) => owners.includes(principal)) &&
      textsOf(statement.Action).some((action) => ["kms:*", "kms:PutKeyPolicy", "*"].includes(action))
    );
  });
}

const alias: Behaviour = {
  type: KEY_ALIAS,
  sources: [`${API}/API_CreateAlias.html`],
  autoName: { property: "name", prefix: "alias/", maxLength: 255 },
  required: ["targetKeyId"],
  rules: {
    name: all(
      length(1, 256),
      matching(/^alias\/(?!aws\/)[A-Za-z0-9/_-]+$/, 'A name that begins with "alias/", but not with "alias/aws/"'),
    ),
  },
  references: [{ path: "targetKeyId", type: KEY, notFound: "NotFoundException" }],
  replaceOn: ["name", "namePrefix", "region"],
  conflicts: ({ inputs, account, world, existingId }) => {
    const name = text(inputs, "name");
    const taken = world.all(KEY_ALIAS).some(({ id }) => id !== existingId && id === name);
    refuseIf(
      taken,
      "AlreadyExistsException",
      `An alias with the name arn:${account.partition}:kms:${account.region}:${account.accountId}:${name} already exists`,
    );
  },
  id: ({ inputs }) => text(inputs, "name") ?? "",
  computed: {
    arn: (resource) => arnOf(resource, "kms", resource.id),
    namePrefix: () => "",
    targetKeyArn: ({ inputs, world }) => text(world.find(KEY, text(inputs, "targetKeyId"))?.outputs ?? {}, "arn") ?? "",
  },
};

const LOGS_SOURCE = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html";
export const LOG_ENCRYPTION_SOURCES: readonly string[] = [LOGS_SOURCE];

/** What CloudWatch Logs needs to use a key. Source: LOGS_SOURCE */
const LOGS_ACTIONS = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:DescribeKey"];

/** Refuses a log group whose key is one of the account's and doesn't let CloudWatch Logs in. */
export function refuseForeignKey(resource: NewResource, logGroupArn: string): void {
  const keyArn = text(resource.inputs, "kmsKeyId");
  const found = resource.world.find(KEY, keyArn);
  const policy = found && text(found.outputs, "policy");
  refuseIf(
    policy !== undefined && !LOGS_ACTIONS.every((action) => mayUse(policy, action, resource, logGroupArn)),
    "InvalidParameterException",
    `The specified KMS key does not exist or is not allowed to be used with Arn '${logGroupArn}'`,
  );
}

function mayUse(policy: string, action: string, { account }: NewResource, logGroupArn: string): boolean {
  const suffix = account.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  return statementsOf(policy).some(
    (statement) =>
      statement.Effect === "Allow" &&
      isProperties(statement.Principal) &&
      textsOf(statement.Principal.Service).includes(`logs.${account.region}.${suffix}`) &&
      textsOf(statement.Action).some((pattern) => isLike(action, pattern)) &&
      conditionsHold(statement.Condition, logGroupArn),
  );
}

/** Conditions other than on the log group are taken to hold. */
function conditionsHold(condition: Properties[string] | undefined, logGroupArn: string): boolean {
  if (!isProperties(condition)) return true;
  return ["ArnLike", "ArnEquals", "StringLike", "StringEquals"].every((operator) => {
    const tested = condition[operator];
    const patterns = isProperties(tested) ? textsOf(tested["kms:EncryptionContext:aws:logs:arn"]) : [];
    return patterns.length === 0 || patterns.some((pattern) => isLike(logGroupArn, pattern));
  });
}

export function textsOf(value: Value | undefined): string[] {
  return listOf(value).flatMap((each) => (typeof each === "string" ? [each] : []));
}

/** True if the value matches the pattern, in which `*` is any text and `?` any one character. */
export function isLike(value: string, pattern: string): boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${escaped}$`).test(value);
}

export const KMS: readonly Behaviour[] = [key, alias];
