import { UNKNOWN } from "../../../model/graph";
import { ecs9 } from "../../../policies/controls/ecs-9";
import { CANARY, type ControlCases } from "../control-case";
import { NOT_YET, partlyKnown, taskDefinition, UNREADABLE } from "../task-definition";

const GONE = "is not set, so what the container writes is gone with its task";
const AWSLOGS = { logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "web" } } };
const at = (name: string) => `containerDefinitions[${name}].logConfiguration.logDriver`;

export const cases: ControlCases = {
  control: ecs9,
  cases: [
    ...UNREADABLE,
    {
      kind: "passing",
      title: "every container has a driver, whichever",
      ...taskDefinition([
        { name: "web", ...AWSLOGS },
        { name: "job", logConfiguration: { logDriver: "awsfirelens" } },
      ]),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "one of two, by its name",
      ...taskDefinition([{ name: "web", ...AWSLOGS }, { name: "job" }]),
      expected: [["fail", at("job"), GONE, "job"]],
    },
    {
      kind: "failing",
      title: "a driver that throws everything away",
      ...taskDefinition([{ name: "web", logConfiguration: { logDriver: "none" } }]),
      expected: [["fail", at("web"), GONE, "web"]],
    },
    {
      kind: "failing",
      title: "an empty name",
      ...taskDefinition([{ name: "web", logConfiguration: { logDriver: "" } }]),
      expected: [["fail", at("web"), GONE, "web"]],
    },
    {
      kind: "failing",
      title: "on Windows too",
      ...taskDefinition([{ name: "web" }], { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" }),
      expected: [["fail", at("web"), GONE, "web"]],
    },
    {
      kind: "absent",
      title: "the driver in a configuration",
      ...taskDefinition([{ name: "web", logConfiguration: { options: {} } }]),
      expected: [["fail", at("web"), GONE, "web"]],
    },
    {
      kind: "unknown",
      title: "the driver",
      ...partlyKnown({ name: "web", logConfiguration: { logDriver: UNKNOWN } }),
      expected: [["indeterminate", at("web"), NOT_YET, "web"]],
    },
    {
      kind: "unknown",
      title: "the configuration",
      ...partlyKnown({ name: "web", logConfiguration: UNKNOWN }),
      expected: [["indeterminate", at("web"), NOT_YET, "web"]],
    },
    {
      kind: "canary",
      title: "a name that ECS would refuse, and an option",
      ...taskDefinition([{ name: `${CANARY} %`, logConfiguration: { options: { "awslogs-group": CANARY } } }]),
      expected: [["fail", at("0"), GONE]],
    },
  ],
  impossible: { "not applicable": "Every task definition has containers." },
};
