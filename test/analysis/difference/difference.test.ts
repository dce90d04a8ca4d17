import assert from "node:assert/strict";
import fc from "fast-check";
import { differenceBetween } from "../../../analysis/difference/difference";
import { Secret, UNKNOWN, type Properties, type Resource, type ResourceGraph } from "../../../model/graph";
import { makeUrn } from "../../../model/urn";

interface Sketch extends Partial<Pick<Resource, "inputs" | "outputs" | "options" | "custom" | "propertyDependencies">> {
  readonly id?: string;
}

const TYPE = "aws:ec2/vpc:Vpc";

function resource(name: string, type: string, sketch: Sketch = {}): Resource {
  const { id = `${name}-id`, inputs = {}, outputs = {}, custom = true } = sketch;
  return {
    urn: makeUrn("dev", "shop", undefined, type, name),
    type,
    name,
    custom,
    id,
    inputs,
    outputs: { ...inputs, ...outputs },
    dependencies: [],
    propertyDependencies: sketch.propertyDependencies ?? {},
    options: sketch.options ?? {},
  };
}

function graph(...resources: Resource[]): ResourceGraph {
  return { project: "shop", stack: "dev", resources, outputs: {} };
}

function difference(base: Resource[], head: Resource[], replacing: string[] = []) {
  return differenceBetween(graph(...base), graph(...head), () => replacing);
}

/** `action name` and its changes, as `path: before → after`, with `!` if one replaces. */
function told(base: Resource[], head: Resource[], replacing: string[] = []): string[] {
  return difference(base, head, replacing).resources.flatMap(({ action, name, changes }) => [
    `${action} ${name}`,
    ...changes.map(
      ({ path, before, after, replaces }) =>
        `  ${path}: ${JSON.stringify(before)} → ${JSON.stringify(after)}${replaces ? " !" : ""}`,
    ),
  ]);
}

describe("the difference between two graphs", () => {
  const one = (inputs: Properties, sketch: Sketch = {}) => [resource("one", TYPE, { ...sketch, inputs })];

  it("tells what is created, changed property by property, and deleted", () => {
    const base = [...one({ same: 1, a: { b: [1, 2] } }), resource("gone", TYPE)];
    const head = [...one({ same: 1, a: { b: [1, 3] }, fresh: true }), resource("new", TYPE, { inputs: { c: 1 } })];
    assert.deepEqual(told(base, head), [
      "delete gone",
      "change one",
      "  a.b[1]: 2 → 3",
      "  fresh: undefined → true",
      "create new",
    ]);
  });

  it("names the property that forces a replacement", () => {
    const [base, head] = [one({ cidr: "a", name: "x" }), one({ cidr: "b", name: "y" })];
    assert.deepEqual(told(base, head, ["cidr"]), ["replace one", '  cidr: "a" → "b" !', '  name: "x" → "y"']);
  });

  it("leaves out components, which exist only in Pulumi", () => {
    assert.deepEqual(told([], [resource("component", "shop:Web", { custom: false })]), []);
  });

  it("compares documents that are text, by the names of their items", () => {
    const container = (name: string, image: string) => ({ name, image, environment: [{ name: "A", value: "1" }] });
    const text = (...containers: unknown[]) => one({ definitions: JSON.stringify(containers) });
    assert.deepEqual(
      told(text(container("web", "i:1")), text(container("log", "l:1"), container("web", "i:2")), ["definitions"]),
      [
        "replace one",
        '  definitions[web].image: "i:1" → "i:2" !',
        '  definitions[log]: undefined → {"name":"log","image":"l:1","environment":[{"name":"A","value":"1"}]} !',
      ],
    );
    assert.deepEqual(told(one({ d: '{"a":1,"b":2}' }), one({ d: '{"b":2, "a":1}' })), [
      "change one",
      '  d: "{\\"a\\":1,\\"b\\":2}" → "{\\"b\\":2, \\"a\\":1}"',
    ]);
    assert.deepEqual(told(one({ d: "[a]" }), one({ d: "[b]" })), ["change one", '  d: "[a]" → "[b]"']);
  });

  it("follows the program's ignoreChanges and replaceOnChanges", () => {
    const [base, news] = [one({ count: 1, tags: { a: "1", b: "1" } }), { count: 2, tags: { a: "2", b: "2" } }];
    const head = (options: Resource["options"]) => one(news, { options });
    assert.deepEqual(told(base, head({ ignoreChanges: ["count", "tags.a"] })), ["change one", '  tags.b: "1" → "2"']);
    assert.deepEqual(told(base, head({ ignoreChanges: ["*"] })), []);
    assert.deepEqual(told(base, head({ replaceOnChanges: ["count"], ignoreChanges: ["tags"] })), [
      "replace one",
      "  count: 1 → 2 !",
    ]);
    const lists = [one({ l: [{ a: 1 }] }), one({ l: [{ a: 2 }] }, { options: { ignoreChanges: ["l[*].a"] } })] as const;
    assert.deepEqual(told(...lists), []);
  });

  it("tells when a resource loses its protection, and what Pulumi will refuse", () => {
    const options = { protect: true };
    assert.deepEqual(told(one({}, { options }), one({})), ["change one", "  options.protect: true → false"]);
    const refused = (base: Resource[], head: Resource[]) =>
      difference(base, head, ["cidr"]).resources.map((each) => each.refused);
    assert.deepEqual(refused(one({}, { options }), []), [true]);
    assert.deepEqual(refused(one({}), []), [false]);
    assert.deepEqual(refused(one({ cidr: 1 }, { options }), one({ cidr: 2 }, { options })), [true]);
    assert.deepEqual(refused(one({ name: 1 }, { options }), one({ name: 2 }, { options })), [false]);
  });

  it("puts what holds state first, then the way in, then the rest, and deletions before creations", () => {
    const types = ["aws:ecs/service:Service", "aws:lb/listener:Listener", "aws:s3/bucket:Bucket"];
    const old = types.map((type) => resource("old", type));
    const fresh = types.map((type) => resource("fresh", type));
    assert.deepEqual(
      difference(old, fresh).resources.map(({ action, type, role }) => [action, type, role]),
      [
        ["delete", types[2], "holds state"],
        ["create", types[2], "holds state"],
        ["delete", types[1], "entry"],
        ["create", types[1], "entry"],
        ["delete", types[0], undefined],
        ["create", types[0], undefined],
      ],
    );
  });
});

