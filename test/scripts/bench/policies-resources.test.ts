import assert from "node:assert/strict";
import { sentResources } from "../../../scripts/bench/policies/sent-resources";

describe("the resources of the policies' benchmark", () => {
  it("are as many as asked for, of many types, before and after they were created", async () => {
    const { checked, stack } = await sentResources(200);
    assert.deepEqual([checked.length, stack.length], [200, 200]);
    assert.deepEqual(
      checked.map(({ urn }) => urn),
      stack.map(({ urn }) => urn),
    );
    assert.ok(new Set(checked.map(({ type }) => type)).size > 15);
    assert.deepEqual(
      [checked, stack].map((resources) => resources.filter(({ properties }) => "id" in properties).length),
      [0, 200],
    );
    assert.ok(checked.every(({ provider }) => provider !== undefined && "allowedAccountIds" in provider));
  });
});
