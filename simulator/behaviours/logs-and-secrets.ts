/** Log groups of CloudWatch Logs, and secrets of Secrets Manager. */
import { LOG_RETENTION_DAYS } from "../../model/log-retention";
import type { Behaviour, NewResource } from "../behaviour";
import { findAll, isSet, isTrue, number, text } from "../read";
import { all, arn, length, matching, oneOf } from "../rules";
import { arnOf, LOG_GROUP, refuseIf, SECRET, SECRET_VERSION } from "./common";
import { LOG_ENCRYPTION_SOURCES, refuseForeignKey } from "./kms";

const logGroup: Behaviour = {
  type: LOG_GROUP,
  sources: [
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
    "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
    ...LOG_ENCRYPTION_SOURCES,
  ],
  taggable: true,
  autoName: { property: "name", maxLength: 255 },
  rules: {
    kmsKeyId: arn("kms", /^(key|alias)\//),
    logGroupClass: oneOf("STANDARD", "INFREQUENT_ACCESS", "DELIVERY"),
    name: all(
      length(1, 512),
      matching(/^[.\-_/#A-Za-z0-9]+$/, "A name of letters, digits and . - _ / #"),
      matching(/^(?!aws\/)/, 'A name that does not start with "aws/"'),
    ),
    retentionInDays: oneOf(0, ...LOG_RETENTION_DAYS),
  },
  replaceOn: ["logGroupClass", "name", "namePrefix", "region"],
  conflicts: (resource) => {
    const { inputs, world, existingId } = resource;
    refuseForeignKey(resource, arnOf(resource, "logs", `log-group:${text(inputs, "name")}`));
    const taken = world.all(LOG_GROUP).some(({ id }) => id !== existingId && id === inputs.name);
    refuseIf(
      taken,
      "ResourceAlreadyExistsException",
      `The specified log group already exists: ${text(inputs, "name")}`,
    );
  },
  undeletable: ({ inputs, id }) =>
    refuseIf(
      isTrue(inputs, "deletionProtectionEnabled"),
      "ValidationException",
      `${id} has deletion protection enabled`,
    ),
  leftBehind: ({ inputs, id, account }) =>
    isTrue(inputs, "skipDestroy")
      ? { type: LOG_GROUP, id, name: id, region: account.region, reason: "skipDestroy" }
      : undefined,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  implied: { retentionInDays: 0, skipDestroy: false },
  computed: {
    arn: (resource) => arnOf(resource, "logs", `log-group:${resource.id}`),
    deletionProtectionEnabled: () => false,
    logGroupClass: () => "STANDARD",
    namePrefix: () => "",
  },
};

/** Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html */
const DEFAULT_RECOVERY_DAYS = 30;

const secret: Behaviour = {
  type: SECRET,
  sources: [
    "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html",
    "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DeleteSecret.html",
  ],
  taggable: true,
  autoName: { property: "name", maxLength: 255 },
  defaults: { recoveryWindowInDays: DEFAULT_RECOVERY_DAYS },
  rules: {
    description: length(0, 2048),
    name: all(length(1, 512), matching(/^[A-Za-z0-9/_+=.@-]+$/, "A name of letters, digits and /_+=.@-")),
    recoveryWindowInDays: oneOf(0, ...Array.from({ length: 24 }, (_, index) => index + 7)),
  },
  replaceOn: ["name", "namePrefix", "region"],
  conflicts: ({ inputs, world, account, existingId }) => {
    const name = text(inputs, "name") ?? "";
    const taken = world.all(SECRET).some(({ id, outputs }) => id !== existingId && outputs.name === name);
    refuseIf(taken, "ResourceExistsException", `The operation failed because the secret ${name} already exists.`);
    const isPending = world.leftBehind.some(
      (left) => left.type === SECRET && left.name === name && left.region === account.region,
    );
    refuseIf(
      isPending,
      "InvalidRequestException",
      `You can't create this secret because a secret with this name is already scheduled for deletion: ${name}`,
    );
  },
  // Without a recovery window nothing stays; with one, the name is taken until it has passed.
  leftBehind: ({ inputs, id, account }) => {
    const days = number(inputs, "recoveryWindowInDays") ?? DEFAULT_RECOVERY_DAYS;
    const name = text(inputs, "name") ?? "";
    const reason = `scheduled for deletion in ${days} days, until then its name is taken`;
    return days === 0 ? undefined : { type: SECRET, id, name, region: account.region, reason };
  },
  id: secretArn,
  implied: { forceOverwriteReplicaSecret: false },
  computed: { arn: secretArn, namePrefix: () => "", policy: () => "", replicas: () => [] },
};

/** AWS adds a hyphen and six random characters to the name. */
function secretArn(resource: NewResource): string {
  return arnOf(resource, "secretsmanager", `secret:${text(resource.inputs, "name")}-${resource.hex(6)}`);
}

/** Bytes. Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const MAX_SECRET_BYTES = 65_536;

const VALUES = ["secretString", "secretBinary", "secretStringWo"];

const secretVersion: Behaviour = {
  type: SECRET_VERSION,
  sources: [
    "https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutSecretValue.html",
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html",
  ],
  required: ["secretId"],
  check: (inputs, refuse) => {
    const given = VALUES.filter((name) => isSet(inputs, name));
    if (given.length !== 1)
      refuse("", `A version has exactly one of ${VALUES.join(", ")}; this one has ${given.length}.`);
    for (const { path, value } of given.flatMap((name) => findAll(inputs, name))) {
      const bytes = typeof value === "string" ? Buffer.byteLength(value) : 1;
      if (bytes < 1 || bytes > MAX_SECRET_BYTES) refuse(path, `A secret has 1 to ${MAX_SECRET_BYTES} bytes.`);
    }
  },
  references: [{ path: "secretId", type: SECRET, notFound: "ResourceNotFoundException" }],
  replaceOn: ["region", "secretBinary", "secretId", "secretString", "secretStringWoVersion"],
  id: (resource) => `${text(resource.inputs, "secretId")}|${versionId(resource)}`,
  computed: {
    arn: ({ inputs }) => text(inputs, "secretId") ?? "",
    hasSecretStringWo: ({ inputs }) => isSet(inputs, "secretStringWo"),
    secretArn: ({ inputs, world }) => text(world.find(SECRET, text(inputs, "secretId"))?.outputs ?? {}, "arn") ?? "",
    versionId,
    versionStages: () => ["AWSCURRENT"],
  },
};

/** A UUID. Source: the page of PutSecretValue, `VersionId`. */
function versionId({ hex }: NewResource): string {
  return hex(32, "version").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export const LOGS_AND_SECRETS: readonly Behaviour[] = [logGroup, secret, secretVersion];
