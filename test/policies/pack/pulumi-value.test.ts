import assert from "node:assert/strict";
import * as policy from "@pulumi/policy";
import { asset } from "@pulumi/pulumi";
import fc from "fast-check";
import { UNKNOWN } from "../../../model/graph";
import { valueOf } from "../../../policies/pack/pulumi-value";
import { UNKNOWN_STRING } from "../../support/engine";

/** The library's own wrapping of inputs; exported, but without a type. */
const { unknownCheckingProxy } = policy as unknown as { unknownCheckingProxy: (inputs: object) => unknown };

/** What a policy gets for these inputs. */
function received(inputs: Record<string, unknown>): unknown {
  return valueOf(() => unknownCheckingProxy(inputs));
}

describe("a value that Pulumi hands to a policy", () => {
  it("is taken over as it is", () => {
    const inputs = {
      text: "a",
      number: 1.5,
      yes: true,
      no: false,
      nothing: null,
      list: [1, ["b"], {}],
      map: { a: { b: 1 } },
    };
    assert.deepEqual(received(inputs), inputs);
  });

  it("is unknown where looking at it throws, and only there", () => {
    const inputs = {
      a: UNKNOWN_STRING,
      b: ["x", UNKNOWN_STRING, { c: UNKNOWN_STRING, d: 1 }],
      e: { f: UNKNOWN_STRING },
    };
    assert.throws(() => JSON.stringify(unknownCheckingProxy(inputs)), /can't be known/);
    assert.deepEqual(received(inputs), { a: UNKNOWN, b: ["x", UNKNOWN, { c: UNKNOWN, d: 1 }], e: { f: UNKNOWN } });
  });

  it("is unknown if it is a file or an archive", () => {
    const code = new asset.FileArchive("./dist");
    const page = new asset.StringAsset("<html>");
    assert.deepEqual(received({ code, page, runtime: "nodejs22.x" }), {
      code: UNKNOWN,
      page: UNKNOWN,
      runtime: "nodejs22.x",
    });
  });

  it("is never a reason to throw", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.anything({ withBigInt: true, withDate: true, withMap: true })),
        (inputs) => {
          received(inputs);
        },
      ),
    );
  });
});
