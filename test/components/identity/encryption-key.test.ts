import assert from "node:assert/strict";
import { EncryptionKey } from "../../../components/identity/encryption-key";
import { keyPolicyStatements } from "../../../components/identity/encryption-key-plan";
import { record, refusal } from "../../support/recorded";

describe("an encryption key on simulated AWS", () => {
  it("is rotated, has an alias, and can be brought back for a month", async () => {
    const run = await record(() => void new EncryptionKey("logs", { description: "Logs of shop" }));
    const { policy, ...key } = run.inputs("kms.Key", "logs");
    assert.deepEqual(key, {
      description: "Logs of shop",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      keyUsage: "ENCRYPT_DECRYPT",
      isEnabled: true,
      tags: { Name: "logs" },
    });
    assert.equal(run.resource("kms.Key", "logs").options.protect, true);
    const { name, ...alias } = run.inputs("kms.Alias", "logs");
    assert.deepEqual(alias, { targetKeyId: run.output("kms.Key", "logs", "keyId") });
    assert.match(String(name), /^alias\/logs-[0-9a-f]{7}$/);
    assert.deepEqual(JSON.parse(String(policy)), {
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
          Sid: "EncryptLogs",
          Effect: "Allow",
          Principal: { Service: "logs.eu-central-1.amazonaws.com" },
          Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
          Resource: "*",
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-central-1:123456789012:log-group:*",
            },
          },
        },
      ],
    });
  });

  it("knows what CloudWatch Logs is called in China", () => {
    const place = { partition: "aws-cn", region: "cn-north-1", accountId: "123456789012" };
    const [owner, logs] = keyPolicyStatements(place);
    assert.deepEqual(owner?.Principal, { AWS: "arn:aws-cn:iam::123456789012:root" });
    assert.deepEqual(logs?.Principal, { Service: "logs.cn-north-1.amazonaws.com.cn" });
  });

  it("is deleted sooner and unprotected if wanted, but not at once", async () => {
    const args = { description: "x", deletionWindowDays: 7, protect: false };
    const run = await record(() => void new EncryptionKey("logs", args));
    assert.equal(run.inputs("kms.Key", "logs")["deletionWindowInDays"], 7);
    assert.ok(!run.resource("kms.Key", "logs").options.protect);
    const refused = await refusal(() => void new EncryptionKey("logs", { ...args, deletionWindowDays: 6 }));
    assert.match(refused.message, /encryption key "logs": deletionWindowDays = 6\n {2}.*from 7 to 30/);
    assert.deepEqual(refused.registered, []);
  });
});
