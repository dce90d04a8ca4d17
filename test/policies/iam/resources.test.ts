import assert from "node:assert/strict";
import { isForeignAccount, ownAccounts } from "../../../policies/iam/accounts";
import { isEveryResource, isEveryResourceOfItsKind } from "../../../policies/iam/resources";
import { Reader } from "../../../policies/reader";

const EVERY = [
  "*",
  "**",
  "?*",
  "*?",
  "arn:aws:s3:::*",
  "arn:aws:sqs:*:*:*",
  "arn:aws:sqs:*:*",
  "arn:aws:s3:::*/*",
  "arn:aws:s3:*",
];
const EVERY_OF_A_KIND = ["arn:aws:kms:*:*:key/*", "arn:aws:logs:*:*:log-group:*", "arn:aws:s3:::objects/*/*"];
const SOME = [
  "arn:aws:s3:::logs*",
  "arn:aws:s3:::*logs",
  "arn:aws:kms:*:*:key/*-1",
  "arn:aws:kms:*:*:key/a*",
  "arn:aws:logs:*:*:log-group:/ecs/*",
  "arn:aws:sqs:eu-central-1:123456789012:?",
  "arn:aws:sqs:*:*:",
];

describe("a pattern of ARNs", () => {
  it("stands for everything if nothing after the account is named", () => {
    assert.deepEqual(EVERY.filter(isEveryResource), EVERY);
    assert.deepEqual([...EVERY_OF_A_KIND, ...SOME].filter(isEveryResource), []);
  });

  it("stands for everything of a kind if nothing but the kind is named", () => {
    const all = [...EVERY, ...EVERY_OF_A_KIND];
    assert.deepEqual(all.filter(isEveryResourceOfItsKind), all);
    assert.deepEqual(SOME.filter(isEveryResourceOfItsKind), []);
  });
});

describe("a principal", () => {
  const own = ownAccounts(new Reader({ allowedAccountIds: '["123456789012"]' }));
  const foreign = (principal: string) => isForeignAccount(principal, own, ["333333333333"]);

  it("is one's own, trusted, or another's by the account of its ARN or by the account alone", () => {
    for (const account of ["123456789012", "arn:aws:iam::123456789012:root", "arn:aws-cn:sts::333333333333:x"])
      assert.equal(foreign(account), false, account);
    for (const account of ["210987654321", "arn:aws:iam::210987654321:role/vendor"])
      assert.equal(foreign(account), true, account);
  });

  it("can't be told by what is no account", () => {
    for (const text of ["AROA1234567890EXAMPLE", "x210987654321", "210987654321x", "arn:aws:s3:::210987654321"])
      assert.equal(foreign(text), "unknown", text);
    assert.equal(isForeignAccount("210987654321", ownAccounts(new Reader({})), []), "unknown");
  });
});
