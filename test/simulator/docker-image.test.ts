import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Properties } from "../../model/graph";
import { assertRefused, TestAccount, urnOf, type Made } from "./account";

const IMAGE = "docker-build:index:Image";
const REPOSITORY = "aws:ecr/repository:Repository";
const HOST = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";

describe("a simulated image", () => {
  let account: TestAccount;
  let context: string;

  beforeEach(() => {
    account = new TestAccount();
    context = mkdtempSync(join(tmpdir(), "image-"));
    cpSync("apps/sample", context, { recursive: true });
  });

  afterEach(() => {
    rmSync(context, { recursive: true });
  });

  const repository = (changes: Properties = {}) =>
    account.make(REPOSITORY, "shop", { name: "shop", imageTagMutability: "IMMUTABLE", ...changes });
  const inputs = (tag: string, changes: Properties = {}): Properties => ({
    push: true,
    tags: [`${HOST}/shop:${tag}`],
    context: { location: context },
    registries: [{ address: `https://${HOST}`, username: "AWS", password: "one" }],
    ...changes,
  });
  const image = (tag: string, changes?: Properties): Made => account.make(IMAGE, tag, inputs(tag, changes));
  const edit = () => writeFileSync(join(context, "server.js"), "// another program\n");
  /** What a further run would do with the image. */
  const changesOf = (made: Made, next: Properties) =>
    account.aws
      .diff({ type: IMAGE, urn: urnOf(IMAGE, "x") }, made.inputs, account.check(IMAGE, next).inputs, made.outputs)
      .changes.map(({ path, replaces }) => [path, replaces]);

  it("has the digest of what it is built from as its id, and is pushed under it", () => {
    repository();
    const { id, outputs } = image("v1");
    assert.match(id, /^sha256:[0-9a-f]{64}$/);
    assert.deepEqual([outputs["digest"], outputs["ref"]], [id, `${HOST}/shop:v1@${id}`]);
    edit();
    assert.notEqual(image("v2").id, id);
    assert.notEqual(image("v3", { platforms: ["linux/arm64"] }).id, image("v4").id);
  });

  it("is unchanged with another password, and changed with another file, also under the same tag", () => {
    repository();
    const made = image("v1");
    const registries = [{ address: `https://${HOST}`, username: "AWS", password: "two" }];
    assert.deepEqual(changesOf(made, inputs("v1", { registries })), []);
    assert.deepEqual(changesOf(made, inputs("v1", { registries: [{ ...registries[0], username: "me" }] })), [
      ["registries[0].username", false],
    ]);
    edit();
    assert.deepEqual(changesOf(made, inputs("v1")), [["contextHash", false]]);
  });

  it("has its password marked as secret", () => {
    assert.doesNotMatch(JSON.stringify(account.check(IMAGE, inputs("v1")).inputs), /"one"/);
  });

  it("is refused where its tag names another image already, unless tags can be moved", () => {
    const shop = repository();
    const made = image("v1");
    edit();
    const sentence =
      /^The image tag 'v1' already exists in the 'shop' repository and cannot be overwritten because the tag is immutable\.$/;
    assertRefused(() => account.change(made, {}), "tag invalid", sentence);
    assertRefused(() => image("v1"), "tag invalid", sentence);
    account.change(shop, { imageTagMutability: "MUTABLE" });
    assert.notEqual(account.change(made, {}).outputs["digest"], made.outputs["digest"]);
  });

  it("may be pushed again as it is: the builder finds it there", () => {
    repository();
    assert.equal(image("v1").id, image("v1").id);
  });

  it("needs the repository, and someone who may push", () => {
    assertRefused(() => image("v1"), "name unknown", /shop:v1/);
    repository();
    assertRefused(() => image("v1", { registries: [] }), "unauthorized", /no basic auth credentials$/);
    assert.match(image("v1", { push: false, registries: [] }).id, /^sha256:/);
  });

  it("holds its repository, unless that takes its images along", () => {
    const shop = repository();
    image("v1");
    assertRefused(
      () => account.delete(shop),
      "RepositoryNotEmptyException",
      /^The repository with name 'shop' in registry with id '123456789012' cannot be deleted because it still contains images$/,
    );
    account.delete(account.change(shop, { forceDelete: true }));
    assert.deepEqual(account.aws.existing, []);
  });
});
