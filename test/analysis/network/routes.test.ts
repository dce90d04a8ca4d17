import assert from "node:assert/strict";
import { GraphIndex } from "../../../analysis/graph-index";
import type { Malformed } from "../../../analysis/network/malformed";
import { isInternetRoute, readRouteTables, tableNamed, unknownPart } from "../../../analysis/network/routes";
import { UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";

const GATEWAY = resource("internetGateway", "igw", { vpcId: "vpc" });
const EVERYWHERE = "0.0.0.0/0";
const PEERING = { vpcPeeringConnectionId: "pcx-1" };
const table = (routes: Value) => resource("routeTable", "table", { routes });

function read(...all: readonly Resource[]) {
  const malformed: Malformed[] = [];
  const index = new GraphIndex(graphOf(GATEWAY, ...all));
  const tables = readRouteTables(index, malformed);
  return { index, tables, malformed, table: tables.get(all[0]!)! };
}

/** Each route as `kind input what by resource`, and whether it leads anywhere. */
function routes(...all: readonly Resource[]) {
  return read(...all).table.routes.map(
    ({ destination, kind, input, target, what, resource: holder, isAnywhere }) =>
      `${destination.family}/${destination.prefixLength} ${kind} ${input} ${target?.name ?? "-"} ${what} ${holder.name}${isAnywhere ? " anywhere" : ""}`,
  );
}

// Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html
describe("a route", () => {
  it("leads over what it names, in this stack or not", () => {
    const to = (target: Properties, ...others: readonly Resource[]) =>
      routes(table([{ cidrBlock: EVERYWHERE, ...target }]), ...others);
    assert.deepEqual(to({ gatewayId: "igw" }), ["ipv4/0 gateway gatewayId igw igw table"]);
    assert.deepEqual(to({ gatewayId: "vgw-1" }), ["ipv4/0 gateway gatewayId - vgw-1 table"]);
    assert.deepEqual(to({ natGatewayId: "nat" }, resource("natGateway", "nat")), [
      "ipv4/0 natGateway natGatewayId nat nat table",
    ]);
    assert.deepEqual(to({ natGatewayId: "nat-1", gatewayId: "" }), ["ipv4/0 natGateway natGatewayId - nat-1 table"]);
    assert.deepEqual(to({ networkInterfaceId: "eni-1", gatewayId: null }), [
      "ipv4/0 networkInterface networkInterfaceId - eni-1 table",
    ]);
    assert.deepEqual(to({ egressOnlyGatewayId: "e" }, resource("egressOnlyGateway", "e")), [
      "ipv4/0 egressOnlyGateway egressOnlyGatewayId e e table",
    ]);
    for (const input of [
      ...["vpcPeeringConnectionId", "transitGatewayId", "vpcEndpointId"],
      ...["carrierGatewayId", "localGatewayId", "coreNetworkArn"],
    ]) {
      assert.deepEqual(to({ [input]: "x-1" }), [`ipv4/0 border ${input} - x-1 table`]);
    }
  });

  it("leads nobody knows where, if its target is not known or an id that tells nothing", () => {
    const to = (target: Properties, ...others: readonly Resource[]) =>
      routes(table([{ cidrBlock: EVERYWHERE, ...target }]), ...others);
    assert.deepEqual(to({}), ["ipv4/0 unknown nothing known - nothing known table"]);
    assert.deepEqual(to({ gatewayId: UNKNOWN }), ["ipv4/0 unknown gatewayId - gatewayId table"]);
    assert.deepEqual(to({ gatewayId: "eni-1" }), ["ipv4/0 unknown gatewayId - gatewayId table"]);
    assert.deepEqual(to({ transitGatewayId: UNKNOWN }), ["ipv4/0 unknown transitGatewayId - transitGatewayId table"]);
    assert.deepEqual(to({ gatewayId: "local" }), ["ipv4/0 gateway gatewayId - local table"]);
    // By what it was computed from, it is known all the same.
    const computed = {
      ...table([{ cidrBlock: EVERYWHERE, gatewayId: UNKNOWN }]),
      propertyDependencies: { routes: [GATEWAY.urn] },
    };
    assert.deepEqual(routes(computed), ["ipv4/0 gateway gatewayId igw igw table"]);
    const own = resource("route", "out", {
      routeTableId: "table",
      destinationCidrBlock: EVERYWHERE,
      gatewayId: UNKNOWN,
    });
    assert.deepEqual(routes(table([]), { ...own, propertyDependencies: { gatewayId: [GATEWAY.urn] } }), [
      "ipv4/0 gateway gatewayId igw igw out",
    ]);
  });

  it("leads anywhere, if its destination is not known", () => {
    const anywhere = (family: string) => `${family}/0 unknown gatewayId - gatewayId table anywhere`;
    const unknown = [{ cidrBlock: UNKNOWN, gatewayId: "igw" }];
    assert.deepEqual(routes(table(unknown)), [anywhere("ipv4")]);
    assert.deepEqual(routes(table([{ ipv6CidrBlock: UNKNOWN, gatewayId: "igw" }])), [anywhere("ipv6")]);
    const nothing = (family: string) => `${family}/0 unknown nothing known - nothing known table`;
    assert.deepEqual(routes(table([UNKNOWN])), [`${nothing("ipv4")} anywhere`, `${nothing("ipv6")} anywhere`]);
    assert.deepEqual(routes(table(UNKNOWN)), [nothing("ipv4"), nothing("ipv6")]);
    // One of two destinations.
    assert.deepEqual(routes(table([{ cidrBlock: UNKNOWN, ipv6CidrBlock: "::/0", gatewayId: "igw" }])), [
      anywhere("ipv4"),
      "ipv6/0 unknown gatewayId - gatewayId table",
    ]);
  });

  it("is in the table, or a resource of its own that names the table", () => {
    const own = (routeTableId: string, destination: Properties = { destinationCidrBlock: "10.9.0.0/16" }) =>
      resource("route", "own", { routeTableId, ...destination, ...PEERING });
    const over = (family: string) => `${family} border vpcPeeringConnectionId - pcx-1 own`;
    assert.deepEqual(routes(table([]), own("table")), [over("ipv4/16")]);
    assert.deepEqual(routes(table([]), own("other")), []);
    const ipv6 = { destinationIpv6CidrBlock: "2001:db8::/32" };
    assert.deepEqual(routes(table([]), own("table", ipv6)), [over("ipv6/32")]);
  });

  it("goes to every range of a prefix list, but to none of a service's own", () => {
    const list = resource("prefixList", "list", { entries: [{ cidr: "10.8.0.0/16" }, { cidr: "2001:db8::/32" }] });
    const endpoint = resource("endpoint", "s3", {});
    const to = (destinationPrefixListId: Value) =>
      routes(
        table([]),
        resource("route", "own", { routeTableId: "table", destinationPrefixListId, ...PEERING }),
        list,
        endpoint,
      );
    assert.deepEqual(to("list"), [
      "ipv4/16 border vpcPeeringConnectionId - pcx-1 own",
      "ipv6/32 border vpcPeeringConnectionId - pcx-1 own",
    ]);
    for (const none of ["s3", "", null]) assert.deepEqual(to(none), []);
    // What is in a list of another stack, nobody knows: it may be more specific than any other destination.
    const anywhere = ["ipv4", "ipv6"].map((family) => `${family}/0 border vpcPeeringConnectionId - pcx-1 own anywhere`);
    for (const unseen of ["pl-1", UNKNOWN]) assert.deepEqual(to(unseen), anywhere);
    const inside = {
      ...table([{ destinationPrefixListId: UNKNOWN, ...PEERING }]),
      propertyDependencies: { routes: [list.urn] },
    };
    assert.deepEqual(routes(inside, list).length, 2);
  });

  it("to what is no range leads nowhere, and is said to be wrong", () => {
    const { malformed, table: found } = read(
      table([
        { cidrBlock: "10.0.0.1/8", ...PEERING },
        { cidrBlock: 7, ...PEERING },
      ]),
    );
    assert.deepEqual(found.routes, []);
    assert.deepEqual(
      malformed.map(({ resource: { name }, what }) => `${name}: ${what}`),
      Array<string>(2).fill("table: cidrBlock is no range of addresses"),
    );
    assert.deepEqual(read(table([{ cidrBlock: EVERYWHERE, ipv6CidrBlock: "", ...PEERING }])).malformed, []);
  });

  it("leads to the internet only by an internet gateway, in this stack or another", () => {
    const leads = (gatewayId: string) =>
      isInternetRoute(read(table([{ cidrBlock: EVERYWHERE, gatewayId }])).table.routes[0]!);
    assert.deepEqual(["igw", "igw-1", "vgw-1", "local"].map(leads), [true, true, false, false]);
    assert.equal(isInternetRoute(read(table([{ cidrBlock: EVERYWHERE, ...PEERING }])).table.routes[0]!), false);
  });
});

// Source: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html#route-tables-priority
describe("where a route table sends packets", () => {
  /** What each route gets, as ranges of destinations: surely, and possibly. */
  const sent = (given: Value, family: "ipv4" | "ipv6" = "ipv4") =>
    read(table(given)).table.routed[family].map(({ route, destinations: { surely, possibly, unknowns } }) => {
      const ends = (boxes: typeof surely) =>
        boxes.map(({ destination: { first, last } }) => [first, last].map(String).join("-"));
      return [route.what, ends(surely), ends(possibly), unknowns];
    });
  const last = String(2 ** 32 - 1);

  it("is what the most specific route says", () => {
    const halves: Properties[] = [
      { cidrBlock: EVERYWHERE, ...PEERING },
      { cidrBlock: "128.0.0.0/1", gatewayId: "igw" },
    ];
    const upper = [`${2 ** 31}-${last}`];
    const lower = [`0-${2 ** 31 - 1}`];
    const expected = [
      ["igw", upper, upper, []],
      ["pcx-1", lower, lower, []],
    ];
    assert.deepEqual(sent(halves), expected);
    assert.deepEqual(sent(halves.toReversed()), expected);
    assert.deepEqual(sent(halves, "ipv6"), []);
  });

  it("is nothing certain beside a route whose destination is not known, which may be the most specific", () => {
    const given: Properties[] = [
      { cidrBlock: EVERYWHERE, ...PEERING },
      { cidrBlock: UNKNOWN, gatewayId: "igw" },
    ];
    const perhaps = [[], [`0-${last}`], ["destination of route table"]];
    assert.deepEqual(sent(given), [
      ["pcx-1", ...perhaps],
      ["gatewayId", ...perhaps],
    ]);
  });

  it("is what is known, where that is as specific as what isn't", () => {
    const given: Properties[] = [
      { cidrBlock: EVERYWHERE, gatewayId: UNKNOWN },
      { cidrBlock: EVERYWHERE, gatewayId: "igw" },
    ];
    for (const order of [given, given.toReversed()]) {
      assert.deepEqual(sent(order), [
        ["igw", [`0-${last}`], [`0-${last}`], []],
        ["gatewayId", [], [], []],
      ]);
    }
  });

  it("is anything while a route or an association may be one of several tables'", () => {
    const other = resource("routeTable", "other", { routes: [] });
    const either = (each: Resource): Resource => ({
      ...each,
      inputs: { ...each.inputs, routeTableId: UNKNOWN },
      propertyDependencies: { routeTableId: [table([]).urn, other.urn] },
    });
    const own = either(resource("route", "own", { destinationCidrBlock: EVERYWHERE, ...PEERING }));
    const anywhere = ["ipv4", "ipv6"].map((family) => `${family}/0 unknown routeTableId - routeTableId own anywhere`);
    assert.deepEqual(routes(table([]), other, own), anywhere);
    assert.deepEqual(routes(other, table([]), own), anywhere);
    const association = either(resource("association", "a", { subnetId: "subnet" }));
    const { index, tables, table: first } = read(table([]), other, association);
    const found = tableNamed(index, association, tables);
    assert.deepEqual(
      found.routes.map((route) => [unknownPart(route, "destination"), unknownPart(route, "target"), route.isAnywhere]),
      Array<unknown>(2).fill(["routeTableId of a", "routeTableId of a", true]),
    );
    const known = resource("association", "b", { routeTableId: "table" });
    assert.equal(tableNamed(index, known, tables), first);
    const ofOthers = tableNamed(index, resource("association", "c", { routeTableId: "rtb-9" }), tables);
    assert.deepEqual(
      ofOthers.routes.map((route) => [unknownPart(route, "target"), route.isAnywhere]),
      Array<unknown>(2).fill(["routeTableId of c", true]),
    );
    const [route] = read(table([{ cidrBlock: UNKNOWN, gatewayId: "igw" }])).table.routes;
    assert.deepEqual(
      [unknownPart(route!, "destination"), unknownPart(route!, "target")],
      ["destination of route table", "target of route table"],
    );
  });
});
