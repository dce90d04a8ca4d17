import { ec2_9 } from "../../../policies/controls/ec2-9";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: ec2_9,
  cases: requirementCases({
    types: ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"],
    good: { associatePublicIpAddress: false, networkInterfaces: [{ associatePublicIpAddress: "false" }] },
    required: [
      {
        path: "associatePublicIpAddress",
        wrong: [true],
        problem: "is true, so the instance has a public address",
        holds: "true or false",
        absent: "pass",
      },
      {
        path: "networkInterfaces[0].associatePublicIpAddress",
        wrong: [true, "true"],
        problem: "is true, so each instance has a public address",
        holds: "true or false",
        absent: "pass",
      },
    ],
  }),
  impossible: { "not applicable": "Every instance has a network interface." },
};
