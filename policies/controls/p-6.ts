import type { ResourceControl } from "../control";
import { fail } from "../verdict";

/** Types that nobody should begin with, and what takes their place. */
const SUPERSEDED: Readonly<Record<string, string>> = {
  "aws:elb/loadBalancer:LoadBalancer": "an Application or Network Load Balancer",
  "aws:ec2/launchConfiguration:LaunchConfiguration": "a launch template",
  "aws:s3/bucketV2:BucketV2": "`aws.s3.Bucket`",
  "aws:s3/bucketObject:BucketObject": "`aws.s3.BucketObjectv2`",
};

export const p6: ResourceControl = {
  id: "P-6",
  policy: "p-6",
  title: "No resources of kinds that have been superseded",
  pack: "operations",
  severity: "low",
  frameworks: [{ name: "fargate-platform", id: "P-6" }],
  rationale: "AWS or the provider still has them, but gives them no new features, and one day takes them away.",
  remediation: "Use what the finding names in its place.",
  link: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-configurations.html",
  levels: { dev: "advisory", prod: "mandatory" },
  types: Object.keys(SUPERSEDED),
  phase: "resource",
  equivalents: {},

  judge({ type }) {
    return [fail("The resource", `is of a kind that ${SUPERSEDED[type]!} has superseded`)];
  },
};
