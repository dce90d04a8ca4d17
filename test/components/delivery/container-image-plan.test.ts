import assert from "node:assert/strict";
import fc from "fast-check";
import {
  checkImageBuild,
  checkRepositoryName,
  checkTag,
  lifecycleRules,
} from "../../../components/delivery/container-image-plan";
import { TestAccount } from "../../simulator/account";

const WORD = fc.stringMatching(/^[a-z][a-z0-9]{0,9}$/);

describe("the plan of an image", () => {
  it("accepts any relative path, and no other", () => {
    const path = fc
      .array(fc.oneof(WORD, fc.constant("..")), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join("/"));
    fc.assert(fc.property(path, (context) => assert.deepEqual(checkImageBuild("image", "", { context }), [])));
    for (const context of ["", "/a", "\\a", "~/a", "C:/a", "https://example.com/a.git", "git@example.com:a.git"]) {
      const [problem] = checkImageBuild("image", "build", { context });
      assert.equal(problem?.argument, "build.context", context);
    }
  });

  it("never repeats what looks like a credential among the build arguments", () => {
    const problems = checkImageBuild("image", "", {
      context: ".",
      args: { NPM_TOKEN: "hunter2", KEY: "AKIAIOSFODNN7EXAMPLE", NODE_VERSION: "22" },
    });
    assert.deepEqual(
      problems.map(({ argument }) => argument),
      ["args.NPM_TOKEN", "args.KEY"],
    );
    assert.doesNotMatch(JSON.stringify(problems), /hunter2|AKIA/);
  });

  it("accepts names of which AWS takes the repository, and only those", () => {
    const account = new TestAccount();
    const name = fc.oneof(
      fc.tuple(WORD, fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/)).map((parts) => parts.join("/")),
      fc.integer({ min: 1, max: 300 }).map((length) => "x".repeat(length)),
    );
    fc.assert(
      fc.property(name, (logical) => {
        const { failures } = account.check("aws:ecr/repository:Repository", {}, logical.toLowerCase());
        assert.equal(checkRepositoryName("image", logical).length === 0, failures.length === 0, logical);
      }),
    );
  });

  it("has lifecycle rules that AWS takes, whatever they keep", () => {
    const account = new TestAccount();
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10_000 }), (keepImages) => {
        const policy = JSON.stringify({ rules: lifecycleRules(keepImages) });
        const { failures } = account.check("aws:ecr/lifecyclePolicy:LifecyclePolicy", { repository: "web", policy });
        assert.deepEqual(failures, []);
      }),
    );
  });

  it("accepts what registries accept as a tag", () => {
    for (const tag of ["1", "_a", "a.b-c", "x".repeat(128)]) assert.deepEqual(checkTag("image", tag), []);
    for (const tag of ["", ".a", "-a", "a:b", "a/b", "x".repeat(129)]) assert.equal(checkTag("image", tag).length, 1);
  });
});
