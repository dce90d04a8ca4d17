import { UNKNOWN, type Value } from "../../model/graph";
import type { ControlCase } from "./control-case";

type Subject = Pick<ControlCase, "type" | "properties">;

/** A task definition with these containers; what is no list stands for the whole document. */
export function taskDefinition(containers: Value, platform?: Value): Subject {
  return {
    type: "aws:ecs/taskDefinition:TaskDefinition",
    properties: {
      containerDefinitions: Array.isArray(containers) ? JSON.stringify(containers) : containers,
      ...(platform === undefined ? {} : { runtimePlatform: platform }),
    },
  };
}

/** A task definition whose containers are known one by one, as a provider that reads JSON may show them. */
export function partlyKnown(...containers: readonly Value[]): Subject {
  return { type: "aws:ecs/taskDefinition:TaskDefinition", properties: { containerDefinitions: containers } };
}

export const NOT_YET = "is not known before deployment";

/** What every control about containers says of a document that it can't read. */
export const UNREADABLE: readonly ControlCase[] = [
  {
    kind: "failing",
    title: "a document that is no list",
    ...taskDefinition('{"name": "web"}'),
    expected: [["fail", "containerDefinitions", "is not a list of containers"]],
  },
  {
    kind: "absent",
    title: "the whole document",
    ...taskDefinition(null),
    expected: [["fail", "containerDefinitions", "is not set, so nothing is known of the containers"]],
  },
  {
    kind: "unknown",
    title: "the whole document, as JSON.stringify makes it in a first preview",
    ...taskDefinition(UNKNOWN),
    expected: [["indeterminate", "containerDefinitions", NOT_YET]],
  },
];
