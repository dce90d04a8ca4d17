import assert from "node:assert/strict";
import { parseSecretReference } from "../../model/secret-reference";

describe("references to secrets", () => {
  const secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app/db-AbCdEf";
  const references: readonly (readonly [string, unknown])[] = [
    [secret, { service: "secretsmanager", arn: secret }],
    [`${secret}:password::`, { service: "secretsmanager", arn: secret }],
    [`${secret}:password:AWSCURRENT:`, { service: "secretsmanager", arn: secret }],
    [`${secret}:password`, undefined],
    [
      "arn:aws:ssm:eu-central-1:123456789012:parameter/app/key",
      { service: "ssm", arn: "arn:aws:ssm:eu-central-1:123456789012:parameter/app/key" },
    ],
    ["arn:aws:ssm:eu-central-1:123456789012:document/x", undefined],
    ["arn:aws:s3:::bucket", undefined],
    ["hunter2", undefined],
  ];
  for (const [text, expected] of references) {
    it(`${expected === undefined ? "refuse" : "give permissions on the ARN itself of"} "${text.slice(0, 90)}"`, () => {
      assert.deepEqual(parseSecretReference(text), expected);
    });
  }
});
