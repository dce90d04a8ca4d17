import { LOAD_BALANCERS } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { fail, indeterminate, NotApplicable } from "../verdict";

export const elb5: ResourceControl = {
  id: "ELB.5",
  policy: "elb-5",
  title: "Application Load Balancers write access logs",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ELB.5" }],
  rationale:
    "Only the load balancer sees who really asked, and what was asked of something that didn't answer. Other kinds of " +
    "load balancers log connections at most, and AWS's rule is not about them.",
  remediation:
    "Set `accessLogs.enabled` to true, and `accessLogs.bucket` to a bucket that the load balancer may write to.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5",
  levels: { dev: "advisory", prod: "mandatory" },
  types: LOAD_BALANCERS,
  phase: "resource",
  equivalents: {
    checkov: ["CKV_AWS_91"],
    cdkNag: ["AwsSolutions-ELB2"],
    awsguard: ["elb-logging-enabled"],
    pulumi: ["LoadBalancer.enableAccessLogging"],
  },

  judge({ properties }) {
    const type = properties.get("loadBalancerType").string();
    if (type.state === "known" && type.value !== "application") {
      return new NotApplicable("The load balancer is no Application Load Balancer.");
    }
    const enabled = properties.at("accessLogs", "enabled");
    const reading = enabled.boolean();
    if (reading.state === "unknown") return [indeterminate(enabled.path, reading.why)];
    if (reading.state === "known" && reading.value) return [];
    const judge = type.state === "unknown" ? indeterminate : fail;
    return [judge(enabled.path, "is not true, so nobody can tell later who asked for what")];
  },
};
