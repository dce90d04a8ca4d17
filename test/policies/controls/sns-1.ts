import { type Properties, UNKNOWN } from "../../../model/graph";
import { sns1 } from "../../../policies/controls/sns-1";
import { CANARY, type ControlCases } from "../control-case";

const topic = (properties: Properties) => ({ type: "aws:sns/topic:Topic", properties });
const NOT_SET = "is not set, so messages are stored as they are";

export const cases: ControlCases = {
  control: sns1,
  cases: [
    {
      kind: "passing",
      title: "a key of the account's own",
      ...topic({ kmsMasterKeyId: "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012" }),
      expected: "pass",
    },
    { kind: "passing", title: "AWS's own key", ...topic({ kmsMasterKeyId: "alias/aws/sns" }), expected: "pass" },
    {
      kind: "failing",
      title: "an empty name",
      ...topic({ kmsMasterKeyId: "" }),
      expected: [["fail", "kmsMasterKeyId", NOT_SET]],
    },
    { kind: "absent", title: "the key", ...topic({ name: "alarms" }), expected: [["fail", "kmsMasterKeyId", NOT_SET]] },
    {
      kind: "unknown",
      title: "which key it is",
      ...topic({ kmsMasterKeyId: UNKNOWN }),
      expected: [["indeterminate", "kmsMasterKeyId", "is not known before deployment"]],
    },
    {
      kind: "canary",
      title: "a key of the wrong kind",
      ...topic({ kmsMasterKeyId: { id: CANARY } }),
      expected: [["indeterminate", "kmsMasterKeyId", "is not a text"]],
    },
  ],
  impossible: { "not applicable": "Every topic has messages." },
};
