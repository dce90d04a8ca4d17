import assert from "node:assert/strict";
import { credentialKind, looksLikeCredentialName } from "../../model/credentials";

describe("what looks like a credential", () => {
  const names: readonly (readonly [string, boolean])[] = [
    ["DATABASE_PASSWORD", true],
    ["databasePassword", true],
    ["DB_PWD", true],
    ["API_KEY", true],
    ["GITHUB_TOKEN", true],
    ["AWS_SECRET_ACCESS_KEY", true],
    ["AWS_ACCESS_KEY_ID", true],
    ["ECS_ENGINE_AUTH_DATA", true],
    ["TOKENIZER_URL", false],
    ["SECRET_ARN", false],
    ["PASSWORD_MIN_LENGTH", false],
    ["KEYBOARD", false],
    ["PORT", false],
    ["MONKEY", false],
  ];
  for (const [name, expected] of names) {
    it(`${expected ? "includes" : "does not include"} the name ${name}`, () => {
      assert.equal(looksLikeCredentialName(name), expected);
    });
  }

  const values: readonly (readonly [string, string | undefined])[] = [
    ["AKIA" + "ABCDEFGHIJKLMNOP", "an AWS access key id"],
    ["-----BEGIN RSA PRIVATE KEY-----\nabc", "a private key"],
    [`ghp_${"a".repeat(36)}`, "a GitHub token"],
    ["postgres://user:hunter2@db:5432/app", "an address with a password"],
    ["postgres://user@db:5432/app", undefined],
    ["https://example.com/a:b@c", undefined],
    ["info", undefined],
  ];
  for (const [value, expected] of values) {
    it(`${expected === undefined ? "does not include" : "includes"} the value ${value.slice(0, 24).replace("\n", " ")}…`, () => {
      assert.equal(credentialKind(value), expected);
    });
  }
});
