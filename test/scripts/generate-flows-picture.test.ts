import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { flowsOf } from "../../analysis/network/flows";
import { currentFlowsPage, FLOWS_PAGE, flowsPicture } from "../../scripts/generate-flows-picture";
import { UNKNOWN } from "../../model/graph";
import { network, tcp } from "../analysis/network/two-instances";

describe("the picture of the flows", () => {
  it("is current: npm run generate:flows-picture", async () => {
    assert.equal(readFileSync(FLOWS_PAGE, "utf8"), await currentFlowsPage());
  });

  it("has an arrow for every flow and a box for every end, dotted where it isn't certain", () => {
    const flows = flowsOf(network({ egress: [tcp(80, "10.0.2.0/24")], ingress: [tcp(80, "10.0.1.0/24")] }));
    assert.deepEqual(flowsPicture(flows).split("\n"), [
      "flowchart LR",
      '  n0["instance a"]',
      '  n1["instance b"]',
      '  n0 -->|"tcp 80"| n1',
    ]);
    const unknown = flowsOf(
      network({ egress: [tcp(80, "10.0.2.0/24")], ingress: [{ ...tcp(80), cidrBlocks: [UNKNOWN] }] }),
    );
    assert.match(flowsPicture(unknown), /^ {2}n0 -\.->\|"tcp 80"\| n1$/m);
  });
});
