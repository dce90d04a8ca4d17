import { ecs3 } from "../../../policies/controls/ecs-3";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: ecs3,
  cases: requirementCases({
    types: ["aws:ecs/taskDefinition:TaskDefinition"],
    good: { pidMode: "task", ipcMode: "none", networkMode: "awsvpc" },
    required: [
      {
        path: "pidMode",
        wrong: ["host"],
        problem: "is host, so containers are not kept apart from it",
        holds: "a text",
        absent: "pass",
      },
      {
        path: "ipcMode",
        wrong: ["host"],
        problem: "is host, so containers are not kept apart from it",
        holds: "a text",
        absent: "pass",
      },
      {
        path: "networkMode",
        wrong: ["host"],
        problem: "is host, so containers are not kept apart from it",
        holds: "a text",
        absent: "pass",
      },
    ],
  }),
  impossible: { "not applicable": "Every task has these modes." },
};
