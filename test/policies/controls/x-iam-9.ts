import { type Properties, UNKNOWN } from "../../../model/graph";
import { xIam9 } from "../../../policies/controls/x-iam-9";
import { CANARY, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const OTHER = "is not what the configuration asks for";
const ARN = "arn:aws:iam::123456789012:policy/boundary";
const BOTH = { boundaries: ["arn:aws:iam::*:policy/boundary"], paths: ["/teams/*"] };

const role = (properties: Properties, settings: Readonly<Record<string, unknown>> = BOTH) => {
  return { type: "aws:iam/role:Role", properties, settings };
};

export const cases: ControlCases = {
  control: xIam9,
  cases: [
    { kind: "passing", title: "both", ...role({ permissionsBoundary: ARN, path: "/teams/web/" }), expected: "pass" },
    {
      kind: "passing",
      title: "only what is asked for",
      ...role({ permissionsBoundary: ARN }, { boundaries: [ARN] }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "one of two",
      ...role({ permissionsBoundary: ARN }, { boundaries: [`${ARN}-2`, ARN] }),
      expected: "pass",
    },
    { kind: "passing", title: "the path that AWS takes", ...role({}, { paths: ["/"] }), expected: "pass" },
    {
      kind: "failing",
      title: "others",
      ...role({ permissionsBoundary: `${ARN}-2`, path: "/" }),
      expected: [
        ["fail", "permissionsBoundary", OTHER, "boundary"],
        ["fail", "path", OTHER, "path"],
      ],
    },
    {
      kind: "absent",
      title: "both",
      ...role({}),
      expected: [
        ["fail", "permissionsBoundary", OTHER, "boundary"],
        ["fail", "path", OTHER, "path"],
      ],
    },
    {
      kind: "unknown",
      title: "both",
      ...role({ permissionsBoundary: UNKNOWN, path: UNKNOWN }),
      expected: [
        ["indeterminate", "permissionsBoundary", NOT_YET, "boundary"],
        ["indeterminate", "path", NOT_YET, "path"],
      ],
    },
    { kind: "not applicable", title: "nothing is asked for", ...role({}, {}), expected: "not-applicable" },
    {
      kind: "canary",
      title: "a path",
      ...role({ permissionsBoundary: ARN, path: `/${CANARY}/` }),
      expected: [["fail", "path", OTHER, "path"]],
    },
  ],
};
