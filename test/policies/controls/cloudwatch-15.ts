import { type Properties, UNKNOWN } from "../../../model/graph";
import { cloudwatch15 } from "../../../policies/controls/cloudwatch-15";
import { CANARY, type ControlCases } from "../control-case";

const TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";
const alarm = (properties: Properties) => ({ type: "aws:cloudwatch/metricAlarm:MetricAlarm", properties });

const NONE = ["fail", "alarmActions", "is empty, so the alarm tells nobody"] as const;
const OFF = ["fail", "actionsEnabled", "is false, so the alarm tells nobody"] as const;

export const cases: ControlCases = {
  control: cloudwatch15,
  cases: [
    {
      kind: "passing",
      title: "a topic that is told",
      ...alarm({ alarmActions: [TOPIC], actionsEnabled: true }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a topic that has no ARN yet",
      ...alarm({ alarmActions: [UNKNOWN] }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "nobody but when it is over",
      ...alarm({ alarmActions: [], okActions: [TOPIC] }),
      expected: [NONE],
    },
    {
      kind: "failing",
      title: "actions that are switched off",
      ...alarm({ alarmActions: [TOPIC], actionsEnabled: false }),
      expected: [OFF],
    },
    { kind: "absent", title: "the actions", ...alarm({ actionsEnabled: "false" }), expected: [NONE, OFF] },
    {
      kind: "unknown",
      title: "the list of actions",
      ...alarm({ alarmActions: UNKNOWN }),
      expected: [["indeterminate", "alarmActions", "is not a list that is known before deployment"]],
    },
    {
      kind: "unknown",
      title: "the switch",
      ...alarm({ alarmActions: [TOPIC], actionsEnabled: UNKNOWN }),
      expected: [["indeterminate", "actionsEnabled", "is not known before deployment"]],
    },
    {
      kind: "canary",
      title: "actions and a switch of the wrong kind",
      ...alarm({ alarmActions: CANARY, actionsEnabled: CANARY }),
      expected: [
        ["indeterminate", "alarmActions", "is not a list that is known before deployment"],
        ["indeterminate", "actionsEnabled", "is not true or false"],
      ],
    },
  ],
  impossible: { "not applicable": "Every alarm is meant for somebody." },
};
