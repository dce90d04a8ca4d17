import { UNKNOWN, type Value } from "../../../model/graph";
import { codebuild2 } from "../../../policies/controls/codebuild-2";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const READABLE = "is a credential that everyone can read";
const LIST = "environment.environmentVariables";

const project = (environmentVariables: Value) => ({
  type: "aws:codebuild/project:Project",
  properties: { environment: { environmentVariables } },
});
const failing = (title: string, ...variables: readonly Value[]): ControlCase => {
  const path = `${LIST}[${variables.length - 1}]`;
  return { kind: "failing", title, ...project(variables), expected: [["fail", path, READABLE]] };
};
const unsure = (title: string, variable: Value): ControlCase => ({
  kind: "unknown",
  title,
  ...project([variable]),
  expected: [["indeterminate", `${LIST}[0]`, perhaps(READABLE)]],
});

export const cases: ControlCases = {
  control: codebuild2,
  cases: [
    { kind: "passing", title: "a setting", ...project([{ name: "STAGE", value: "prod" }]), expected: "pass" },
    ...["SECRETS_MANAGER", "PARAMETER_STORE"].map((type): ControlCase => ({
      kind: "passing",
      title: `the name of a secret: ${type}`,
      ...project([{ name: "NPM_TOKEN", value: "npm", type }]),
      expected: "pass",
    })),
    failing("by its name", { name: "AWS_SECRET_ACCESS_KEY", value: CANARY, type: "PLAINTEXT" }),
    failing("the second one, without a type", { name: "STAGE", value: "x" }, { name: "NPM_TOKEN", value: "x" }),
    failing("by its value", { name: "REPOSITORY", value: "https://me:hunter2@example.com/shop.git" }),
    { kind: "absent", title: "variables", ...project(null), expected: "pass" },
    {
      kind: "unknown",
      title: "the variables",
      ...project(UNKNOWN),
      expected: [["indeterminate", LIST, NOT_YET]],
    },
    unsure("a name", { name: UNKNOWN, value: "x" }),
    unsure("a value", { name: "STAGE", value: UNKNOWN }),
    unsure("a type", { name: "NPM_TOKEN", value: "x", type: UNKNOWN }),
    { ...failing("a value", { name: "NPM_TOKEN", value: CANARY }), kind: "canary" },
  ],
  impossible: { "not applicable": "Every project has an environment." },
};
