import { BUCKETS } from "../../model/type-tokens";
import { hasCompanion } from "../companions";
import type { StackControl } from "../control";
import { isNamedLike, TEXTS } from "../named";
import type { Reader } from "../reader";
import { anyElement, equalsAny, isOn } from "../requirements";
import { allOf, anyOf, failIf, type Judged, negate, NotApplicable, type Truth } from "../verdict";

type KeySettings = { readonly bucketsWithoutKey: readonly string[] };

const LOGS: KeySettings = { bucketsWithoutKey: ["*logs*"] };

const ENCRYPTIONS: readonly string[] = ["", "V2"].map(
  (generation) =>
    `aws:s3/bucketServerSideEncryptionConfiguration${generation}:BucketServerSideEncryptionConfiguration${generation}`,
);

export const s3_17: StackControl<KeySettings> = {
  id: "S3.17",
  policy: "s3-17",
  pack: "security",
  title: "S3 buckets are encrypted with a KMS key of the account",
  severity: "medium",
  frameworks: [{ name: "AWS Security Hub", id: "S3.17" }],
  rationale:
    "S3 encrypts everything with a key of its own, which protects from stolen disks alone. With a key of the account, " +
    "who may read an object also needs the key. Without a bucket key each object is a paid call of KMS. Load balancers " +
    "can't write with such a key, so buckets of logs are left out, by their names in the program.",
  remediation:
    "Give the bucket an `aws.s3.BucketServerSideEncryptionConfiguration` with `sseAlgorithm` aws:kms, a `kmsMasterKeyId` " +
    "and `bucketKeyEnabled`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-17",
  levels: { dev: "disabled", prod: "advisory" },
  types: BUCKETS,
  phase: "stack",
  settings: {
    properties: {
      bucketsWithoutKey: {
        ...TEXTS,
        description: "The names that buckets without a key of the account have in the program; `*` is any text.",
      },
    },
    presets: { dev: LOGS, prod: LOGS },
  },
  equivalents: { checkov: ["CKV_AWS_19", "CKV_AWS_145"], cdkNag: ["S3DefaultEncryptionKMS"] },

  judge(bucket, { bucketsWithoutKey }, stack): Judged {
    if (isNamedLike(bucket, bucketsWithoutKey)) {
      return new NotApplicable("The configuration says that this bucket needs no key of the account.");
    }
    const { properties } = bucket;
    const encrypted = anyOf([
      hasOwnKey(properties.at("serverSideEncryptionConfiguration", "rule")),
      anyElement(properties.get("serverSideEncryptionConfigurations"), (configuration) =>
        anyElement(configuration.get("rules"), hasOwnKey),
      ),
      hasCompanion(stack, bucket, "bucket", ENCRYPTIONS, (resource) =>
        anyElement(resource.properties.get("rules"), hasOwnKey),
      ),
    ]);
    return failIf(negate(encrypted), "bucket", "is not encrypted with a key of the account and a bucket key");
  },
};

/** Encryption in two layers knows no bucket keys: https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingDSSEncryption.html */
function hasOwnKey(rule: Reader): Truth {
  const byDefault = rule.get("applyServerSideEncryptionByDefault");
  const key = byDefault.get("kmsMasterKeyId").string();
  const own =
    key.state === "unknown"
      ? "unknown"
      : key.state === "known" && key.value !== "" && !key.value.endsWith("alias/aws/s3");
  const algorithm = byDefault.get("sseAlgorithm");
  return allOf([
    own,
    anyOf([
      equalsAny(algorithm, ["aws:kms:dsse"]),
      allOf([equalsAny(algorithm, ["aws:kms"]), isOn(rule.get("bucketKeyEnabled"))]),
    ]),
  ]);
}
