/** A network in which an instance "a" calls an instance "b". */
import type { Reach } from "../../../analysis/network/reach";
import { Reachability } from "../../../analysis/network/reachability";
import { formatTraffic } from "../../../analysis/network/traffic";
import type { Properties, Resource } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";

export const EVERYWHERE = "0.0.0.0/0";
export const any = (...cidrBlocks: string[]) => ({ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks });
export const tcp = (port: number, ...cidrBlocks: string[]) => ({
  protocol: "tcp",
  fromPort: port,
  toPort: port,
  cidrBlocks,
});

export interface Given {
  readonly subnets?: readonly Resource[];
  readonly ingress?: readonly Properties[];
  readonly egress?: readonly Properties[];
  /** Of the instance that is called. */
  readonly instance?: Properties;
  readonly others?: readonly Resource[];
}

/** An instance "a" that calls an instance "b", in two subnets of one VPC. */
export function network({
  subnets = SUBNETS,
  ingress = [any(EVERYWHERE)],
  egress = [any(EVERYWHERE)],
  instance = {},
  others = [],
}: Given) {
  return new Reachability(
    graphOf(
      resource("vpc", "vpc"),
      ...subnets,
      resource("group", "callers", { vpcId: "vpc", ingress: [], egress }),
      resource("group", "called", { vpcId: "vpc", ingress, egress: [any(EVERYWHERE)] }),
      resource("instance", "a", { subnetId: "first", vpcSecurityGroupIds: ["callers"] }),
      resource("instance", "b", { subnetId: "second", vpcSecurityGroupIds: ["called"], ...instance }),
      ...others,
    ),
  );
}

export const SUBNETS = [
  resource("subnet", "first", { vpcId: "vpc", cidrBlock: "10.0.1.0/24" }),
  resource("subnet", "second", { vpcId: "vpc", cidrBlock: "10.0.2.0/24" }),
];

export const between = (analysis: Reachability, from = "a", to = "b"): Reach =>
  analysis.between(analysis.named(from)[0]!, analysis.named(to)[0]!);
export const said = ({ verdict, traffic, walk }: Reach) =>
  verdict === "not reachable"
    ? `blocked by ${walk?.blockedBy?.what}`
    : `${verdict}: ${traffic.map(formatTraffic).join(", ")}`;

/** A VPC in which "first" is a public subnet, and "second" a private one. */
export const PUBLIC_AND_PRIVATE: readonly Resource[] = [
  resource("vpc", "vpc"),
  ...SUBNETS,
  resource("internetGateway", "igw", { vpcId: "vpc" }),
  resource("routeTable", "public", { vpcId: "vpc", routes: [{ cidrBlock: EVERYWHERE, gatewayId: "igw" }] }),
  resource("association", "public", { routeTableId: "public", subnetId: "first" }),
];

/** A route table of the subnet's own. */
export const routes = (subnet: string, ...list: readonly Properties[]): Resource[] => [
  resource("routeTable", `of-${subnet}`, { vpcId: "vpc", routes: list }),
  resource("association", `of-${subnet}`, { routeTableId: `of-${subnet}`, subnetId: subnet }),
];

/** Every element on the way, with what would have to change there, and what decides. */
export const elements = ({ walk }: Reach) =>
  walk?.stages.map(({ what, fix, resources }) => [what, fix, resources.map(({ name }) => String(name)).join()]);
