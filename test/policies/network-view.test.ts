import assert from "node:assert/strict";
import { placeOf } from "../../analysis/place";
import { PARAMETER, TASK_DEFINITION } from "../../model/type-tokens";
import { makeUrn } from "../../model/urn";
import { networkOf } from "../../policies/network-view";
import { Reader } from "../../policies/reader";
import { StackIndex, type StackResource } from "../../policies/stack-index";

function resource(type: string, name: string, region: string): StackResource {
  return {
    urn: makeUrn("prod", "shop", undefined, type, name),
    type,
    properties: new Reader({}),
    provider: new Reader({ region }),
    options: { protect: false, ignoreChanges: [] },
    propertyDependencies: {},
  };
}

describe("the network as controls see it", () => {
  for (const type of [TASK_DEFINITION, PARAMETER])
    it(`has each resource in the region of its own provider: ${type}`, () => {
      const resources = [resource(type, "web", "eu-central-1"), resource(type, "job", "us-east-1")];
      const { index } = networkOf(new StackIndex(resources)).reachability.topology;
      assert.deepEqual(
        resources.map(({ urn }) => placeOf(index, index.withUrn(urn)!).region),
        ["eu-central-1", "us-east-1"],
      );
    });
});
