import { ecs10 } from "../../../policies/controls/ecs-10";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: ecs10,
  cases: requirementCases({
    types: ["aws:ecs/service:Service", "aws:ecs/taskSet:TaskSet"],
    good: { launchType: "FARGATE", platformVersion: "LATEST" },
    required: [
      {
        path: "platformVersion",
        wrong: ["1.3.0"],
        problem: "is not the latest version",
        holds: "a text",
        absent: "pass",
      },
    ],
    alsoGood: {
      "of Linux": { launchType: "FARGATE", platformVersion: "1.4.0" },
      "of Windows": { launchType: "FARGATE", platformVersion: "1.0.0" },
    },
  }),
  impossible: { "not applicable": "What does not run on Fargate has no version, which passes." },
};
