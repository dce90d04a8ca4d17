import { UNKNOWN } from "../../../model/graph";
import { ecs20 } from "../../../policies/controls/ecs-20";
import { CANARY, type ControlCases } from "../control-case";
import { NOT_YET, partlyKnown, taskDefinition, UNREADABLE } from "../task-definition";

const PATH = "containerDefinitions[web].user";

const web = (user: string) => taskDefinition([{ name: "web", user }]);

export const cases: ControlCases = {
  control: ecs20,
  cases: [
    ...UNREADABLE,
    ...["1000", "1000:1000", "node", "rooted", "10", "1000:0"].map(
      (user) => ({ kind: "passing", title: user, ...web(user), expected: "pass" }) as const,
    ),
    ...["root", "0", "root:node", "0:1000", "00", "+0", "", ":1000", " root"].map(
      (user) =>
        ({ kind: "failing", title: `"${user}"`, ...web(user), expected: [["fail", PATH, "is root", "web"]] }) as const,
    ),
    {
      kind: "failing",
      title: "one of two containers",
      ...taskDefinition(
        [
          { name: "log", user: "1000" },
          { name: "web", user: "0" },
        ],
        { operatingSystemFamily: "LINUX" },
      ),
      expected: [["fail", PATH, "is root", "web"]],
    },
    {
      kind: "absent",
      title: "the user",
      ...taskDefinition([{ name: "web" }]),
      expected: [["fail", PATH, "is not set, so the container may run as root", "web"]],
    },
    {
      kind: "unknown",
      title: "the user",
      ...partlyKnown({ name: "web", user: UNKNOWN }),
      expected: [["indeterminate", PATH, NOT_YET, "web"]],
    },
    {
      kind: "unknown",
      title: "the operating system, with a container that may be a Windows one",
      ...taskDefinition([{ name: "web", user: "root" }], { operatingSystemFamily: UNKNOWN }),
      expected: [["indeterminate", PATH, "is root", "web"]],
    },
    {
      kind: "not applicable",
      title: "Windows",
      ...taskDefinition([{ name: "web" }], { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" }),
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a user of the wrong kind",
      ...taskDefinition([{ name: `${CANARY} %`, user: [CANARY] }]),
      expected: [["indeterminate", "containerDefinitions[0].user", "is not a text"]],
    },
  ],
};
