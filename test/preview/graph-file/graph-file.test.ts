import assert from "node:assert/strict";
import fc from "fast-check";
import { isSecret, isUnknown, UNKNOWN, type Properties } from "../../../model/graph";
import { ProblemsError } from "../../../model/problem";
import { graphFromJson } from "../../../preview/graph-file/graph-file";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const STACK = { urn: "urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev", type: "pulumi:pulumi:Stack" };
const VPC = "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::main";
const PROVIDER = "urn:pulumi:dev::shop::pulumi:providers:aws::aws";

function exported(...resources: object[]): string {
  return JSON.stringify({ version: 3, deployment: { manifest: {}, resources } });
}

function read(content: string) {
  return graphFromJson({ component: "preview", argument: "--base", name: "state.json" }, content);
}

/** The one problem that the content has. */
function problem(content: string): string {
  try {
    read(content);
  } catch (error) {
    assert.ok(error instanceof ProblemsError);
    const [{ argument, value, message } = assert.fail(), ...more] = error.problems;
    assert.deepEqual([argument, value, more], ["--base", "state.json", []]);
    return message;
  }
  return assert.fail("no problem");
}

describe("an exported state", () => {
  it("becomes a graph: name, parent, provider, properties, dependencies and options", () => {
    const vpc = {
      urn: VPC,
      type: "aws:ec2/vpc:Vpc",
      custom: true,
      id: "vpc-1",
      parent: STACK.urn,
      provider: `${PROVIDER}::b8f1-2c`,
      inputs: { __defaults: [], __internal: {}, cidrBlock: "10.0.0.0/16", nested: [{ __defaults: ["a"], a: 1 }] },
      outputs: { id: "vpc-1" },
      dependencies: [STACK.urn],
      propertyDependencies: { cidrBlock: null, nested: [STACK.urn] },
      protect: true,
      created: "2026-01-01T00:00:00Z",
      sourcePosition: "project:///components/network/network.ts#12,5",
    };
    const graph = read(exported(STACK, vpc));
    assert.deepEqual([graph.project, graph.stack, graph.resources.length], ["shop", "dev", 2]);
    assert.deepEqual(graph.resources[1], {
      urn: VPC,
      type: "aws:ec2/vpc:Vpc",
      name: "main",
      custom: true,
      id: "vpc-1",
      parent: STACK.urn,
      provider: PROVIDER,
      inputs: { cidrBlock: "10.0.0.0/16", nested: [{ a: 1 }] },
      outputs: { id: "vpc-1" },
      dependencies: [STACK.urn],
      propertyDependencies: { cidrBlock: [], nested: [STACK.urn] },
      options: { protect: true },
      sourcePosition: { file: "components/network/network.ts", line: 12, column: 5 },
    });
  });

  it("keeps secrets secret, with their value if the export shows it", () => {
    const inputs = {
      encrypted: { [SIGNATURE]: SECRET, ciphertext: "v1:abc" },
      plain: { [SIGNATURE]: SECRET, plaintext: '{"a":"hunter2"}' },
    };
    const { resources } = read(exported(STACK, { urn: VPC, type: "aws:ec2/vpc:Vpc", custom: true, inputs }));
    const { encrypted, plain } = resources[1]!.inputs;
    assert.ok(isSecret(encrypted) && isSecret(plain));
    assert.ok(isUnknown(encrypted.reveal()));
    assert.deepEqual(plain.reveal(), { a: "hunter2" });
  });

  it("leaves out what is only read, and what waits for its deletion", () => {
    const vpc = { urn: VPC, type: "aws:ec2/vpc:Vpc", custom: true };
    assert.equal(read(exported(STACK, { ...vpc, external: true }, { ...vpc, delete: true })).resources.length, 1);
  });

  it("of a stack without resources is no base", () => {
    assert.match(problem('{"version":3,"deployment":{}}'), /nothing is deployed/);
  });
});

describe("a preview in JSON", () => {
  it("becomes a graph, with what it doesn't show as unknown", () => {
    const vpc = {
      urn: VPC,
      type: "aws:ec2/vpc:Vpc",
      name: "main",
      custom: true,
      provider: PROVIDER,
      inputs: { key: "[secret]", id: ["[unknown]"], "[secret]": "x" },
      outputs: {},
      dependencies: [],
      propertyDependencies: {},
      options: { protect: true, ignoreChanges: ["a"] },
    };
    const graph = read(JSON.stringify({ formatVersion: 1, project: "shop", stack: "dev", resources: [vpc] }));
    const { inputs, options, provider } = graph.resources[0]!;
    assert.equal(provider, PROVIDER);
    assert.ok(isSecret(inputs["key"]) && isUnknown(inputs["key"].reveal()));
    assert.deepEqual([inputs["id"], inputs["[secret]"]], [[inputs["key"].reveal()], "x"]);
    assert.deepEqual(options, { protect: true, ignoreChanges: ["a"] });
  });

  it("that failed is no base", () => {
    assert.match(problem('{"formatVersion":1,"stack":"dev","failure":{"text":"x"}}'), /a preview that failed/);
  });
});

