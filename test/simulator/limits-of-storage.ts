/** What AWS accepts of keys and file systems, from its documents. */
import type { TypeLimits } from "./limits";

const KMS = "https://docs.aws.amazon.com/kms/latest/APIReference";
const text = (count: number) => "x".repeat(count);

const statement = { Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "kms:*", Resource: "*" };
const policy = (changes: object) => JSON.stringify({ Statement: [{ ...statement, ...changes }] });

export const LIMITS_OF_STORAGE: { readonly [type: string]: TypeLimits } = {
  "aws:kms/key:Key": {
    valid: {},
    limits: [
      ["deletionWindowInDays", `${KMS}/API_ScheduleKeyDeletion.html`, [7, 30, null], [6, 31]],
      ["rotationPeriodInDays", `${KMS}/API_EnableKeyRotation.html`, [90, 2560, null], [89, 2561]],
      ["description", `${KMS}/API_CreateKey.html`, [text(8192), ""], [text(8193)]],
      ["keyUsage", `${KMS}/API_CreateKey.html`, ["ENCRYPT_DECRYPT", "SIGN_VERIFY"], ["ENCRYPT"]],
      ["customerMasterKeySpec", `${KMS}/API_CreateKey.html`, ["SYMMETRIC_DEFAULT", "RSA_4096"], ["AES_256"]],
      [
        "policy",
        `${KMS}/API_CreateKey.html`,
        [policy({})],
        ["{", policy({ Principal: undefined }), policy({ Resource: undefined }), policy({ Sid: text(32_768) })],
      ],
    ],
  },
  "aws:kms/alias:Alias": {
    valid: { targetKeyId: "12345678-1234-1234-1234-123456789012" },
    limits: [
      [
        "name",
        `${KMS}/API_CreateAlias.html`,
        ["alias/logs", "alias/a/b_c-1", `alias/${text(250)}`, null],
        ["logs", "alias/", "alias/aws/logs", "alias/a b", `alias/${text(251)}`],
      ],
    ],
  },
};
