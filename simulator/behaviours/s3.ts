/** Buckets of S3, and what is set on them by resources of their own. */
import { isProperties, Properties, Value } from "../../model/graph";
import type { Behaviour } from "../behaviour";
import { objects, text } from "../read";
import { all, integer, length, matching, oneOf } from "../rules";
import {
  BUCKET,
  BUCKET_ENCRYPTION,
  BUCKET_LIFECYCLE,
  BUCKET_POLICY,
  BUCKET_PUBLIC_ACCESS_BLOCK,
  refuseIf,
} from "./common";
import { policyDocument } from "./iam";

const API = "https://docs.aws.amazon.com/AmazonS3/latest/API";
const GUIDE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";

const bucket: Behaviour = {
  type: BUCKET,
  sources: [`${API}/API_CreateBucket.html`, `${GUIDE}/bucketnamingrules.html`],
  taggable: true,
  autoName: { property: "bucket", maxLength: 63 },
  rules: {
    bucket: all(
      length(3, 63),
      matching(
        /^(?!xn--|sthree-|amzn-s3-demo-)(?!.*(\.\.|-s3alias$|--ol-s3$|--x-s3$))(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]*[a-z0-9]$/,
        "A name of lower-case letters, digits, dots and hyphens that begins and ends with a letter or digit",
      ),
    ),
    bucketNamespace: oneOf("global", "account-regional"),
  },
  replaceOn: ["bucket", "bucketNamespace", "bucketPrefix", "objectLockEnabled", "region"],
  conflicts: ({ inputs, world, existingId }) => {
    const taken = world.all(BUCKET).some(({ id }) => id !== existingId && id === inputs.bucket);
    refuseIf(
      taken,
      "BucketAlreadyOwnedByYou",
      "Your previous request to create the named bucket succeeded and you already own it.",
    );
  },
  id: ({ inputs }) => text(inputs, "bucket") ?? "",
  implied: { forceDestroy: false },
  computed: {
    accelerationStatus: () => "",
    acl: () => "",
    arn: ({ account, id }) => `arn:${account.partition}:s3:::${id}`,
    bucketDomainName: ({ id }) => `${id}.s3.amazonaws.com`,
    bucketNamespace: () => "global",
    bucketPrefix: () => "",
    bucketRegion: ({ account }) => account.region,
    bucketRegionalDomainName: ({ account, id }) => `${id}.s3.${account.region}.amazonaws.com`,
    corsRules: () => [],
    grants: () => [],
    // The zone of website endpoints; static websites are not simulated.
    hostedZoneId: () => "",
    lifecycleRules: () => [],
    logging: () => null,
    objectLockConfiguration: () => null,
    objectLockEnabled: () => false,
    policy: () => "",
    replicationConfiguration: () => null,
    requestPayer: () => "BucketOwner",
    serverSideEncryptionConfiguration: () => ({
      rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" }, bucketKeyEnabled: false },
    }),
    versioning: () => ({ enabled: false, mfaDelete: false }),
    website: () => null,
    websiteDomain: () => "",
    websiteEndpoint: () => "",
  },
};

/** What all settings of a bucket have in common: they are named after it. */
const OF_BUCKET = {
  references: [{ path: "bucket", type: BUCKET, notFound: "NoSuchBucket" }],
  replaceOn: ["bucket", "region"],
  id: ({ inputs }: { readonly inputs: Properties }) => text(inputs, "bucket") ?? "",
};

const publicAccessBlock: Behaviour = {
  ...OF_BUCKET,
  type: BUCKET_PUBLIC_ACCESS_BLOCK,
  sources: [`${API}/API_PutPublicAccessBlock.html`],
  required: ["bucket"],
  implied: {
    blockPublicAcls: false,
    blockPublicPolicy: false,
    ignorePublicAcls: false,
    restrictPublicBuckets: false,
  },
};

/** Characters. Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html */
const MAX_POLICY_LENGTH = 20_480;

const bucketPolicy: Behaviour = {
  ...OF_BUCKET,
  type: BUCKET_POLICY,
  sources: [`${API}/API_PutBucketPolicy.html`, `${GUIDE}/example-bucket-policies.html`],
  required: ["bucket", "policy"],
  jsonDocuments: ["policy"],
  rules: {
    policy: policyDocument(
      [
        ["Action", "NotAction"],
        ["Resource", "NotResource"],
        ["Principal", "NotPrincipal"],
      ],
      [],
      MAX_POLICY_LENGTH,
    ),
  },
  conflicts: ({ inputs, world }) => {
    const arn = text(world.find(BUCKET, text(inputs, "bucket"))?.outputs ?? {}, "arn") ?? "";
    const foreign = statementsOf(text(inputs, "policy"))
      .flatMap(({ Resource: resource }) => listOf(resource))
      .find((resource) => resource !== arn && !(typeof resource === "string" && resource.startsWith(`${arn}/`)));
    refuseIf(foreign !== undefined, "MalformedPolicy", `Policy has invalid resource: ${JSON.stringify(foreign)}`);
  },
};

/** The statements of a policy in JSON. */
export function statementsOf(policy: string | undefined): Properties[] {
  const document = JSON.parse(policy ?? "{}") as Value;
  return isProperties(document) ? listOf(document.Statement).filter(isProperties) : [];
}

/** IAM takes one of something for a list of one. */
export function listOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly Value[]) : [value];
}

const encryption: Behaviour = {
  ...OF_BUCKET,
  type: BUCKET_ENCRYPTION,
  sources: [`${API}/API_PutBucketEncryption.html`, `${API}/API_ServerSideEncryptionByDefault.html`],
  required: ["bucket", "rules"],
  rules: {
    "rules[].applyServerSideEncryptionByDefault.sseAlgorithm": oneOf("AES256", "aws:kms", "aws:kms:dsse"),
  },
};

const lifecycle: Behaviour = {
  ...OF_BUCKET,
  type: BUCKET_LIFECYCLE,
  sources: [`${API}/API_PutBucketLifecycleConfiguration.html`, `${API}/API_LifecycleRule.html`],
  required: ["bucket"],
  rules: {
    "rules[].abortIncompleteMultipartUpload.daysAfterInitiation": integer(1, 2_147_483_647),
    "rules[].expiration.days": integer(1, 2_147_483_647),
    "rules[].id": length(1, 255),
    "rules[].status": oneOf("Enabled", "Disabled"),
    transitionDefaultMinimumObjectSize: oneOf("all_storage_classes_128K", "varies_by_storage_class"),
  },
  check: (inputs, refuse) => {
    const ids = objects(inputs, "rules[]").map((rule) => text(rule, "id"));
    if (new Set(ids).size < ids.length) refuse("rules", "Each rule needs an id of its own.");
    if (ids.length > 1000) refuse("rules", "A lifecycle configuration has at most 1000 rules.");
  },
  computed: {
    expectedBucketOwner: () => "",
    transitionDefaultMinimumObjectSize: () => "all_storage_classes_128K",
  },
};

export const S3: readonly Behaviour[] = [bucket, publicAccessBlock, bucketPolicy, encryption, lifecycle];
