import assert from "node:assert/strict";
import { credentialKind, looksLikeCredentialName, redactCredentials } from "../../model/credentials";

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

  const lines: readonly (readonly [string, string])[] = [
    ["key " + "AKIA" + "ABCDEFGHIJKLMNOP used", "key [an AWS access key id] used"],
    [
      "can't reach postgres://app:hunter2@db:5432/app, nor postgres://app:hunter3@db2/app",
      "can't reach [an address with a password]db:5432/app, nor [an address with a password]db2/app",
    ],
    ["DATABASE_PASSWORD=hunter2 PORT=80", "DATABASE_PASSWORD=[a credential] PORT=80"],
    [`{"apiKey":"abc","port":80}`, `{"apiKey":"[a credential]","port":80}`],
    ["password: hunter2", "password: [a credential]"],
    ["Authorization: Bearer abcdefgh.ijkl", "Authorization: Bearer [a credential]"],
    ["-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----\nnext", "[a private key]\nnext"],
    ["-----BEGIN PRIVATE KEY-----\nabc", "[a private key]"],
    [
      "no access to arn:aws:secretsmanager:eu-central-1:111122223333:secret:stripe-key",
      "no access to arn:aws:secretsmanager:eu-central-1:111122223333:secret:stripe-key",
    ],
    ["Error: cannot find module 'token'", "Error: cannot find module 'token'"],
  ];
  for (const [given, expected] of lines) {
    it(`is replaced in the text ${given.slice(0, 24).replace("\n", " ")}…, and nothing else is`, () => {
      assert.equal(redactCredentials(given), expected);
    });
  }
});
