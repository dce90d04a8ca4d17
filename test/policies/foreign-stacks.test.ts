import assert from "node:assert/strict";
import { parseUrn } from "../../model/urn";
import { judge } from "../../policies/judge";
import { type ForeignStack, graphOf } from "./foreign-stacks/foreign-stack";
import { kubernetes } from "./foreign-stacks/kubernetes";
import { networkAndService } from "./foreign-stacks/network-and-service";
import { serverlessApi } from "./foreign-stacks/serverless-api";
import { staticWebsite } from "./foreign-stacks/static-website";

const STACKS: readonly ForeignStack[] = [staticWebsite, serverlessApi, networkAndService, kubernetes];

/** Everything that is said of a stack with the settings of prod, as `control resource`; sorted. */
function saidOf(stack: ForeignStack, outcome: string): readonly string[] {
  const judgement = judge(graphOf(stack), { preset: "prod", exemptions: { exemptions: [] }, now: new Date() });
  const lines = judgement.controls.flatMap(({ control, findings }) =>
    findings.filter((finding) => finding.outcome === outcome).map(({ urn }) => `${control.id} ${parseUrn(urn).name}`),
  );
  return [...new Set(lines)].sort();
}

describe("stacks that others write", () => {
  for (const stack of STACKS) {
    it(`are judged without an error, and with no finding that has no reason: ${stack.title}`, () => {
      assert.deepEqual(saidOf(stack, "error"), []);
      const reviewed = Object.values(stack.expected).flat();
      assert.equal(new Set(reviewed).size, reviewed.length, "each finding has one reason");
      assert.deepEqual(saidOf(stack, "fail"), [...reviewed].sort());
    });

    it(`leave nothing untold once they are deployed: ${stack.title}`, () => {
      assert.deepEqual(saidOf(stack, "indeterminate"), []);
    });
  }

  it("may be of other clouds: nothing of them is judged", () => {
    const type = "gcp:storage/bucket:Bucket";
    const foreign = { title: "", resources: [{ type, name: "bucket", inputs: { location: "EU" } }], expected: {} };
    const judgement = judge(graphOf(foreign), { preset: "prod", exemptions: { exemptions: [] }, now: new Date() });
    assert.deepEqual([judgement.coverage, judgement.failed], [{ applicable: 0, evaluated: 0 }, false]);
  });
});
