import { UNKNOWN } from "../../../model/graph";
import { ecs2 } from "../../../policies/controls/ecs-2";
import { CANARY, type ControlCases } from "../control-case";

const SERVICE = "aws:ecs/service:Service";
const TASK_SET = "aws:ecs/taskSet:TaskSet";
const PATH = "networkConfiguration.assignPublicIp";
const PUBLIC = "gives each task a public IP address";

export const cases: ControlCases = {
  control: ecs2,
  cases: [
    {
      kind: "passing",
      title: "without public addresses",
      type: SERVICE,
      properties: { networkConfiguration: { subnets: [UNKNOWN], assignPublicIp: false } },
      expected: "pass",
    },
    {
      kind: "failing",
      title: "a service with public addresses",
      type: SERVICE,
      properties: { networkConfiguration: { assignPublicIp: true } },
      expected: [["fail", PATH, PUBLIC]],
    },
    {
      kind: "failing",
      title: "a task set with public addresses",
      type: TASK_SET,
      properties: { networkConfiguration: { assignPublicIp: true } },
      expected: [["fail", PATH, PUBLIC]],
    },
    {
      kind: "failing",
      title: "the text that the provider reads as true",
      type: SERVICE,
      properties: { networkConfiguration: { assignPublicIp: "true" } },
      expected: [["fail", PATH, PUBLIC]],
    },
    {
      kind: "absent",
      title: "AWS gives no public address unless asked",
      type: SERVICE,
      properties: { networkConfiguration: { subnets: ["subnet-1"] } },
      expected: "pass",
    },
    {
      kind: "unknown",
      title: "the setting",
      type: SERVICE,
      properties: { networkConfiguration: { assignPublicIp: UNKNOWN } },
      expected: [["indeterminate", PATH, "is not known before deployment"]],
    },
    {
      kind: "unknown",
      title: "the whole network configuration",
      type: TASK_SET,
      properties: { networkConfiguration: UNKNOWN },
      expected: [["indeterminate", PATH, "is not known before deployment"]],
    },
    {
      kind: "not applicable",
      title: "a service that doesn't run in awsvpc mode",
      type: SERVICE,
      properties: { launchType: "EC2" },
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a setting of the wrong kind",
      type: SERVICE,
      properties: { networkConfiguration: { assignPublicIp: CANARY } },
      expected: [["indeterminate", PATH, "is not true or false"]],
    },
  ],
};
