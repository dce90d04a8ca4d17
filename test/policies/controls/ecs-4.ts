import { UNKNOWN, type Properties } from "../../../model/graph";
import { ecs4 } from "../../../policies/controls/ecs-4";
import { CANARY, type ControlCases } from "../control-case";
import { NOT_YET, partlyKnown, taskDefinition, UNREADABLE } from "../task-definition";

const PRIVILEGED_PATH = "containerDefinitions[web].privileged";
const CAPABILITIES_PATH = "containerDefinitions[web].linuxParameters.capabilities.add";
const PRIVILEGED = "gives the container the rights of root on its host";
const CAPABLE = "adds a capability that the configuration does not allow";

const web = (properties: Properties) => taskDefinition([{ name: "web", ...properties }]);
const adding = (...add: readonly string[]) => web({ linuxParameters: { capabilities: { add } } });

export const cases: ControlCases = {
  control: ecs4,
  cases: [
    ...UNREADABLE,
    { kind: "passing", title: "not privileged", ...web({ privileged: false }), expected: "pass" },
    {
      kind: "passing",
      title: "capabilities taken away, none added",
      ...web({ linuxParameters: { initProcessEnabled: true, capabilities: { add: [], drop: ["ALL"] } } }),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a capability that the configuration allows",
      ...adding("SYS_PTRACE"),
      settings: { allowedCapabilities: ["SYS_PTRACE"] },
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a privileged container beside one that isn't",
      ...taskDefinition([{ name: "log" }, { name: "web", privileged: true }]),
      expected: [["fail", PRIVILEGED_PATH, PRIVILEGED, "web/privileged"]],
    },
    {
      kind: "failing",
      title: "a capability",
      ...adding("SYS_PTRACE"),
      expected: [["fail", `${CAPABILITIES_PATH}[0]`, CAPABLE, "web/capabilities"]],
    },
    {
      kind: "failing",
      title: "one that the configuration does not allow beside one that it does",
      ...adding("SYS_PTRACE", "SYS_ADMIN"),
      settings: { allowedCapabilities: ["SYS_PTRACE"] },
      expected: [["fail", `${CAPABILITIES_PATH}[1]`, CAPABLE, "web/capabilities"]],
    },
    {
      kind: "failing",
      title: "both",
      ...web({ privileged: true, linuxParameters: { capabilities: { add: ["ALL"] } } }),
      expected: [
        ["fail", PRIVILEGED_PATH, PRIVILEGED, "web/privileged"],
        ["fail", `${CAPABILITIES_PATH}[0]`, CAPABLE, "web/capabilities"],
      ],
    },
    { kind: "absent", title: "neither is set", ...web({}), expected: "pass" },
    {
      kind: "unknown",
      title: "whether it is privileged",
      ...partlyKnown({ name: "web", privileged: UNKNOWN }),
      expected: [["indeterminate", PRIVILEGED_PATH, NOT_YET, "web/privileged"]],
    },
    {
      kind: "unknown",
      title: "the capabilities",
      ...partlyKnown({ name: "web", linuxParameters: { capabilities: { add: UNKNOWN } } }),
      expected: [["indeterminate", CAPABILITIES_PATH, NOT_YET, "web/capabilities"]],
    },
    {
      kind: "unknown",
      title: "one capability hides no other",
      ...partlyKnown({ name: "web", linuxParameters: { capabilities: { add: [UNKNOWN, "SYS_ADMIN"] } } }),
      expected: [
        ["indeterminate", `${CAPABILITIES_PATH}[0]`, NOT_YET, "web/capabilities"],
        ["fail", `${CAPABILITIES_PATH}[1]`, CAPABLE, "web/capabilities"],
      ],
    },
    {
      kind: "canary",
      title: "a capability that is none, of a container without a name that ECS accepts",
      ...taskDefinition([{ name: `${CANARY} %`, linuxParameters: { capabilities: { add: [CANARY] } } }]),
      expected: [["fail", "containerDefinitions[0].linuxParameters.capabilities.add[0]", CAPABLE]],
    },
    {
      kind: "canary",
      title: "a setting of the wrong kind",
      ...web({ privileged: CANARY }),
      expected: [["indeterminate", PRIVILEGED_PATH, "is not true or false", "web/privileged"]],
    },
  ],
  impossible: { "not applicable": "Every container may be privileged." },
};