describe("secrets in a difference", () => {
  const one = (key: Properties[string]) => [resource("one", TYPE, { inputs: { key, other: 1 } })];
  const of = (before: Properties[string], after: Properties[string]) => {
    const { resources, secretsNotCompared } = difference(one(before), one(after));
    return { changes: resources.map(({ changes }) => JSON.stringify(changes)), secretsNotCompared };
  };

  it("that are known and differ are changes, and are never shown", () => {
    const { changes, secretsNotCompared } = of(new Secret("hunter1"), new Secret("hunter2"));
    assert.deepEqual(changes, [
      '[{"path":"key","kind":"update","before":"[secret]","after":"[secret]","replaces":false}]',
    ]);
    assert.equal(secretsNotCompared, 0);
  });

  it("that look alike or are not known are no changes, and are counted", () => {
    const nothing = { changes: [], secretsNotCompared: 1 };
    assert.deepEqual(of(new Secret("hunter1"), new Secret("hunter1")), nothing);
    assert.deepEqual(of(new Secret(UNKNOWN), new Secret("hunter1")), nothing);
    assert.deepEqual(of({ deep: [new Secret(UNKNOWN)] }, { deep: [new Secret("hunter1")] }), nothing);
    assert.deepEqual(of("plain", "plain"), { changes: [], secretsNotCompared: 0 });
  });

  it("are changes where they come or go", () => {
    assert.equal(of("plain", new Secret("hunter1")).changes.length, 1);
    assert.equal(of(new Secret(UNKNOWN), null).changes.length, 1);
  });
});

describe("references in a difference", () => {
  /** A network in an account, and a service whose policy names it. */
  const pair = (cidr: string, account: string, tag = "x") => {
    const arn = `arn:aws:ec2:eu-central-1:${account}:vpc/vpc-${account}`;
    const network = resource("net", TYPE, { id: `vpc-${account}`, inputs: { cidr }, outputs: { arn, state: "up" } });
    const on = [network.urn];
    const inputs = {
      vpcId: `vpc-${account}`,
      policy: JSON.stringify({ Resource: arn, When: "up" }),
      state: "up",
      free: `vpc-${account}`,
      tag,
    };
    const propertyDependencies = { vpcId: on, policy: on, state: on };
    return [network, resource("svc", "aws:ecs/service:Service", { inputs, propertyDependencies })];
  };

  it("to what stays are the same whatever id AWS gave", () => {
    const [network, service] = pair("10/8", "222222222222");
    const head = [network!, { ...service!, inputs: { ...service!.inputs, free: "vpc-111111111111" } }];
    assert.deepEqual(told(pair("10/8", "111111111111"), head), []);
  });

  it("to what is replaced are changes, told as not known yet, and may force further replacements", () => {
    const account = "111111111111";
    const replaced = told(pair("10/8", account), pair("11/8", account), ["cidr", "vpcId"]);
    assert.deepEqual(replaced, [
      "replace net",
      '  cidr: "10/8" → "11/8" !',
      "replace svc",
      '  vpcId: "vpc-111111111111" → "[id of Vpc net, after deployment]" !',
      '  policy.Resource: "arn:aws:ec2:eu-central-1:111111111111:vpc/vpc-111111111111" → "[arn of Vpc net, after deployment]"',
      '  state: "up" → "[state of Vpc net, after deployment]"',
    ]);
  });

  it("to what is only changed are no changes", () => {
    const account = "111111111111";
    assert.deepEqual(told(pair("10/8", account), pair("11/8", account)), ["change net", '  cidr: "10/8" → "11/8"']);
  });
});

