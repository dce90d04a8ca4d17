import assert from "node:assert/strict";
import { actionPattern, actionsMatching, allActions } from "../../model/iam-actions";

/** The names of the actions that a pattern stands for. */
function names(pattern: string): readonly string[] | undefined {
  return actionsMatching(pattern)?.map(({ name }) => name);
}

describe("the actions of IAM", () => {
  it("are found by name and by pattern, in large and small letters", () => {
    assert.deepEqual(names("kms:Decrypt"), ["kms:Decrypt"]);
    assert.deepEqual(names("KMS:reencrypt*"), ["kms:ReEncryptFrom", "kms:ReEncryptTo"]);
    assert.deepEqual(names("sts:GetCallerIdentit?"), ["sts:GetCallerIdentity"]);
    assert.deepEqual(names("kms:Decrypt?"), []);
  });

  it("are all those of the table for a star, and those of one service for the service's star", () => {
    assert.equal(names("*")!.length, allActions().length);
    const ofTokens = allActions().filter(({ name }) => name.startsWith("sts:"));
    assert.deepEqual(actionsMatching("sts:*"), ofTokens);
    assert.ok(ofTokens.length > 5);
  });

  it("tell a service that the table doesn't have from an action that the service doesn't have", () => {
    assert.equal(names("braket:CancelJob"), undefined);
    assert.equal(names("constructor:x"), undefined);
    assert.equal(names("GetObject"), undefined);
    assert.deepEqual(names("s3:GetHologram"), []);
  });

  it("say what AWS's reference says of them", () => {
    const facts = (name: string) => {
      const { takesResources, managesPermissions } = actionsMatching(name)![0]!;
      return { takesResources, managesPermissions };
    };
    assert.deepEqual(facts("s3:GetObject"), { takesResources: true, managesPermissions: false });
    assert.deepEqual(facts("s3:PutBucketPolicy"), { takesResources: true, managesPermissions: true });
    assert.deepEqual(facts("ecr:GetAuthorizationToken"), { takesResources: false, managesPermissions: false });
    assert.deepEqual(facts("ecr:PutRegistryPolicy"), { takesResources: false, managesPermissions: true });
  });
});

describe("a pattern of actions", () => {
  it("takes nothing but star and question mark for anything else than itself", () => {
    assert.ok(actionPattern("s3:*")("S3:GetObject"));
    assert.ok(!actionPattern("s3.Get(Object)")("s3:GetObject"));
    assert.ok(!actionPattern("s3:Get")("s3:GetObject"));
  });
});
