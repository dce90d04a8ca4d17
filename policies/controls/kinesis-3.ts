import type { ResourceControl } from "../control";
import { isAtLeast, judgeRequirements } from "../requirements";

type Kinesis3Settings = { readonly minimumHours: number };

export const kinesis3: ResourceControl<Kinesis3Settings> = {
  id: "Kinesis.3",
  policy: "kinesis-3",
  title: "Kinesis streams keep records long enough to read them again",
  pack: "operations",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "Kinesis.3" }],
  rationale: "A consumer that was broken over a weekend finds its records gone after a day.",
  remediation: "Set `retentionPeriod` to at least the hours that the policy's configuration asks for.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/kinesis-controls.html#kinesis-3",
  levels: { dev: "advisory", prod: "advisory" },
  types: ["aws:kinesis/stream:Stream"],
  phase: "resource",
  settings: {
    properties: {
      minimumHours: {
        type: "integer",
        minimum: 24,
        description: "The number of hours for which records are kept at least.",
      },
    },
    presets: { dev: { minimumHours: 24 }, prod: { minimumHours: 168 } },
  },
  equivalents: {},

  judge({ properties }, { minimumHours }) {
    return judgeRequirements(properties, [
      {
        path: "retentionPeriod",
        is: isAtLeast(minimumHours, 24),
        problem: "is below the hours that the configuration asks for",
      },
    ]);
  },
};
