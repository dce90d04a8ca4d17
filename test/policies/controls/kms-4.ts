import { type Properties, UNKNOWN } from "../../../model/graph";
import { kms4 } from "../../../policies/controls/kms-4";
import { CANARY, type ControlCases } from "../control-case";
import { NOT_YET } from "../task-definition";

const FOR_EVER = "is not true, so the same material encrypts everything for ever";

const key = (properties: Properties) => ({ type: "aws:kms/key:Key", properties });

export const cases: ControlCases = {
  control: kms4,
  cases: [
    { kind: "passing", title: "rotation", ...key({ enableKeyRotation: true }), expected: "pass" },
    {
      kind: "passing",
      title: "rotation of a key that is symmetric by name",
      ...key({ enableKeyRotation: true, customerMasterKeySpec: "SYMMETRIC_DEFAULT" }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "rotation of a key of unknown kind",
      ...key({ enableKeyRotation: true, customerMasterKeySpec: UNKNOWN }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "no rotation",
      ...key({ enableKeyRotation: false }),
      expected: [["fail", "enableKeyRotation", FOR_EVER]],
    },
    {
      kind: "failing",
      title: "no rotation of a key that is symmetric by name",
      ...key({ enableKeyRotation: false, customerMasterKeySpec: "SYMMETRIC_DEFAULT" }),
      expected: [["fail", "enableKeyRotation", FOR_EVER]],
    },
    { kind: "absent", title: "rotation", ...key({}), expected: [["fail", "enableKeyRotation", FOR_EVER]] },
    {
      kind: "unknown",
      title: "rotation",
      ...key({ enableKeyRotation: UNKNOWN }),
      expected: [["indeterminate", "enableKeyRotation", NOT_YET]],
    },
    {
      kind: "unknown",
      title: "the kind of a key that isn't rotated",
      ...key({ customerMasterKeySpec: UNKNOWN }),
      expected: [["indeterminate", "customerMasterKeySpec", NOT_YET]],
    },
    {
      kind: "not applicable",
      title: "an asymmetric key",
      ...key({ customerMasterKeySpec: "RSA_4096" }),
      expected: "not-applicable",
    },
    {
      kind: "not applicable",
      title: "a key in a store of one's own",
      ...key({ customKeyStoreId: "cks-1234567890abcdef0" }),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a setting of the wrong kind",
      ...key({ enableKeyRotation: CANARY, description: CANARY }),
      expected: [["indeterminate", "enableKeyRotation", "is not true or false"]],
    },
  ],
};
