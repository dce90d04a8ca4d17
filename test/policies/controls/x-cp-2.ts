import { UNKNOWN, type Properties, type Value } from "../../../model/graph";
import { xCp2 } from "../../../policies/controls/x-cp-2";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type ControlCase, type ControlCases, type ExpectedFinding } from "../control-case";
import { NOT_YET } from "../task-definition";

const UNAPPROVED = "deploys what nobody has approved";
const OLD = "is not V2";

const stage = (name: string, ...actions: readonly Properties[]) => ({ name, actions });
const SOURCE = stage("Source", { name: "git", category: "Source", configuration: { ConnectionArn: "arn:connection" } });
const DEPLOY = { name: "deploy", category: "Deploy" };
const APPROVAL = { name: "approve", category: "Approval" };

const found = (
  kind: ControlCase["kind"],
  title: string,
  stages: Value,
  expected: ControlCase["expected"],
  pipelineType: Value = "V2",
): ControlCase => ({
  kind,
  title,
  type: "aws:codepipeline/pipeline:Pipeline",
  properties: { pipelineType, stages },
  expected,
});
const unapproved = (index: number): readonly ExpectedFinding[] => {
  return [["fail", `stages[${index}]`, UNAPPROVED, `stages[${index}]`]];
};
const perhapsUnapproved = [["indeterminate", "stages[1]", perhaps(UNAPPROVED), "stages[1]"]] as const;
const ordered = (approval: Value, deployment: Value) => [
  SOURCE,
  stage("Deploy", { ...APPROVAL, runOrder: approval }, { ...DEPLOY, runOrder: deployment }),
];

export const cases: ControlCases = {
  control: xCp2,
  cases: [
    found("passing", "an approval before", [SOURCE, stage("Approve", APPROVAL), stage("Deploy", DEPLOY)], "pass"),
    found("passing", "an approval first in the same stage", ordered(1, 2), "pass"),
    found("passing", "nothing that deploys", [SOURCE, stage("Build", { category: "Build" })], "pass"),
    found("failing", "no approval", [SOURCE, stage("Deploy", DEPLOY)], unapproved(1)),
    found("failing", "an approval beside it", ordered(2, 2), unapproved(1)),
    found(
      "failing",
      "an approval after it",
      [SOURCE, stage("Deploy", DEPLOY), stage("Approve", APPROVAL)],
      unapproved(1),
    ),
    found("failing", "the old type", [SOURCE], [["fail", "pipelineType", OLD, "type"]], "V1"),
    found(
      "failing",
      "a token",
      [stage("Source", { category: "Source", configuration: { OAuthToken: "x" } })],
      [["fail", "stages[0].actions[0].configuration", "holds a token", "stages[0].actions[0].configuration"]],
    ),
    found("absent", "the type", [SOURCE], [["fail", "pipelineType", OLD, "type"]], null),
    found("absent", "the order, which makes both first", ordered(null, null), unapproved(1)),
    found("absent", "all stages", null, "pass"),
    found("unknown", "the type", [SOURCE], [["indeterminate", "pipelineType", NOT_YET, "type"]], UNKNOWN),
    found("unknown", "all stages", UNKNOWN, [["indeterminate", "stages", NOT_YET]]),
    found("unknown", "the stages' actions", [SOURCE, { name: "Deploy", actions: UNKNOWN }], perhapsUnapproved),
    found(
      "unknown",
      "what comes before",
      [{ name: "Source", actions: UNKNOWN }, stage("Deploy", DEPLOY)],
      [["indeterminate", "stages[0]", perhaps(UNAPPROVED), "stages[0]"], ...perhapsUnapproved],
    ),
    found("unknown", "the approval's order", ordered(UNKNOWN, 2), perhapsUnapproved),
    found("unknown", "the deployment's order", ordered(1, UNKNOWN), perhapsUnapproved),
    found(
      "unknown",
      "a configuration",
      [stage("Source", { category: "Source", configuration: UNKNOWN })],
      [
        [
          "indeterminate",
          "stages[0].actions[0].configuration",
          perhaps("holds a token"),
          "stages[0].actions[0].configuration",
        ],
      ],
    ),
    found(
      "canary",
      "a token",
      [stage("Source", { category: "Source", configuration: { OAuthToken: CANARY } })],
      [["fail", "stages[0].actions[0].configuration", "holds a token", "stages[0].actions[0].configuration"]],
    ),
  ],
  impossible: { "not applicable": "Every pipeline has a type." },
};
