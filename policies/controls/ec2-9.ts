import type { ResourceControl } from "../control";
import { isFalse, judgeRequirements } from "../requirements";

export const ec2_9: ResourceControl = {
  id: "EC2.9",
  alsoCovers: ["EC2.25"],
  policy: "ec2-9",
  title: "EC2 instances have no public addresses",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "EC2.9" },
    { name: "AWS FSBP", id: "EC2.25" },
  ],
  rationale: "What has a public address is tried for holes all day. What should be reached is behind a load balancer.",
  remediation: "Set `associatePublicIpAddress` to false.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-9",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate"],
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_88"],
    cdkNag: ["EC2InstanceNoPublicIp"],
    awsguard: ["ec2-instance-no-public-ip"],
    pulumi: ["disallowPublicIp"],
  },

  judge({ properties }) {
    return judgeRequirements(properties, [
      { path: "associatePublicIpAddress", is: isFalse(), problem: "is true, so the instance has a public address" },
      {
        path: "networkInterfaces[].associatePublicIpAddress",
        is: isFalse(),
        problem: "is true, so each instance has a public address",
      },
    ]);
  },
};
