import { type Properties, UNKNOWN } from "../../../model/graph";
import { p4 } from "../../../policies/controls/p-4";
import { CANARY, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const NO_ACCOUNT = "names no account, so any credentials will do";
const ELSEWHERE = "is none that the configuration allows";
const ACCOUNTS = "provider.allowedAccountIds";

const group = (properties: Properties, provider: Properties, allowedRegions: readonly string[] = ["eu-central-1"]) => ({
  type: "aws:cloudwatch/logGroup:LogGroup",
  properties,
  provider,
  settings: { allowedRegions },
});
const GOOD = { region: "eu-central-1", allowedAccountIds: JSON.stringify(["123456789012"]) };

export const cases: ControlCases = {
  control: p4,
  cases: [
    { kind: "passing", title: "named account and region", ...group({}, GOOD), expected: "pass" },
    {
      kind: "passing",
      title: "the resource's own region",
      ...group({ region: "eu-central-1" }, { ...GOOD, region: "us-east-1" }),
      expected: "pass",
    },
    { kind: "passing", title: "any region", ...group({}, { ...GOOD, region: "us-east-1" }, []), expected: "pass" },
    {
      kind: "failing",
      title: "the provider's region",
      ...group({}, { ...GOOD, region: "us-east-1" }),
      expected: [["fail", "provider.region", ELSEWHERE, "region"]],
    },
    {
      kind: "failing",
      title: "the resource's region",
      ...group({ region: "us-east-1" }, GOOD),
      expected: [["fail", "region", ELSEWHERE, "region"]],
    },
    {
      kind: "failing",
      title: "an empty list of accounts",
      ...group({}, { ...GOOD, allowedAccountIds: [] }),
      expected: [["fail", ACCOUNTS, NO_ACCOUNT, "accounts"]],
    },
    {
      kind: "absent",
      title: "accounts and region",
      ...group({}, {}),
      expected: [
        ["fail", ACCOUNTS, NO_ACCOUNT, "accounts"],
        ["fail", "provider.region", ELSEWHERE, "region"],
      ],
    },
    {
      kind: "unknown",
      title: "accounts and region",
      ...group({}, { allowedAccountIds: UNKNOWN, region: UNKNOWN }),
      expected: [
        ["indeterminate", ACCOUNTS, NOT_YET, "accounts"],
        ["indeterminate", "provider.region", NOT_YET, "region"],
      ],
    },
    {
      kind: "canary",
      title: "a region that is none",
      ...group({ region: CANARY }, GOOD),
      expected: [["fail", "region", ELSEWHERE, "region"]],
    },
  ],
  impossible: { "not applicable": "Every resource is somewhere." },
};
