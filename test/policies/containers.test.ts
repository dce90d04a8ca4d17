import assert from "node:assert/strict";
import type { Value } from "../../model/graph";
import { type Container, judgeContainers } from "../../policies/containers";
import { Reader } from "../../policies/reader";

/** The containers of a task definition, as a control gets them. */
function containers(...definitions: readonly Value[]): readonly Container[] {
  const found: Container[] = [];
  judgeContainers(new Reader({ containerDefinitions: definitions }), (container) => {
    found.push(container);
    return [];
  });
  return found;
}

describe("a container", () => {
  it("is named by its name, wherever it stands", () => {
    const names = Array.from({ length: 11 }, (_, index) => `web_${index}-A`);
    const found = containers(...names.map((name) => ({ name })));
    assert.deepEqual(
      found.map(({ definition }) => definition.path),
      names.map((name) => `containerDefinitions[${name}]`),
    );
    assert.deepEqual(
      found.map(({ key }) => key()),
      names,
    );
    assert.equal(found[0]!.key("privileged"), "web_0-A/privileged");
  });

  it("is not named by what AWS doesn't take for a name: it may be a value that slipped", () => {
    const names = ["", "web 1", "/web", "web!", "x".repeat(256), 5, null];
    const found = containers(...names.map((name) => ({ name })));
    assert.deepEqual(
      found.map(({ definition, key }) => [definition.path, key(), key("privileged")]),
      names.map((_, index) => [`containerDefinitions[${index}]`, undefined, undefined]),
    );
    assert.equal(containers({ name: "x".repeat(255) })[0]!.key(), "x".repeat(255));
  });
});
