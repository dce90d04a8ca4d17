import assert from "node:assert/strict";
import { GraphIndex } from "../../analysis/graph-index";
import { UNKNOWN, type Resource, type Value } from "../../model/graph";
import { graphOf, resource, TYPES } from "./network/graph-of";

const GROUPS = ["a", "b", "c"].map((name) => resource("group", name));

/** What a list of ids refers to that was computed from some of the groups. */
function referred(ids: readonly Value[] | typeof UNKNOWN, ...from: readonly string[]): string {
  const holder: Resource = {
    ...resource("service", "web"),
    propertyDependencies: { groups: GROUPS.filter(({ name }) => from.includes(name)).map(({ urn }) => urn) },
  };
  const index = new GraphIndex(graphOf(...GROUPS, holder));
  const { resources, isAmbiguous } = index.referredToBy(holder, "groups", ids, [TYPES.group]);
  return `${isAmbiguous ? "some of " : ""}${resources.map(({ name }) => name).join()}`;
}

describe("a list of ids", () => {
  it("refers to what it names, and for what is unknown to what it was computed from", () => {
    assert.equal(referred(["a", "c"]), "a,c");
    assert.equal(referred([UNKNOWN, UNKNOWN], "a", "b"), "a,b");
    assert.equal(referred(["a", UNKNOWN], "a", "b"), "a,b");
    assert.equal(referred(UNKNOWN, "a", "b", "c"), "a,b,c");
  });

  it("refers to nothing by what is not in the graph", () => {
    const [a, b] = GROUPS;
    const urns = [b!.urn, "urn:pulumi:other::other::type::elsewhere", a!.urn];
    const holder: Resource = { ...resource("service", "web"), propertyDependencies: { groups: urns } };
    const found = new GraphIndex(graphOf(...GROUPS, holder)).referredTo(holder, "groups", UNKNOWN, [TYPES.group]);
    // In an order that doesn't depend on who recorded it.
    assert.deepEqual(
      found.map(({ name }) => name),
      ["a", "b"],
    );
  });

  it("may refer to some of the resources alone, if there are more than unknown ids", () => {
    assert.equal(referred([UNKNOWN], "a", "b"), "some of a,b");
    assert.equal(referred(["a", UNKNOWN], "a", "b", "c"), "some of a,b,c");
    // The id of another stack's group stands for none of them.
    assert.equal(referred(["sg-1", UNKNOWN], "b", "c"), "some of b,c");
  });
});

describe("a resource", () => {
  const role = (inputs: Record<string, Value>, outputs: Record<string, Value>): Resource => ({
    ...resource("role", "logical", inputs),
    id: "id",
    outputs,
  });
  const found = (target: Resource, id: string) => {
    const holder = resource("rolePolicy", "policy", { role: id });
    return new GraphIndex(graphOf(target, holder)).theOne(holder, "role", [target.type])?.name;
  };

  it("is referred to by its id, its ARN, or the name that stands for it", () => {
    for (const id of ["id", "arn:role", "given"]) {
      assert.equal(found(role({ name: "given" }, { arn: "arn:role", name: "given" }), id), "logical");
    }
    assert.equal(found(role({}, { name: "made" }), "made"), "logical");
    assert.equal(found(role({ name: "given" }, {}), "given"), "logical");
    assert.equal(found(role({ name: "given" }, {}), "other"), undefined);
    assert.equal(found({ ...role({}, { arn: "" }), id: "" }, ""), undefined);
  });

  it("is not referred to by a name where ids are wanted", () => {
    assert.equal(found({ ...resource("vpc", "main", { name: "named" }), id: "vpc-1" }, "named"), undefined);
  });
});
