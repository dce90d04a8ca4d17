import { ec2_15 } from "../../../policies/controls/ec2-15";
import type { ControlCases } from "../control-case";
import { requirementCases } from "../requirement-cases";

export const cases: ControlCases = {
  control: ec2_15,
  cases: requirementCases({
    types: ["aws:ec2/subnet:Subnet", "aws:ec2/defaultSubnet:DefaultSubnet"],
    good: { mapPublicIpOnLaunch: false },
    required: [
      {
        path: "mapPublicIpOnLaunch",
        wrong: [true],
        problem: "is true, so everything in the subnet gets a public address",
        holds: "true or false",
        absent: "pass",
      },
    ],
  }),
  impossible: { "not applicable": "Every subnet has this setting." },
};
