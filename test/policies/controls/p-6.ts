import { p6 } from "../../../policies/controls/p-6";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";

const failing = (type: string, by: string, kind: ControlCase["kind"] = "failing"): ControlCase => ({
  kind,
  title: type,
  type,
  properties: kind === "canary" ? { note: CANARY } : {},
  expected: [["fail", "The resource", `is of a kind that ${by} has superseded`]],
});

export const cases: ControlCases = {
  control: p6,
  cases: [
    failing("aws:elb/loadBalancer:LoadBalancer", "an Application or Network Load Balancer"),
    failing("aws:ec2/launchConfiguration:LaunchConfiguration", "a launch template"),
    failing("aws:s3/bucketV2:BucketV2", "`aws.s3.Bucket`"),
    failing("aws:s3/bucketObject:BucketObject", "`aws.s3.BucketObjectv2`"),
    failing("aws:s3/bucketObject:BucketObject", "`aws.s3.BucketObjectv2`", "canary"),
  ],
  impossible: {
    passing: "What it judges should not be there.",
    absent: "It looks at no property.",
    unknown: "It looks at no property.",
    "not applicable": "What it judges should not be there.",
  },
};
