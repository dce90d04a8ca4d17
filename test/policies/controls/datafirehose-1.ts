import { datafirehose1 } from "../../../policies/controls/datafirehose-1";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: datafirehose1,
  cases: requirementCases({
    types: ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
    good: { serverSideEncryption: { enabled: true } },
    required: [
      {
        path: "serverSideEncryption.enabled",
        wrong: [false],
        problem: "is not true, so records wait as they are",
        holds: "true or false",
        absent: "fail",
      },
    ],
    notApplicable: { "fed by a stream": { kinesisSourceConfiguration: {} } },
  }),
};
