import { UNKNOWN, type Properties } from "../../../model/graph";
import { efs1 } from "../../../policies/controls/efs-1";
import { CANARY, type ControlCases } from "../control-case";

const PLAIN = "is not true, so files are stored in plain";

const fileSystem = (properties: Properties) => ({ type: "aws:efs/fileSystem:FileSystem", properties });

export const cases: ControlCases = {
  control: efs1,
  cases: [
    { kind: "passing", title: "encrypted", ...fileSystem({ encrypted: true }), expected: "pass" },
    { kind: "passing", title: "true as text", ...fileSystem({ encrypted: "true" }), expected: "pass" },
    {
      kind: "failing",
      title: "not encrypted",
      ...fileSystem({ encrypted: false }),
      expected: [["fail", "encrypted", PLAIN]],
    },
    {
      kind: "absent",
      title: "whether it is encrypted",
      ...fileSystem({ kmsKeyId: "arn:aws:kms:eu-central-1:123456789012:key/1" }),
      expected: [["fail", "encrypted", PLAIN]],
    },
    {
      kind: "unknown",
      title: "whether it is encrypted",
      ...fileSystem({ encrypted: UNKNOWN }),
      expected: [["indeterminate", "encrypted", "is not known before deployment"]],
    },
    {
      kind: "canary",
      title: "no truth value",
      ...fileSystem({ encrypted: CANARY }),
      expected: [["indeterminate", "encrypted", "is not true or false"]],
    },
  ],
  impossible: { "not applicable": "Every file system is encrypted or not." },
};
