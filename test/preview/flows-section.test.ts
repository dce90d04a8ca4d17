import assert from "node:assert/strict";
import { flowsOf } from "../../analysis/network/flows";
import { flowsSection } from "../../preview/flows-section";
import { renderText } from "../../preview/render-text";
import { resource } from "../analysis/network/graph-of";
import { network, tcp } from "../analysis/network/two-instances";
import { UNKNOWN } from "../../model/graph";

const shown = (given: Parameters<typeof network>[0]) => {
  const reachability = network(given);
  const { topology, unknowns } = reachability;
  const blocks = flowsSection(flowsOf(reachability), [], { malformed: topology.malformed, unknowns });
  return renderText(blocks, { width: 200, colour: false });
};

describe("the preview of who reaches whom", () => {
  it("names what can't be read, resource by resource", () => {
    const acl = { ruleNo: 7, action: "allow", protocol: "tcp", fromPort: 9, toPort: 1, cidrBlock: "10.0.0.0/99" };
    const text = shown({
      ingress: [tcp(80, "10.0.0.1/8")],
      others: [
        resource("route", "astray", { routeTableId: "none", destinationCidrBlock: "nowhere" }),
        resource("routeTable", "table", { vpcId: "vpc", routes: [{ cidrBlock: "nowhere", gatewayId: "igw-1" }] }),
        resource("acl", "acl", { vpcId: "vpc", subnetIds: ["second"], ingress: [acl] }),
      ],
    });
    for (const expected of [
      "called can't be read, and so lets nothing pass: cidrBlocks is no range of addresses",
      "table can't be read, and so lets nothing pass: cidrBlock is no range of addresses",
      "acl can't be read, and so lets nothing pass: rule 7 has a protocol or ports that AWS doesn't know",
      "acl can't be read, and so lets nothing pass: cidrBlock of rule 7 is no range of addresses",
    ]) {
      assert.ok(text.includes(expected), text);
    }
  });

  it("names references that nobody can follow", () => {
    const others = [resource("association", "more", { subnetId: UNKNOWN, routeTableId: "table" })];
    assert.match(shown({ others }), /subnetId of more is not known, so none of this is certain/);
  });

  it("says nothing of the kind where all is well", () => {
    assert.doesNotMatch(shown({}), /But:/);
  });
});
