import assert from "node:assert/strict";
import { checkBoundary } from "../../../stacks/plan/boundary";

describe("the permissions boundary of an environment", () => {
  const messages = (permissionsBoundaryArn: string | undefined, ...allowedAccountIds: string[]) =>
    checkBoundary({ permissionsBoundaryArn, allowedAccountIds }).map(({ message }) => message);

  it("is a policy of the only account that the environment may be in, or one of AWS's", () => {
    const own = "arn:aws:iam::123456789012:policy/boundary";
    assert.deepEqual(messages(undefined, "123456789012"), []);
    assert.deepEqual(messages(own, "123456789012"), []);
    assert.deepEqual(messages("arn:aws:iam::aws:policy/PowerUserAccess", "123456789012", "210987654321"), []);
    assert.deepEqual(messages(own, "123456789012", "210987654321"), [
      "A role's boundary is a policy of its own account, and the environment may be deployed to 210987654321.",
    ]);
    assert.deepEqual(messages("boundary", "123456789012"), [
      "It is not the ARN of a managed policy: arn:aws:iam::ACCOUNT:policy/NAME.",
    ]);
  });
});
