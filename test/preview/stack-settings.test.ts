import assert from "node:assert/strict";
import { readStackSettings } from "../../preview/stack-settings";
import { projectFolder } from "../support/project-folder";
import { thrownProblems } from "../support/problems";

/** What this project's Pulumi.yaml says for all stacks. */
const PROJECTS = { "pulumi:disable-default-providers": '["*"]' };

function settings(stackFile: string, projectFile?: string) {
  return readStackSettings(
    projectFolder({ "Pulumi.dev.yaml": stackFile, ...(projectFile && { "Pulumi.yaml": projectFile }) }),
    "dev",
  );
}

function problems(stackFile: string) {
  return thrownProblems(() => settings(stackFile));
}

describe("the settings of a stack, read without Pulumi", () => {
  it("are text as it is written, and everything else as JSON with sorted keys, as Pulumi hands them over", () => {
    const { config } = settings(
      "config:\n  p:text: hello\n  p:number: 5\n  p:flag: true\n  p:yes: yes\n  p:map: {b: [2, 1], a: {d: 1, c: null}}\n",
    );
    assert.deepEqual(config, {
      ...PROJECTS,
      "p:text": "hello",
      "p:number": "5",
      "p:flag": "true",
      "p:yes": "yes",
      "p:map": '{"a":{"c":null,"d":1},"b":[2,1]}',
    });
  });

  it("include those of the project, which the stack's own replace", () => {
    const project =
      'name: shop\nruntime: nodejs\nconfig:\n  pulumi:disable-default-providers: ["*"]\n  size: {value: 1, type: integer}\n  colour: red\n';
    const { config } = settings("config:\n  shop:colour: blue\n", project);
    assert.deepEqual(config, { "pulumi:disable-default-providers": '["*"]', "shop:size": "1", "shop:colour": "blue" });
  });

  it("hold a placeholder instead of each encrypted value, and know which keys are encrypted", () => {
    const { config, secretConfigKeys } = settings(
      "encryptionsalt: v1:x\nconfig:\n  fargate-platform:secrets:\n    key: {secure: v1:abc}\n  p:plain: x\n  p:list:\n    - secure: v1:def\n",
    );
    assert.deepEqual(config, {
      ...PROJECTS,
      "fargate-platform:secrets": '{"key":"[encrypted: fargate-platform:secrets.key]"}',
      "p:plain": "x",
      "p:list": '["[encrypted: p:list.0]"]',
    });
    assert.deepEqual(secretConfigKeys, ["fargate-platform:secrets", "p:list"]);
  });

  it("may not hold a secret in plain text beside encrypted ones, which Pulumi would let pass", () => {
    const found = problems("config:\n  fargate-platform:secrets:\n    a: {secure: v1:abc}\n    b: hunter2\n");
    assert.deepEqual(
      found.map(({ argument, value, message }) => [argument, value, message]),
      [["fargate-platform:secrets.b", "[not shown]", "It holds a secret as plain text."]],
    );
  });

  it("are empty for a file without settings", () => {
    assert.deepEqual(settings("encryptionsalt: v1:x\n").config, PROJECTS);
  });

  it("name the environments that there are, if the wanted one is not among them", () => {
    const folder = projectFolder({ "Pulumi.dev.yaml": "config: {}\n", "Pulumi.prod.yaml": "config: {}\n" });
    const [problem] = thrownProblems(() => readStackSettings(folder, "../staging"));
    assert.deepEqual(problem, {
      component: "preview",
      argument: "--stack",
      value: "../staging",
      message: "There is no such environment. Known are: dev, prod.",
      fix: "Choose one of them, or make a new one by copying Pulumi.dev.yaml to Pulumi.NAME.yaml.",
    });
  });

  const unreadable: readonly (readonly [string, string, RegExp])[] = [
    ["is no YAML", "config: {a: ]\n", /line 1/],
    ["is a list", "- a\n", /^It has to hold keys and values\.$/],
    ["has settings that are a list", "config: [a]\n", /^config has to hold keys and values\.$/],
  ];
  for (const [what, text, message] of unreadable) {
    it(`are refused with the file's name if it ${what}`, () => {
      const [problem] = problems(text);
      assert.equal(problem?.value, "Pulumi.dev.yaml");
      assert.match(problem.message, message);
    });
  }
});
