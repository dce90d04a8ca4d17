import assert from "node:assert/strict";
import { Secret } from "../../../components/identity/secret";
import { parseSecretReference } from "../../../model/secret-reference";
import { isSecret } from "../../../model/graph";
import { asText, record, refusal } from "../../support/recorded";

describe("a secret on simulated AWS", () => {
  it("is kept for thirty days after its deletion, and its value stays a secret", async () => {
    const run = await record(() => void new Secret("stripe-key", { value: "hunter2" }));
    const { name, ...inputs } = run.inputs("secretsmanager.Secret", "stripe-key");
    assert.match(asText(name), /^stripe-key-[0-9a-f]{7}$/);
    assert.deepEqual(inputs, {
      recoveryWindowInDays: 30,
      tags: { Name: "stripe-key" },
    });
    const { secretString, secretId } = run.inputs("secretsmanager.SecretVersion", "stripe-key");
    assert.equal(secretId, run.id("secretsmanager.Secret", "stripe-key"));
    assert.ok(isSecret(secretString));
    assert.equal(secretString.reveal(), "hunter2");
    assert.doesNotMatch(JSON.stringify(run.resources), /hunter2/);
  });

  it("is referred to by its version, so that a new value is rolled out", async () => {
    const references: string[] = [];
    const run = await record(() => {
      const { reference } = new Secret("key", { value: "x" });
      reference.apply((text) => references.push(text));
    });
    const arn = run.output("secretsmanager.SecretVersion", "key", "arn");
    const versionId = run.output("secretsmanager.SecretVersion", "key", "versionId");
    assert.deepEqual(references, [`${arn}:::${versionId}`]);
    assert.deepEqual(parseSecretReference(references[0]!), {
      service: "secretsmanager",
      region: "eu-central-1",
      grantedArn: arn,
    });
  });

  it("can be kept for a shorter time, within what Secrets Manager allows", async () => {
    const run = await record(() => void new Secret("key", { value: "x", recoveryWindowDays: 7 }));
    assert.equal(run.inputs("secretsmanager.Secret", "key")["recoveryWindowInDays"], 7);
    const { message, registered } = await refusal(() => new Secret("key", { value: "hunter2", recoveryWindowDays: 6 }));
    assert.match(message, /secret "key": recoveryWindowDays = 6\n {2}It is a whole number from 7 to 30\./);
    assert.deepEqual(registered, []);
  });
});
