import { UNKNOWN } from "../../../model/graph";
import { ecs5 } from "../../../policies/controls/ecs-5";
import { taskDefinition, UNREADABLE } from "../task-definition";
import { CANARY, type ControlCases } from "../control-case";

const WRITABLE = "is not true, so the container can write to its root file system";

const WRITABLE_WEB = [{ name: "web", readonlyRootFilesystem: false }];

export const cases: ControlCases = {
  control: ecs5,
  cases: [
    ...UNREADABLE,
    {
      kind: "passing",
      title: "every container is read-only",
      ...taskDefinition([
        { name: "web", readonlyRootFilesystem: true },
        { name: "log", readonlyRootFilesystem: true },
      ]),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a platform that is named and not Windows",
      ...taskDefinition([{ name: "web", readonlyRootFilesystem: true }], { operatingSystemFamily: "LINUX" }),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "each writable container by its name, and the others not",
      ...taskDefinition([
        { name: "log", readonlyRootFilesystem: true },
        { name: "web", readonlyRootFilesystem: false },
        { name: "job" },
      ]),
      expected: [
        ["fail", "containerDefinitions[web].readonlyRootFilesystem", WRITABLE, "web"],
        ["fail", "containerDefinitions[job].readonlyRootFilesystem", WRITABLE, "job"],
      ],
    },
    {
      kind: "failing",
      title: "a container without a name by its position",
      ...taskDefinition([{ name: "web", readonlyRootFilesystem: true }, {}]),
      expected: [["fail", "containerDefinitions[1].readonlyRootFilesystem", WRITABLE]],
    },
    {
      kind: "failing",
      title: "on Linux, named",
      ...taskDefinition(WRITABLE_WEB, { operatingSystemFamily: "LINUX" }),
      expected: [["fail", "containerDefinitions[web].readonlyRootFilesystem", WRITABLE, "web"]],
    },
    {
      kind: "absent",
      title: "the setting",
      ...taskDefinition([{ name: "web" }]),
      expected: [["fail", "containerDefinitions[web].readonlyRootFilesystem", WRITABLE, "web"]],
    },
    {
      kind: "unknown",
      title: "a setting of the wrong kind",
      ...taskDefinition([{ name: "web", readonlyRootFilesystem: "perhaps" }]),
      expected: [["indeterminate", "containerDefinitions[web].readonlyRootFilesystem", "is not true or false", "web"]],
    },
    {
      kind: "unknown",
      title: "the operating system, with a writable container that may be a Windows one",
      ...taskDefinition(WRITABLE_WEB, { operatingSystemFamily: UNKNOWN }),
      expected: [["indeterminate", "containerDefinitions[web].readonlyRootFilesystem", WRITABLE, "web"]],
    },
    {
      kind: "not applicable",
      title: "Windows",
      ...taskDefinition(WRITABLE_WEB, { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" }),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a text that is no JSON",
      ...taskDefinition(`{${CANARY}`),
      expected: [["fail", "containerDefinitions", "is not a JSON document"]],
    },
    {
      kind: "canary",
      title: "a name that ECS would refuse, and an environment",
      ...taskDefinition([{ name: `${CANARY} %`, image: CANARY, environment: [{ name: "KEY", value: CANARY }] }]),
      expected: [["fail", "containerDefinitions[0].readonlyRootFilesystem", WRITABLE]],
    },
  ],
};
