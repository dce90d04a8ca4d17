import { UNKNOWN, type Properties } from "../../../model/graph";
import { cloudwatch16 } from "../../../policies/controls/cloudwatch-16";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";

function logGroup(properties: Properties): Pick<ControlCase, "type" | "properties"> {
  return { type: "aws:cloudwatch/logGroup:LogGroup", properties };
}

const NOT_SET = "is not set, so events are kept for ever";
const TOO_SHORT = "is below the 365 days that the configuration asks for";

export const cases: ControlCases = {
  control: cloudwatch16,
  cases: [
    { kind: "passing", title: "a year", ...logGroup({ retentionInDays: 365 }), expected: "pass" },
    { kind: "passing", title: "longer", ...logGroup({ retentionInDays: 3653 }), expected: "pass" },
    {
      kind: "passing",
      title: "what the configuration asks for",
      ...logGroup({ retentionInDays: 30 }),
      settings: { minimumRetentionDays: 30 },
      expected: "pass",
    },
    {
      kind: "failing",
      title: "less than a year",
      ...logGroup({ retentionInDays: 180 }),
      expected: [["fail", "retentionInDays", TOO_SHORT]],
    },
    {
      kind: "failing",
      title: "less than the configuration asks for",
      ...logGroup({ retentionInDays: 7, logGroupClass: "STANDARD" }),
      settings: { minimumRetentionDays: 14 },
      expected: [["fail", "retentionInDays", "is below the 14 days that the configuration asks for"]],
    },
    {
      kind: "failing",
      title: "zero, which means for ever",
      ...logGroup({ retentionInDays: 0 }),
      expected: [["fail", "retentionInDays", NOT_SET]],
    },
    { kind: "absent", title: "for ever", ...logGroup({}), expected: [["fail", "retentionInDays", NOT_SET]] },
    {
      kind: "unknown",
      title: "the number of days",
      ...logGroup({ retentionInDays: UNKNOWN }),
      expected: [["indeterminate", "retentionInDays", "is not known before deployment"]],
    },
    {
      kind: "unknown",
      title: "the class, which may be one without retention",
      ...logGroup({ retentionInDays: 7, logGroupClass: UNKNOWN }),
      expected: [["indeterminate", "retentionInDays", TOO_SHORT]],
    },
    {
      kind: "not applicable",
      title: "the class whose retention AWS sets",
      ...logGroup({ logGroupClass: "DELIVERY" }),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "days of the wrong kind",
      ...logGroup({ retentionInDays: CANARY, name: CANARY, tags: { note: CANARY } }),
      expected: [["indeterminate", "retentionInDays", "is not a number"]],
    },
  ],
};
