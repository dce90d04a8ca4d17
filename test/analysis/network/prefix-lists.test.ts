import assert from "node:assert/strict";
import { GraphIndex } from "../../../analysis/graph-index";
import { parseRange } from "../../../analysis/network/addresses";
import { prefixListsNamed } from "../../../analysis/network/prefix-lists";
import { UNKNOWN, type Properties, type Resource, type Value } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";

const holder = resource("route", "route", {});
const list = (entries: Value) => resource("prefixList", "list", { entries });
const entry = (inputs: Properties) => resource("prefixListEntry", "entry", { prefixListId: "list", ...inputs });
const named = (ids: Value, ...others: readonly Resource[]) =>
  prefixListsNamed(new GraphIndex(graphOf(holder, ...others)), holder, "destinationPrefixListId", [ids].flat());
const ranges = (...texts: string[]) => [{ kind: "ranges", ranges: texts.map((text) => parseRange(text)) }];
const UNCERTAIN = [{ kind: "unknown", what: "the entries of list" }];

// Source: https://docs.aws.amazon.com/vpc/latest/userguide/managed-prefix-lists.html
describe("a prefix list", () => {
  it("has the ranges that are written in it, and those of entries that are resources of their own", () => {
    const [here, there] = ["10.1.0.0/16", "2001:db8::/32"];
    assert.deepEqual(named("list", list([])), ranges());
    assert.deepEqual(named("list", list([{ cidr: here }])), ranges(here));
    assert.deepEqual(named("list", list([{ cidr: here }]), entry({ cidr: there })), ranges(here, there));
    assert.deepEqual(named("list", list([]), entry({ cidr: there, prefixListId: "other" })), ranges());
    assert.deepEqual(named("list", list([{ cidr: "10.0.0.1/8" }, { cidr: 7 }, {}, { cidr: here }])), ranges(here));
  });

  it("is not known as soon as one of its entries isn't", () => {
    assert.deepEqual(named("list", list(UNKNOWN)), UNCERTAIN);
    assert.deepEqual(named("list", list([{ cidr: "10.1.0.0/16" }, UNKNOWN])), UNCERTAIN);
    assert.deepEqual(named("list", list([{ cidr: "10.1.0.0/16" }, { cidr: UNKNOWN }])), UNCERTAIN);
    assert.deepEqual(named("list", list([{ cidr: "10.1.0.0/16" }]), entry({ cidr: UNKNOWN })), UNCERTAIN);
  });

  it("may be AWS's own for a gateway endpoint, or in another stack", () => {
    const endpoint = resource("endpoint", "s3", {});
    assert.deepEqual(named("s3", endpoint), [{ kind: "service", endpoint }]);
    assert.deepEqual(named("pl-1", endpoint, list([])), [{ kind: "unknown", what: "pl-1" }]);
    assert.deepEqual(named(UNKNOWN, endpoint, list([])), [{ kind: "unknown", what: "destinationPrefixListId" }]);
    assert.deepEqual(named(["s3", "pl-1"], endpoint), [
      { kind: "service", endpoint },
      { kind: "unknown", what: "pl-1" },
    ]);
  });

  it("is not known while it may be one of several, but each of as many as there are ids", () => {
    const endpoint = resource("endpoint", "s3", {});
    const both = list([{ cidr: "10.1.0.0/16" }]);
    const computed: Resource = {
      ...holder,
      propertyDependencies: { destinationPrefixListId: [endpoint.urn, both.urn] },
    };
    const index = new GraphIndex(graphOf(computed, endpoint, both));
    const of = (...ids: readonly Value[]) => prefixListsNamed(index, computed, "destinationPrefixListId", ids);
    assert.deepEqual(of(UNKNOWN), [{ kind: "unknown", what: "destinationPrefixListId" }]);
    const all = of(UNKNOWN, UNKNOWN).map(({ kind }) => kind);
    assert.deepEqual(all.toSorted(), ["ranges", "service"]);
  });
});