describe("what pulumi preview --json writes", () => {
  const UNKNOWN_ID = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const SUBNET = "urn:pulumi:dev::shop::aws:ec2/subnet:Subnet::a";
  const root = { op: "same", urn: STACK.urn, oldState: STACK, newState: STACK };
  const vpc = { urn: VPC, type: "aws:ec2/vpc:Vpc", custom: true, inputs: { cidrBlock: "10.0.0.0/16" } };
  const subnet = {
    urn: SUBNET,
    type: "aws:ec2/subnet:Subnet",
    custom: true,
    parent: STACK.urn,
    provider: `${PROVIDER}::${UNKNOWN_ID}`,
    inputs: { vpcId: UNKNOWN_ID, tags: { key: "[secret]" } },
    dependencies: [VPC],
    propertyDependencies: { vpcId: [VPC] },
    protect: true,
  };
  const digest = (steps: readonly object[], more: object = {}) => JSON.stringify({ config: {}, steps, ...more });
  const step = (op: string, newState: { urn: string }, oldState?: object) => ({
    op,
    urn: newState.urn,
    newState,
    ...(oldState && { oldState }),
    detailedDiff: null,
  });
  const deployedVpc = { ...vpc, id: "vpc-1", outputs: { cidrBlock: "10.0.0.0/16", defaultNetworkAclId: "acl-1" } };

  it("becomes a graph in which what is to be created has no known id and no known outputs", () => {
    const graph = read(digest([step("create", STACK), step("create", vpc), step("create", subnet)]));
    assert.deepEqual([graph.project, graph.stack, graph.resources.length], ["shop", "dev", 3]);
    const [stack, , created] = graph.resources;
    assert.equal("id" in stack!, false);
    const { outputs, inputs, ...rest } = created!;
    assert.deepEqual(rest, {
      urn: SUBNET,
      type: "aws:ec2/subnet:Subnet",
      name: "a",
      custom: true,
      id: UNKNOWN,
      parent: STACK.urn,
      provider: PROVIDER,
      dependencies: [VPC],
      propertyDependencies: { vpcId: [VPC] },
      options: { protect: true },
    });
    assert.ok(isUnknown(inputs["vpcId"]) && isUnknown(outputs["arn"]) && isUnknown(outputs["id"]));
    assert.ok(isSecret((inputs["tags"] as Properties)["key"]));
  });

  it("keeps what stays as it is, with the id and outputs that AWS gave", () => {
    const [, same] = read(digest([root, step("same", vpc, deployedVpc)])).resources;
    assert.deepEqual([same!.id, same!.outputs], ["vpc-1", deployedVpc.outputs]);
  });

  it("has the new inputs of what is changed, and the outputs that a change leaves", () => {
    const edited = { ...vpc, inputs: { ...vpc.inputs, enableDnsHostnames: true } };
    const [, updated] = read(digest([root, step("update", edited, deployedVpc)])).resources;
    assert.deepEqual([updated!.id, updated!.inputs], ["vpc-1", edited.inputs]);
    const { defaultNetworkAclId, enableDnsHostnames } = updated!.outputs;
    assert.deepEqual([defaultNetworkAclId, enableDnsHostnames], ["acl-1", true]);
  });

  it("forgets the id of what is replaced, and what is deleted or only read", () => {
    const graph = read(
      digest([
        root,
        step("create-replacement", vpc, deployedVpc),
        step("replace", vpc, deployedVpc),
        { op: "delete-replaced", urn: VPC, oldState: deployedVpc },
        { op: "delete", urn: SUBNET, oldState: { ...subnet, id: "subnet-1" } },
        step("read", { ...subnet, urn: `${SUBNET}-other` }),
      ]),
    );
    assert.deepEqual(
      graph.resources.map(({ urn, id }) => [urn, id]),
      [
        [STACK.urn, undefined],
        [VPC, UNKNOWN],
      ],
    );
  });

  it("is refused if it leaves out what doesn't change, and told how to write it with that", () => {
    assert.match(problem(digest([root], { changeSummary: { same: 12 } })), /leaves out 11 resource\(s\)/);
    assert.equal(read(digest([root], { changeSummary: { same: 1 } })).resources.length, 1);
  });

  it("is refused if a resource's state is missing, if it failed, and if nothing is left", () => {
    assert.match(problem(digest([root, { op: "update", urn: VPC, oldState: deployedVpc }])), /would be: main\./);
    assert.match(problem(digest([root], { diagnostics: [{ severity: "error" }] })), /a preview that failed/);
    assert.match(problem('{"diagnostics":[{"severity":"error"}]}'), /a preview that failed/);
    assert.match(problem(digest([{ op: "delete", urn: VPC, oldState: deployedVpc }])), /shows no resources/);
  });

  it("is read or refused, whatever it holds", () => {
    const urn = fc.constantFrom(VPC, SUBNET, STACK.urn, "", "urn:pulumi:dev", "x");
    const state = fc.record(
      {
        urn,
        type: fc.constantFrom("aws:ec2/vpc:Vpc", "a"),
        custom: fc.boolean(),
        inputs: fc.object(),
        id: fc.string(),
      },
      { requiredKeys: ["urn", "type"] },
    );
    const anyStep = fc.record(
      { op: fc.constantFrom("same", "create", "update", "delete", "x"), urn, newState: state, oldState: state },
      { requiredKeys: ["op"] },
    );
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 4 }), fc.object(), (steps, more) => {
        try {
          read(JSON.stringify({ steps, ...more }));
        } catch (error) {
          assert.ok(error instanceof ProblemsError, String(error));
        }
      }),
    );
  });
});

describe("any other file", () => {
  it("is refused", () => {
    assert.match(problem("hello"), /holds no JSON/);
    const noUrn = exported({ urn: "shop", type: STACK.type });
    for (const content of [
      "[]",
      "null",
      "{}",
      '{"steps":[]}',
      noUrn,
      '{"formatVersion":2,"project":"a","stack":"b","resources":[]}',
    ]) {
      assert.match(problem(content), /neither a preview in JSON nor an exported state/);
    }
  });
});