describe("any two graphs", () => {
  interface Node {
    readonly place: number;
    readonly name: number;
    /** Which of the earlier nodes it is in, and which it uses, if there are any. */
    readonly parent: number;
    readonly uses: number;
  }
  const node: fc.Arbitrary<Node> = fc.record({
    place: fc.nat(3),
    name: fc.nat(3),
    parent: fc.nat(20),
    uses: fc.nat(20),
  });
  const nodes = fc.array(node, { minLength: 1, maxLength: 8 });
  const earlier = (index: number, choice: number) => (choice < index ? choice : undefined);

  function built(list: readonly Node[], account: string): Resource[] {
    const made: Resource[] = [];
    list.forEach(({ place, name, ...choices }, index) => {
      const parent = made[earlier(index, choices.parent) ?? -1];
      const used = made[earlier(index, choices.uses) ?? -1];
      const inputs = {
        place,
        name,
        ...(parent && { parent: String(parent.id) }),
        ...(used && { uses: [`use ${String(used.outputs["arn"])} twice: ${String(used.outputs["arn"])}`] }),
      };
      const arn = `arn:${account}:thing/${account}-${index}`;
      const propertyDependencies = { ...(parent && { parent: [parent.urn] }), ...(used && { uses: [used.urn] }) };
      made.push(
        resource(`r${index}`, TYPE, {
          id: `${account}-thing-${index}`,
          inputs,
          outputs: { arn },
          propertyDependencies,
        }),
      );
    });
    return made;
  }
  const REPLACING = ["place", "parent"];

  it("have no difference if only AWS's part differs", () => {
    fc.assert(
      fc.property(nodes, (list) => {
        assert.deepEqual(told(built(list, "one"), built(list, "another"), REPLACING), []);
      }),
    );
  });

  it("differ by the edits and what follows from replacements, and by nothing else", () => {
    const edits = fc.array(fc.constantFrom("none", "place", "name"), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(nodes, edits, (list, edit) => {
        const edited = list.map((each, index) => ({
          ...each,
          ...(edit[index] === "place" && { place: each.place + 1 }),
          ...(edit[index] === "name" && { name: each.name + 1 }),
        }));
        const replaced: boolean[] = [];
        const expected = list.flatMap(({ parent, uses }, index) => {
          const isReplaced = (which: number | undefined) => which !== undefined && replaced[which] === true;
          replaced[index] = edit[index] === "place" || isReplaced(earlier(index, parent));
          const changed = edit[index] === "name" || isReplaced(earlier(index, uses));
          return replaced[index] ? [`replace r${index}`] : changed ? [`change r${index}`] : [];
        });
        const found = difference(built(list, "one"), built(edited, "another"), REPLACING).resources;
        assert.deepEqual(found.map(({ action, name }) => `${action} ${name}`).sort(), expected.sort());
      }),
    );
  });

  it("create one way what they delete the other way", () => {
    fc.assert(
      fc.property(nodes, fc.nat(8), (list, kept) => {
        const [all, few] = [built(list, "one"), built(list.slice(0, kept), "one")];
        const names = (base: Resource[], head: Resource[]) =>
          difference(base, head, REPLACING).resources.map(({ action, name }) => [action, name]);
        const gone = list.slice(kept).map((_, index) => `r${index + Math.min(kept, list.length)}`);
        assert.deepEqual(
          names(all, few),
          gone.map((name) => ["delete", name]),
        );
        assert.deepEqual(
          names(few, all),
          gone.map((name) => ["create", name]),
        );
      }),
    );
  });
});
