import assert from "node:assert/strict";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { urnOf, type Made } from "./account";
import { itRefuses, type Scene } from "./scene";

const LIFECYCLE_POLICY = "aws:ecr/lifecyclePolicy:LifecyclePolicy";

function repository(scene: Scene, name = "first"): Made {
  return scene.make("aws:ecr/repository:Repository", name, { name: "images" });
}

const policy = (countNumber: number) => {
  const selection = { tagStatus: "any", countType: "imageCountMoreThan", countNumber };
  return JSON.stringify({ rules: [{ rulePriority: 1, selection, action: { type: "expire" } }] });
};

describe("simulated AWS refuses", () => {
  itRefuses([
    [
      "a second repository of the same name",
      "RepositoryAlreadyExistsException",
      /^The repository with name 'images' already exists in the registry with id '123456789012'$/,
      (s) => [repository(s), repository(s, "second")],
    ],
    [
      "a lifecycle policy of a repository that isn't there",
      "RepositoryNotFoundException",
      /images/,
      (s) => s.make(LIFECYCLE_POLICY, "x", { repository: "images", policy: policy(1) }),
    ],
  ]);
});

describe("a repository's lifecycle policy", () => {
  it("is deleted before its replacement is made, which would go with it otherwise", () => {
    const inputs = (countNumber: number) => ({ repository: "images", policy: policy(countNumber) });
    const key = { type: LIFECYCLE_POLICY, urn: urnOf(LIFECYCLE_POLICY, "images") };
    assert.deepEqual(new SimulatedAws().diff(key, inputs(1), inputs(2)), {
      changes: [{ path: "policy", kind: "update", replaces: true }],
      deleteBeforeReplace: true,
    });
    assert.equal(new SimulatedAws().diff(key, inputs(1), inputs(1)).deleteBeforeReplace, false);
  });
});
