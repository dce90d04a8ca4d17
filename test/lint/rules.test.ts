import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { ESLint, type Linter } from "eslint";

/** Every rule of this project's own, each shown to fire on the smallest sample that breaks it. */
describe("lint", function () {
  // The first sample builds the program with all its types.
  this.timeout(60_000);

  const eslint = new ESLint({ cwd: resolve(__dirname, "../..") });

  async function lint(room: string, code: string): Promise<Linter.LintMessage[]> {
    const [result] = await eslint.lintText(code, { filePath: aFileOf(room) });
    return result!.messages;
  }

  const PULUMI = `import * as pulumi from "@pulumi/pulumi";\n`;
  const AWS = `import * as aws from "@pulumi/aws";\n`;

  /** A component whose constructor, after `super`, is the given text. */
  function component(body: string, end = "this.registerOutputs({});"): string {
    return `${PULUMI}${AWS}export class Part extends pulumi.ComponentResource {
      constructor(name: string, id: pulumi.Input<string>) {
        super("a:b:Part", name);
        void id;
        ${body}
        ${end}
      }
    }`;
  }

  it("accepts a component that keeps the rules", async () => {
    const body = "new aws.ec2.RouteTable(`${name}-public`, { vpcId: id }, { parent: this });";
    assert.deepEqual(await lint("components", component(body)), []);
  });

  it("accepts a resource whose Output is passed on with apply", async () => {
    const code = `${AWS}export const id = new aws.ec2.RouteTable("a", { vpcId: "vpc-1" }).id.apply((id) => id);`;
    assert.deepEqual(await lint("stacks", code), []);
  });

  const broken: Record<string, { room: string; code: string; rule: string; message: RegExp }> = {
    "a resource inside apply": {
      room: "stacks",
      code: `${PULUMI}${AWS}pulumi.output("a").apply((id) => new aws.ec2.RouteTable("public", { vpcId: id }));`,
      rule: "no-restricted-syntax",
      message: /resource made inside apply/,
    },
    "a component inside apply": {
      room: "stacks",
      code: `${PULUMI}class Part { constructor(readonly name: string, readonly id: string) {} }
        pulumi.output("a").apply((id) => new Part("part", id));`,
      rule: "no-restricted-syntax",
      message: /resource made inside apply/,
    },
    "a resource inside apply in a component": {
      room: "components",
      code: component(
        "pulumi.output(id).apply((vpcId) => new aws.ec2.RouteTable(`${name}-a`, { vpcId }, { parent: this }));",
      ),
      rule: "no-restricted-syntax",
      message: /resource made inside apply/,
    },
    "a component without registerOutputs": {
      room: "components",
      code: component("", ""),
      rule: "no-restricted-syntax",
      message: /registerOutputs/,
    },
    "a child without parent: this": {
      room: "components",
      code: component("new aws.ec2.RouteTable(`${name}-public`, { vpcId: id });"),
      rule: "no-restricted-syntax",
      message: /parent: this/,
    },
    "a child with a literal name": {
      room: "components",
      code: component(`new aws.ec2.RouteTable("public", { vpcId: id }, { parent: this });`),
      rule: "no-restricted-syntax",
      message: /child's name/,
    },
    "a child with a literal name in backquotes": {
      room: "components",
      code: component("new aws.ec2.RouteTable(`public`, { vpcId: id }, { parent: this });"),
      rule: "no-restricted-syntax",
      message: /child's name/,
    },
    "an Output in a template string": {
      room: "components",
      code: PULUMI + "export const text = (id: pulumi.Output<string>) => `vpc/${id}`;",
      rule: "@typescript-eslint/restrict-template-expressions",
      message: /Output/,
    },
    "an Input in a template string": {
      room: "components",
      code: PULUMI + "export const text = (id: pulumi.Input<string>) => `vpc/${id}`;",
      rule: "@typescript-eslint/restrict-template-expressions",
      message: /Input/,
    },
    "an Output added to a string": {
      room: "components",
      code: PULUMI + `export const text = (id: pulumi.Output<string>) => "vpc/" + id;`,
      rule: "@typescript-eslint/restrict-plus-operands",
      message: /Output/,
    },
    "two classes in one component file": {
      room: "components",
      code: "export class A {}\nexport class B {}",
      rule: "max-classes-per-file",
      message: /too many classes/,
    },
    "configuration read in a component": {
      room: "components",
      code: `${PULUMI}export const config = new pulumi.Config();`,
      rule: "no-restricted-properties",
      message: /configured by their arguments/,
    },
    "the stack's name read in a component": {
      room: "components",
      code: `${PULUMI}export const stack = pulumi.getStack();`,
      rule: "no-restricted-properties",
      message: /configured by their arguments/,
    },
    "an environment variable read in a component": {
      room: "components",
      code: "export const home = process.env.HOME;",
      rule: "no-restricted-properties",
      message: /configured by their arguments/,
    },
    "a file of more than 300 lines": {
      room: "model",
      code: "export {};\n".repeat(301),
      rule: "max-lines",
      message: /too many lines/,
    },
    "a type imported in passing": {
      room: "model",
      code: `export type Graph = import("../stacks/index").Graph;`,
      rule: "no-restricted-syntax",
      message: /top of the file/,
    },
    "a module imported in passing": {
      room: "model",
      code: `export const load = (): Promise<unknown> => import("./graph");`,
      rule: "no-restricted-syntax",
      message: /top of the file/,
    },
  };

  for (const [what, { room, code, rule, message }] of Object.entries(broken)) {
    it(`refuses ${what}`, async () => {
      const findings = await lint(room, code);
      assert.ok(
        findings.some((finding) => finding.ruleId === rule && message.test(finding.message)),
        `found only: ${JSON.stringify(findings.map((finding) => [finding.ruleId, finding.message]))}`,
      );
    });
  }

  const rooms = [
    "model",
    "diagnosis",
    "components",
    "stacks",
    "analysis",
    "policies",
    "simulator",
    "preview",
    "scripts",
    "test",
  ];
  const mayImport: Record<string, readonly string[]> = {
    model: [],
    diagnosis: ["model"],
    components: ["model", "diagnosis"],
    stacks: ["model", "components"],
    analysis: ["model"],
    policies: ["model", "analysis"],
    simulator: ["model"],
    preview: ["model", "diagnosis", "components", "stacks", "analysis", "policies", "simulator"],
  };

  for (const [room, allowed] of Object.entries(mayImport)) {
    it(`lets ${room}/ import ${allowed.join(", ") || "no other room"}, and nothing else`, async () => {
      assert.deepEqual(
        await accepted(
          room,
          rooms.map((other) => `../${other}/some-file`),
        ),
        rooms.filter((other) => other === room || allowed.includes(other)).map((other) => `../${other}/some-file`),
      );
    });
  }

  const packages = [
    "@aws-sdk/client-ecs",
    "@pulumi/pulumi",
    "@pulumi/aws",
    "@pulumi/policy",
    "@grpc/grpc-js",
    "node:fs",
    "zod",
  ];
  const mayUse: Record<string, readonly string[]> = {
    model: [],
    diagnosis: ["@aws-sdk/client-ecs", "node:fs"],
    components: ["@pulumi/pulumi", "@pulumi/aws", "@pulumi/policy"],
    analysis: [],
    policies: ["@pulumi/policy", "node:fs"],
    simulator: ["@pulumi/pulumi", "@grpc/grpc-js", "node:fs"],
  };

  for (const [room, allowed] of Object.entries(mayUse)) {
    it(`lets ${room}/ use ${allowed.join(", ") || "no package"}, and no other`, async () => {
      assert.deepEqual(await accepted(room, packages), allowed);
    });
  }

  /** Which of the modules a file in the room may import. */
  async function accepted(room: string, modules: readonly string[]): Promise<string[]> {
    const findings = await lint(room, modules.map((module) => `import "${module}";`).join("\n"));
    const refused = findings.filter(({ ruleId }) => ruleId === "@typescript-eslint/no-restricted-imports");
    return modules.filter((_, index) => !refused.some(({ line }) => line === index + 1));
  }
});

/** The samples stand in for a file that exists, because type information is only there for files of the project. */
function aFileOf(room: string): string {
  const root = resolve(__dirname, "../..", room);
  const file = readdirSync(root, { recursive: true, encoding: "utf8" }).find((name) => name.endsWith(".ts"));
  assert.ok(file, `${room}/ has no TypeScript file`);
  return join(root, file);
}
