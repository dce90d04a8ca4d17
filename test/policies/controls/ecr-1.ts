import { type Properties, type Value, UNKNOWN } from "../../../model/graph";
import { ecr1 } from "../../../policies/controls/ecr-1";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const PATH = "imageScanningConfiguration.scanOnPush";
const NONE = "is not true, and no rule of the registry scans the repository's images";
const PERHAPS = "does not tell yet whether images are scanned";

const repository = (scanOnPush: Value, properties: Properties = {}) => ({
  type: "aws:ecr/repository:Repository",
  properties: { name: "shop/web", imageScanningConfiguration: { scanOnPush }, ...properties },
});

const registry = (filter: Value, rule: Properties = {}): CaseResource => ({
  type: "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
  name: "registry",
  properties: {
    scanType: "ENHANCED",
    rules: [{ scanFrequency: "CONTINUOUS_SCAN", repositoryFilters: [{ filter, filterType: "WILDCARD" }], ...rule }],
  },
});

export const cases: ControlCases = {
  control: ecr1,
  cases: [
    { kind: "passing", title: "when it is pushed", ...repository(true), expected: "pass" },
    ...["*", "shop/*", "web", "p/w"].map(
      (filter) =>
        ({
          kind: "passing",
          title: `by the registry's rule for ${filter}`,
          ...repository(false),
          others: [registry(filter)],
          expected: "pass",
        }) as const,
    ),
    {
      kind: "passing",
      title: "by the registry's rule for all, whatever its name",
      ...repository(false, { name: UNKNOWN }),
      others: [registry("*", { scanFrequency: "SCAN_ON_PUSH" })],
      expected: "pass",
    },
    { kind: "failing", title: "by hand only", ...repository(false), expected: [["fail", PATH, NONE]] },
    {
      kind: "failing",
      title: "by a rule of the registry for others",
      ...repository(false),
      others: [registry("web*")],
      expected: [["fail", PATH, NONE]],
    },
    {
      kind: "failing",
      title: "by a rule of the registry that scans by hand",
      ...repository(false),
      others: [registry("*", { scanFrequency: "MANUAL" })],
      expected: [["fail", PATH, NONE]],
    },
    {
      kind: "failing",
      title: "beside something else that has rules",
      ...repository(false),
      others: [
        { type: "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", properties: { rules: UNKNOWN } },
      ],
      expected: [["fail", PATH, NONE]],
    },
    {
      kind: "absent",
      title: "nothing said",
      ...repository(null, { imageScanningConfiguration: null }),
      expected: [["fail", PATH, NONE]],
    },
    {
      kind: "absent",
      title: "the registry's filters, a filter and the frequency",
      ...repository(false),
      others: [
        registry("*", { repositoryFilters: null }),
        { ...registry(null), name: "second" },
        { ...registry("*", { scanFrequency: null }), name: "third" },
        { ...registry("*"), name: "fourth", properties: {} },
      ],
      expected: [["fail", PATH, NONE]],
    },
    { kind: "unknown", title: "the setting", ...repository(UNKNOWN), expected: [["indeterminate", PATH, PERHAPS]] },
    ...Object.entries({
      "the registry's rules": { ...registry("*"), properties: { rules: UNKNOWN } },
      "a rule's filters": registry("*", { repositoryFilters: UNKNOWN }),
      "a filter": registry(UNKNOWN),
      "a rule's frequency": registry("*", { scanFrequency: UNKNOWN }),
    }).map(
      ([title, other]) =>
        ({
          kind: "unknown",
          title,
          ...repository(false),
          others: [other],
          expected: [["indeterminate", PATH, PERHAPS]],
        }) as const,
    ),
    {
      kind: "unknown",
      title: "the name that a filter may match",
      ...repository(false, { name: UNKNOWN }),
      others: [registry("web")],
      expected: [["indeterminate", PATH, PERHAPS]],
    },
    {
      kind: "canary",
      title: "a setting and a filter of the wrong kind",
      ...repository(CANARY, { name: CANARY }),
      others: [registry([CANARY])],
      expected: [["indeterminate", PATH, PERHAPS]],
    },
  ],
  impossible: { "not applicable": "Every repository can be scanned." },
};
