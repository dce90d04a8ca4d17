import { SERVICE } from "../../model/type-tokens";
import type { Remedy, ResourceControl } from "../control";
import { fail, indeterminate, NotApplicable } from "../verdict";

export const ecs2: ResourceControl = {
  id: "ECS.2",
  alsoCovers: ["ECS.16"],
  policy: "ecs-2",
  title: "ECS services and task sets do not assign public IP addresses",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "ECS.2" },
    { name: "AWS FSBP", id: "ECS.16" },
  ],
  rationale:
    "A task with a public address can be reached from the internet as soon as one security group rule is too wide. " +
    "Behind a load balancer, and with NAT for outbound traffic, no task needs one.",
  remediation: "Set `networkConfiguration.assignPublicIp` to false and run the tasks in private subnets.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-2",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [SERVICE, "aws:ecs/taskSet:TaskSet"],
  phase: "resource",
  // AWS replaces a task set.
  remedy: (_settings, type): Remedy => (type === SERVICE ? { "networkConfiguration.assignPublicIp": false } : {}),
  equivalents: { checkov: ["CKV_AWS_333"] },

  judge({ properties }) {
    const network = properties.get("networkConfiguration");
    if (network.isAbsent()) return new NotApplicable("The tasks do not run in awsvpc network mode.");
    const assignPublicIp = network.get("assignPublicIp");
    const reading = assignPublicIp.boolean();
    if (reading.state === "unknown") return [indeterminate(assignPublicIp.path, reading.why)];
    // AWS's default is DISABLED: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
    if (reading.state === "absent" || !reading.value) return [];
    return [fail(assignPublicIp.path, "gives each task a public IP address")];
  },
};
