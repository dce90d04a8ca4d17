import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { route53_2 } from "../../../policies/controls/route53-2";
import { perhaps } from "../../../policies/verdict";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const NONE = "is named by no query log of the stack";
const PLAIN = "is signed by nothing of the stack";
const UNRECORDED = ["fail", "zoneId", NONE, "log"] as const;
const UNSIGNED = ["fail", "hostedZoneId", PLAIN, "dnssec"] as const;

const zone = (properties: Properties = {}) => ({
  type: "aws:route53/zone:Zone",
  properties: { id: "Z1", name: "example.com", ...properties },
});
const log = (zoneId: Value = "Z1"): CaseResource => ({ type: "aws:route53/queryLog:QueryLog", properties: { zoneId } });
const signing = (properties: Properties = {}): CaseResource => ({
  type: "aws:route53/hostedZoneDnsSec:HostedZoneDnsSec",
  name: "signing",
  properties: { hostedZoneId: "Z1", ...properties },
});

export const cases: ControlCases = {
  control: route53_2,
  cases: [
    { kind: "passing", title: "recorded and signed", ...zone(), others: [log(), signing()], expected: "pass" },
    {
      kind: "passing",
      title: "recorded and signed, be it public or not",
      ...zone({ vpcs: UNKNOWN }),
      others: [log(), signing({ signingStatus: "SIGNING" })],
      expected: "pass",
    },
    {
      kind: "failing",
      title: "another zone's log",
      ...zone(),
      others: [log("Z2"), signing()],
      expected: [UNRECORDED],
    },
    {
      kind: "failing",
      title: "another zone's signature",
      ...zone(),
      others: [log(), signing({ hostedZoneId: "Z2" })],
      expected: [UNSIGNED],
    },
    {
      kind: "failing",
      title: "signed no more",
      ...zone(),
      others: [log(), signing({ signingStatus: "NOT_SIGNING" })],
      expected: [UNSIGNED],
    },
    { kind: "absent", title: "a log and a signature", ...zone({ vpcs: [] }), expected: [UNRECORDED, UNSIGNED] },
    {
      kind: "unknown",
      title: "whether it is signed",
      ...zone(),
      others: [log(), signing({ signingStatus: UNKNOWN })],
      expected: [["indeterminate", "hostedZoneId", perhaps(PLAIN), "dnssec"]],
    },
    {
      kind: "unknown",
      title: "whose log it is",
      ...zone(),
      others: [log(UNKNOWN), signing()],
      expected: [["indeterminate", "zoneId", perhaps(NONE), "log"]],
    },
    {
      kind: "unknown",
      title: "whether the zone is public",
      ...zone({ vpcs: UNKNOWN }),
      others: [log()],
      expected: [["indeterminate", "vpcs", "does not tell yet whether the zone is public"]],
    },
    {
      kind: "unknown",
      title: "whether the zone is public, which is signed",
      ...zone({ vpcs: UNKNOWN }),
      others: [signing()],
      expected: [["indeterminate", "vpcs", "does not tell yet whether the zone is public"]],
    },
    {
      kind: "not applicable",
      title: "a private zone",
      ...zone({ vpcs: [{ vpcId: UNKNOWN }] }),
      expected: "not-applicable",
    },
    { kind: "canary", title: "a name", ...zone({ name: CANARY }), expected: [UNRECORDED, UNSIGNED] },
  ],
};
