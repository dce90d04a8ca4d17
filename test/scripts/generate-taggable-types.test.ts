import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { findTaggableTypes, TAGGABLE_TYPES_FILE } from "../../scripts/generate-taggable-types";

describe("the list of types that have tags", () => {
  const listed = JSON.parse(readFileSync(TAGGABLE_TYPES_FILE, "utf8")) as string[];

  it("is what the installed SDK says; `npx tsx scripts/generate-taggable-types.ts` renews it", () => {
    assert.deepEqual(findTaggableTypes(), listed);
  });

  it("has what AWS tags, and not what it doesn't", () => {
    for (const type of ["aws:ecs/service:Service", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"]) {
      assert.ok(listed.includes(type), type);
    }
    const untagged = [
      "aws:ec2/route:Route",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:secretsmanager/secretVersion:SecretVersion",
    ];
    assert.deepEqual(
      untagged.filter((type) => listed.includes(type)),
      [],
    );
  });
});
