import assert from "node:assert/strict";
import type { Properties } from "../../../model/graph";
import { resource } from "./graph-of";
import { any, EVERYWHERE, network, said } from "./two-instances";

const MODES: Readonly<Record<string, Properties>> = {
  zonal: { subnetId: "second" },
  regional: { availabilityMode: "regional" },
};

/** What an instance behind a NAT gateway reaches on the internet. */
function out(protocol: string, gateway: Properties): string {
  const table = (subnetId: string, route: Properties) => [
    resource("routeTable", `of-${subnetId}`, { vpcId: "vpc", routes: [{ cidrBlock: EVERYWHERE, ...route }] }),
    resource("association", `of-${subnetId}`, { routeTableId: `of-${subnetId}`, subnetId }),
  ];
  const analysis = network({
    egress: [{ ...any(EVERYWHERE), protocol }],
    others: [
      resource("internetGateway", "igw", { vpcId: "vpc" }),
      resource("natGateway", "nat", gateway),
      ...table("first", { natGatewayId: "nat" }),
      ...table("second", { gatewayId: "igw" }),
    ],
  });
  return said(analysis.toInternet(analysis.named("a")[0]!));
}

// https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-basics.html
describe("a NAT gateway", () => {
  for (const [mode, gateway] of Object.entries(MODES)) {
    it(`takes TCP, UDP and ICMP, and no other protocol: ${mode}`, () => {
      assert.equal(out("-1", gateway), "reachable: tcp, udp, icmp 8");
      assert.match(out("47", gateway), /^blocked by (regional )?NAT gateway nat/);
    });
  }
});
