import { type Properties, UNKNOWN } from "../../../model/graph";
import { ecr3 } from "../../../policies/controls/ecr-3";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const NONE = "is named by no lifecycle policy of the stack";
const PERHAPS = "does not tell yet whether a lifecycle policy is the repository's";

const repository = (properties: Properties = {}) => ({
  type: "aws:ecr/repository:Repository",
  properties: { id: "web", name: "web", ...properties },
});
const policy = (name: Properties[string], computedFrom: readonly string[] = []): CaseResource => ({
  type: "aws:ecr/lifecyclePolicy:LifecyclePolicy",
  name: "policy",
  properties: { repository: name },
  computedFrom: { repository: computedFrom },
});

export const cases: ControlCases = {
  control: ecr3,
  cases: [
    { kind: "passing", title: "by its id", ...repository(), others: [policy("web")], expected: "pass" },
    {
      kind: "passing",
      title: "by its name, before it has an id",
      ...repository({ id: UNKNOWN }),
      others: [policy("web")],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "by what it is computed from, before it has a name",
      ...repository({ id: UNKNOWN, name: UNKNOWN }),
      others: [policy(UNKNOWN, ["subject"])],
      expected: "pass",
    },
    {
      kind: "failing",
      title: "another repository's policy",
      ...repository(),
      others: [policy("users")],
      expected: [["fail", "name", NONE]],
    },
    { kind: "absent", title: "no policy", ...repository(), expected: [["fail", "name", NONE]] },
    {
      kind: "absent",
      title: "which repository it is about",
      ...repository(),
      others: [policy(null)],
      expected: [["fail", "name", NONE]],
    },
    {
      kind: "unknown",
      title: "which repository it is about",
      ...repository(),
      others: [policy(UNKNOWN)],
      expected: [["indeterminate", "name", PERHAPS]],
    },
    {
      kind: "canary",
      title: "another name",
      ...repository(),
      others: [policy(CANARY)],
      expected: [["fail", "name", NONE]],
    },
  ],
  impossible: { "not applicable": "Every repository can have a lifecycle policy." },
};
