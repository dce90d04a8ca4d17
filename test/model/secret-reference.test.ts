import assert from "node:assert/strict";
import fc from "fast-check";
import { parseSecretReference } from "../../model/secret-reference";

const SECRET = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app/db-AbCdEf";
const PARAMETER = "arn:aws:ssm:eu-central-1:123456789012:parameter";
const VERSION_ID = "12345678-1234-1234-1234-123456789012";

describe("references to secrets", () => {
  const granted: readonly (readonly [what: string, text: string, grantedArn: string, region?: string])[] = [
    ["a secret", SECRET, SECRET],
    ["a JSON key of a secret", `${SECRET}:password::`, SECRET],
    ["a version's stage", `${SECRET}::AWSPREVIOUS:`, SECRET],
    ["a JSON key and a version's stage", `${SECRET}:password:AWSCURRENT:`, SECRET],
    ["a version's id", `${SECRET}:::${VERSION_ID}`, SECRET],
    ["a JSON key and a version's id", `${SECRET}:password::${VERSION_ID}`, SECRET],
    ["a secret with three empty parts", `${SECRET}:::`, SECRET],
    [
      "a secret without the random end of its ARN",
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app/db:password::",
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:app/db-??????",
    ],
    [
      "a secret of another region and account",
      "arn:aws:secretsmanager:us-east-1:210987654321:secret:key-AbCdEf",
      "arn:aws:secretsmanager:us-east-1:210987654321:secret:key-AbCdEf",
      "us-east-1",
    ],
    [
      "a secret in China",
      "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:key-AbCdEf",
      "arn:aws-cn:secretsmanager:cn-north-1:123456789012:secret:key-AbCdEf",
      "cn-north-1",
    ],
    ["a parameter", `${PARAMETER}/key`, `${PARAMETER}/key`],
    ["a parameter in a hierarchy", `${PARAMETER}/app/v1.2/db_key-1`, `${PARAMETER}/app/v1.2/db_key-1`],
    ["a parameter of 15 levels", `${PARAMETER}${"/a".repeat(15)}`, `${PARAMETER}${"/a".repeat(15)}`],
    [
      "a parameter of another region and account",
      "arn:aws:ssm:us-east-1:210987654321:parameter/key",
      "arn:aws:ssm:us-east-1:210987654321:parameter/key",
      "us-east-1",
    ],
  ];
  for (const [what, text, grantedArn, region = "eu-central-1"] of granted) {
    it(`give permissions on the ARN itself of ${what}`, () => {
      const service = text.includes(":ssm:") ? "ssm" : "secretsmanager";
      assert.deepEqual(parseSecretReference(text), { service, region, grantedArn });
    });
  }

  const refused: readonly (readonly [what: string, text: string, reason: RegExp])[] = [
    ["a text", "hunter2", /neither the ARN/],
    ["a bucket", "arn:aws:s3:::bucket", /neither the ARN/],
    ["a document of Systems Manager", "arn:aws:ssm:eu-central-1:123456789012:document/x", /neither the ARN/],
    ["a secret without region", "arn:aws:secretsmanager::123456789012:secret:key-AbCdEf", /neither the ARN/],
    ["a secret's name with a space", `${SECRET} 2`, /letters, digits and/],
    ["a JSON key alone", `${SECRET}:password`, /all three/],
    ["a JSON key and a stage alone", `${SECRET}:password:AWSCURRENT`, /all three/],
    ["more than three parts", `${SECRET}:password:::`, /all three/],
    ["both a stage and an id", `${SECRET}::AWSCURRENT:${VERSION_ID}`, /takes one of them/],
    ["a stage of 257 characters", `${SECRET}::${"a".repeat(257)}:`, /256 characters/],
    ["an id of 31 characters", `${SECRET}:::${"a".repeat(31)}`, /32 to 64/],
    ["an id of 65 characters", `${SECRET}:::${"a".repeat(65)}`, /32 to 64/],
    ["a parameter with two slashes", `${PARAMETER}//app/key`, /between slashes/],
    ["a parameter with a slash at its end", `${PARAMETER}/app/`, /between slashes/],
    ["a parameter's version", `${PARAMETER}/app:3`, /between slashes/],
    ["a parameter of 16 levels", `${PARAMETER}${"/a".repeat(16)}`, /at most 15/],
    ["a parameter of 1012 characters", `${PARAMETER}/`.padEnd(1012, "a"), /at most 1011/],
  ];
  for (const [what, text, reason] of refused) {
    it(`refuse ${what}`, () => assert.match(String(parseSecretReference(text)), reason));
  }

  it("never repeat what they refuse: it may be the secret itself", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z0-9!$%]{12,30}$/), (canary) =>
        [canary, `${SECRET}:${canary}`, `${PARAMETER}//${canary}`]
          .map(parseSecretReference)
          .every((reason) => typeof reason === "string" && !reason.includes(canary)),
      ),
    );
  });
});
