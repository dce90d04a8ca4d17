import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { AWS_RESOURCE_TYPES, propertiesForSecrets } from "../../model/resource-types";
import {
  findResourceTypes,
  findSecretProperties,
  RESOURCE_TYPES_FILE,
  SECRET_PROPERTIES_FILE,
} from "../../scripts/generate-resource-types";

describe("the lists of resource types and of properties for secrets", () => {
  it("are what the installed SDK says; `npx tsx scripts/generate-resource-types.ts` renews them", () => {
    assert.deepEqual(JSON.parse(readFileSync(RESOURCE_TYPES_FILE, "utf8")), findResourceTypes());
    assert.deepEqual(JSON.parse(readFileSync(SECRET_PROPERTIES_FILE, "utf8")), findSecretProperties());
  });

  it("give the tokens that the SDK registers", () => {
    for (const type of [
      "aws:ecs/service:Service",
      "aws:s3/bucketV2:BucketV2",
      "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    ]) {
      assert.ok(AWS_RESOURCE_TYPES.includes(type), type);
    }
    assert.equal(new Set(AWS_RESOURCE_TYPES).size, AWS_RESOURCE_TYPES.length);
  });

  it("tell what is made for secrets from what is not", () => {
    assert.ok(propertiesForSecrets("aws:rds/instance:Instance").includes("password"));
    assert.ok(propertiesForSecrets("aws:secretsmanager/secretVersion:SecretVersion").includes("secretString"));
    assert.deepEqual(propertiesForSecrets("aws:ecs/service:Service"), []);
  });
});
