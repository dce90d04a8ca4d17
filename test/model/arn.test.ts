import assert from "node:assert/strict";
import { parseArn } from "../../model/arn";

describe("ARNs", () => {
  it("are taken apart, also without region or account", () => {
    assert.deepEqual(parseArn("arn:aws-cn:s3:::bucket/key:with:colons"), {
      partition: "aws-cn",
      service: "s3",
      region: "",
      accountId: "",
      resource: "bucket/key:with:colons",
    });
    assert.equal(parseArn("arn:aws:ecs:eu-central-1:123456789012:cluster/main")?.accountId, "123456789012");
  });

  for (const text of [
    "",
    "arn:aws:s3",
    "arn:aws:ecs:eu-central-1:12345:cluster/main",
    "urn:aws:s3:::bucket",
    "arn:aws:s3:::",
  ]) {
    it(`are not found in "${text}"`, () => {
      assert.equal(parseArn(text), undefined);
    });
  }
});
