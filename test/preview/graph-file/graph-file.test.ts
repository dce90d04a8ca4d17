import assert from "node:assert/strict";
import { isSecret, isUnknown } from "../../../model/graph";
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

describe("any other file", () => {
  it("is refused", () => {
    assert.match(problem("hello"), /holds no JSON/);
    for (const content of ["[]", "null", "{}", '{"formatVersion":2,"project":"a","stack":"b","resources":[]}']) {
      assert.match(problem(content), /neither a preview in JSON nor an exported state/);
    }
  });
});
