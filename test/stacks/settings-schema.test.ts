import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { parse } from "yaml";
import { SETTINGS_SCHEMA_FILE, settingsSchemaText } from "../../scripts/generate-settings-schema";

const ROOT = join(__dirname, "..", "..");
const committed = readFileSync(SETTINGS_SCHEMA_FILE, "utf8");
const validate = new Ajv2020({ strict: false }).compile(JSON.parse(committed) as object);

interface SettingsFile {
  config: Record<string, unknown>;
}

function settings(environment: string): SettingsFile {
  return parse(readFileSync(join(ROOT, `Pulumi.${environment}.yaml`), "utf8")) as SettingsFile;
}

describe("the JSON schema of settings files", () => {
  it("is current: npm run generate:settings-schema", async () => {
    assert.equal(committed, await settingsSchemaText());
  });

  for (const environment of ["dev", "prod"]) {
    it(`accepts Pulumi.${environment}.yaml`, () => {
      assert.equal(validate(settings(environment)), true, JSON.stringify(validate.errors));
    });
  }

  it("accepts encrypted secrets and what Pulumi adds to the file, and no secrets in plain text", () => {
    const file = settings("dev");
    const withSecret = (value: unknown) => ({
      ...file,
      encryptionsalt: "v1:abc",
      config: { ...file.config, "fargate-platform:secrets": { key: value } },
    });
    assert.equal(validate(withSecret({ secure: "v1:abc" })), true, JSON.stringify(validate.errors));
    assert.equal(validate(withSecret("hunter2")), false);
  });

  it("marks a mistyped key and a value of the wrong kind", () => {
    const { config } = settings("dev");
    assert.equal(validate({ config: { ...config, "fargate-platform:regoin": "x" } }), false);
    assert.equal(validate({ config: { ...config, "fargate-platform:logRetentionDays": "many" } }), false);
  });
});
