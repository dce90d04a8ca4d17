/** What AWS's documents say about the resources of `storage-program.ts`; see `facts.ts`. */
import type { Fact } from "./facts";

const KMS = "https://docs.aws.amazon.com/kms/latest";
const KEY = "aws:kms/key:Key";
const ALIAS = "aws:kms/alias:Alias";
const UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

export const FACTS_OF_STORAGE: readonly Fact[] = [
  {
    type: KEY,
    output: "arn",
    expected: new RegExp(`^arn:aws:kms:eu-central-1:123456789012:key/${UUID}$`),
    source: `${KMS}/developerguide/concepts.html`,
  },
  {
    type: KEY,
    output: "keyId",
    expected: new RegExp(`^${UUID}$`),
    source: `${KMS}/developerguide/concepts.html`,
  },
  { type: KEY, output: "keyUsage", expected: "ENCRYPT_DECRYPT", source: `${KMS}/APIReference/API_CreateKey.html` },
  {
    type: KEY,
    output: "customerMasterKeySpec",
    expected: "SYMMETRIC_DEFAULT",
    source: `${KMS}/APIReference/API_CreateKey.html`,
  },
  {
    type: KEY,
    output: "enableKeyRotation",
    expected: false,
    source: `${KMS}/developerguide/rotate-keys.html`,
  },
  { type: KEY, output: "multiRegion", expected: false, source: `${KMS}/APIReference/API_CreateKey.html` },
  {
    type: ALIAS,
    output: "name",
    expected: /^alias\/logs-[0-9a-f]{7}$/,
    source: `${KMS}/APIReference/API_CreateAlias.html`,
  },
  {
    type: ALIAS,
    output: "arn",
    expected: /^arn:aws:kms:eu-central-1:123456789012:alias\/logs-[0-9a-f]{7}$/,
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html",
  },
  {
    type: ALIAS,
    output: "targetKeyArn",
    expected: new RegExp(`^arn:aws:kms:eu-central-1:123456789012:key/${UUID}$`),
    source: `${KMS}/APIReference/API_AliasListEntry.html`,
  },
];
