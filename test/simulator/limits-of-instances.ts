/** What AWS accepts of instances and network interfaces, from its documents. */
import type { TypeLimits } from "./limits";

const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const ENI = { networkInterfaceId: "eni-0123456789abcdef0" };
const text = (count: number) => "x".repeat(count);

export const LIMITS_OF_INSTANCES: { readonly [type: string]: TypeLimits } = {
  "aws:ec2/instance:Instance": {
    valid: { ami: "ami-0123456789abcdef0", instanceType: "t4g.nano", primaryNetworkInterface: ENI },
    limits: [
      ["ami", `${EC2}/API_RunInstances.html`, ["ami-01234567"], ["al2023", "i-01234567", null]],
      [
        "instanceType",
        "https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html",
        ["m7i-flex.large", "c7gn.medium", "m7g.metal", "u-6tb1.112xlarge"],
        ["t4g", "nano", null],
      ],
      [
        "metadataOptions",
        `${EC2}/API_InstanceMetadataOptionsRequest.html`,
        [{ httpTokens: "optional" }, { httpPutResponseHopLimit: 64, httpEndpoint: "disabled" }],
        [
          { httpTokens: "v2" },
          { httpPutResponseHopLimit: 0 },
          { httpPutResponseHopLimit: 65 },
          { httpEndpoint: "off" },
        ],
      ],
      // The interface decides what the instance is not asked for any more.
      ["subnetId", `${EC2}/API_RunInstances.html`, [null], ["subnet-01234567"]],
      ["vpcSecurityGroupIds", `${EC2}/API_RunInstances.html`, [null], [["sg-01234567"]]],
      ["associatePublicIpAddress", `${EC2}/API_RunInstances.html`, [null], [true]],
      ["primaryNetworkInterface", `${EC2}/API_RunInstances.html`, [null], [{ networkInterfaceId: "vpc-01234567" }]],
      ["keyName", `${EC2}/API_CreateKeyPair.html`, [text(255)], [text(256)]],
      [
        "userData",
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html",
        [text(16_384)],
        [text(16_385), "ä".repeat(8193)],
      ],
      [
        "rootBlockDevice",
        `${EC2}/API_EbsBlockDevice.html`,
        [{ volumeType: "gp3", encrypted: true }],
        [{ volumeType: "ssd" }],
      ],
    ],
  },
  "aws:ec2/networkInterface:NetworkInterface": {
    valid: { subnetId: "subnet-0123456789abcdef0" },
    limits: [
      ["subnetId", `${EC2}/API_CreateNetworkInterface.html`, ["subnet-01234567"], ["vpc-01234567", null]],
      ["securityGroups", `${EC2}/API_CreateNetworkInterface.html`, [["sg-01234567"]], [["default"]]],
      ["interfaceType", `${EC2}/API_CreateNetworkInterface.html`, ["efa", "trunk"], ["primary"]],
    ],
  },
};
