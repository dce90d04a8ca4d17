import { UNKNOWN, type Value } from "../../../model/graph";
import { ecs20 } from "../../../policies/controls/ecs-20";
import { CANARY, type ControlCases } from "../control-case";
import { NOT_YET, partlyKnown, taskDefinition, UNREADABLE } from "../task-definition";

const PATH = "containerDefinitions[web].user";

const web = (user: string) => taskDefinition([{ name: "web", user }]);

/** Opens volumes and ends before the program starts: root without any of root's rights. */
const SETUP = {
  name: "prepare-volumes",
  user: "0",
  essential: false,
  linuxParameters: { capabilities: { add: [], drop: ["ALL"] } },
};
const WAITING = { name: "web", user: "1000", dependsOn: [{ containerName: "prepare-volumes", condition: "SUCCESS" }] };

/** Each is all that is missing for a setup that is accepted. */
const POWERFUL: readonly (readonly [title: string, ...containers: readonly Value[]])[] = [
  ["a setup whose end ends the task", { ...SETUP, essential: true }, WAITING],
  ["a setup that is essential by default", { ...SETUP, essential: null }, WAITING],
  ["a setup with capabilities", { ...SETUP, linuxParameters: null }, WAITING],
  [
    "a setup that keeps some capabilities",
    { ...SETUP, linuxParameters: { capabilities: { drop: ["NET_RAW"] } } },
    WAITING,
  ],
  [
    "a setup that adds a capability",
    { ...SETUP, linuxParameters: { capabilities: { add: ["SYS_PTRACE"], drop: ["ALL"] } } },
    WAITING,
  ],
  ["a privileged setup", { ...SETUP, privileged: true }, WAITING],
  ["a setup that nobody waits for", SETUP, { ...WAITING, dependsOn: [] }],
  ["a setup that is waited for to start only", SETUP, waitingFor("prepare-volumes", "START")],
  ["a setup beside which another is waited for", SETUP, waitingFor("migrate", "SUCCESS")],
  ["a setup that one of two containers waits for", SETUP, WAITING, { name: "log", user: "1000" }],
  ["a setup alone", SETUP],
];

function waitingFor(containerName: string, condition: string) {
  return { ...WAITING, dependsOn: [{ containerName, condition }] };
}

export const cases: ControlCases = {
  control: ecs20,
  cases: [
    {
      kind: "passing",
      title: "a setup without capabilities that all others wait for",
      ...taskDefinition([SETUP, WAITING, { ...waitingFor("prepare-volumes", "COMPLETE"), name: "log" }]),
      expected: "pass",
    },
    {
      kind: "failing",
      title: "such a setup, where the configuration accepts only others",
      ...taskDefinition([SETUP, WAITING]),
      settings: { setupContainers: ["init"] },
      expected: [["fail", "containerDefinitions[prepare-volumes].user", "is root", "prepare-volumes"]],
    },
    ...POWERFUL.map(
      ([title, ...containers]) =>
        ({
          kind: "failing",
          title,
          ...taskDefinition(containers),
          expected: [["fail", "containerDefinitions[prepare-volumes].user", "is root", "prepare-volumes"]],
        }) as const,
    ),
    {
      kind: "failing",
      title: "two nameless containers, of which one may be a setup",
      ...taskDefinition([
        { ...SETUP, name: null },
        { ...waitingFor("", "SUCCESS"), name: null },
      ]),
      expected: [["fail", "containerDefinitions[0].user", "is root"]],
    },
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
