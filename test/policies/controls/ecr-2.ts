import { type Value, UNKNOWN } from "../../../model/graph";
import { ecr2 } from "../../../policies/controls/ecr-2";
import { CANARY, type ControlCases } from "../control-case";

const PATH = "imageTagMutability";
const MOVABLE = "lets tags be moved to other images";

const WITH_EXCLUSIONS = { acceptedMutability: ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"] };

const repository = (imageTagMutability: Value) => ({
  type: "aws:ecr/repository:Repository",
  properties: { imageTagMutability },
});

export const cases: ControlCases = {
  control: ecr2,
  cases: [
    { kind: "passing", title: "no tag can be moved", ...repository("IMMUTABLE"), expected: "pass" },
    {
      kind: "passing",
      title: "exclusions, where the configuration accepts them",
      ...repository("IMMUTABLE_WITH_EXCLUSION"),
      settings: WITH_EXCLUSIONS,
      expected: "pass",
    },
    ...["MUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE_WITH_EXCLUSION", "immutable"].map(
      (mutability) =>
        ({
          kind: "failing",
          title: mutability,
          ...repository(mutability),
          expected: [["fail", PATH, MOVABLE]],
        }) as const,
    ),
    {
      kind: "failing",
      title: "movable but for some, where the configuration accepts exclusions",
      ...repository("MUTABLE_WITH_EXCLUSION"),
      settings: WITH_EXCLUSIONS,
      expected: [["fail", PATH, MOVABLE]],
    },
    {
      kind: "absent",
      title: "AWS's default",
      ...repository(null),
      expected: [["fail", PATH, "is not set, so tags can be moved"]],
    },
    {
      kind: "unknown",
      title: "computed elsewhere",
      ...repository(UNKNOWN),
      expected: [["indeterminate", PATH, "is not known before deployment"]],
    },
    {
      kind: "canary",
      title: "no text",
      ...repository([CANARY]),
      expected: [["indeterminate", PATH, "is not a text"]],
    },
  ],
  impossible: { "not applicable": "Every repository has tags." },
};
