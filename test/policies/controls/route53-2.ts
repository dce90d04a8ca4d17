import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { route53_2 } from "../../../policies/controls/route53-2";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const NONE = "is named by no query log of the stack";

const zone = (properties: Properties = {}) => ({
  type: "aws:route53/zone:Zone",
  properties: { id: "Z1", name: "example.com", ...properties },
});
const log = (zoneId: Value = "Z1"): CaseResource => ({ type: "aws:route53/queryLog:QueryLog", properties: { zoneId } });

export const cases: ControlCases = {
  control: route53_2,
  cases: [
    { kind: "passing", title: "recorded", ...zone(), others: [log()], expected: "pass" },
    {
      kind: "passing",
      title: "recorded, be it public or not",
      ...zone({ vpcs: UNKNOWN }),
      others: [log()],
      expected: "pass",
    },
    {
      kind: "failing",
      title: "another zone's log",
      ...zone(),
      others: [log("Z2")],
      expected: [["fail", "zoneId", NONE]],
    },
    { kind: "absent", title: "a log", ...zone({ vpcs: [] }), expected: [["fail", "zoneId", NONE]] },
    {
      kind: "unknown",
      title: "whose log it is",
      ...zone(),
      others: [log(UNKNOWN)],
      expected: [["indeterminate", "zoneId", perhaps(NONE)]],
    },
    {
      kind: "unknown",
      title: "whether the zone is public",
      ...zone({ vpcs: UNKNOWN }),
      expected: [["indeterminate", "vpcs", "does not tell yet whether the zone is public"]],
    },
    {
      kind: "not applicable",
      title: "a private zone",
      ...zone({ vpcs: [{ vpcId: UNKNOWN }] }),
      expected: "not-applicable",
    },
    { kind: "canary", title: "a name", ...zone({ name: CANARY }), expected: [["fail", "zoneId", NONE]] },
  ],
};
