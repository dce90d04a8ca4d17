import type { Properties } from "../../model/graph";
import { FLOW_LOGS_TRUST_POLICY, TRUST_POLICY } from "./fargate-program";
import { itRefuses, Scene, type Conflict } from "./scene";

const FLOW_LOG = "aws:ec2/flowLog:FlowLog";

const flowLog = (scene: Scene, assumeRolePolicy: string) => ({
  vpcId: scene.vpc.id,
  trafficType: "ALL",
  logDestination: "arn:aws:logs:eu-central-1:123456789012:log-group:flow",
  iamRoleArn: scene.make("aws:iam/role:Role", "flow", { name: "flow", assumeRolePolicy }).outputs.arn ?? "",
});

/** A flow log to a bucket whose policy lets somebody write to some of its objects. */
function toBucket(scene: Scene, statement: Properties, inputs: Properties = {}) {
  const bucket = scene.make("aws:s3/bucket:Bucket", "flow", { bucket: "flow" });
  scene.make("aws:s3/bucketPolicy:BucketPolicy", "flow", {
    bucket: "flow",
    policy: JSON.stringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::flow/AWSLogs/123456789012/*",
          ...statement,
        },
      ],
    }),
  });
  return scene.make(FLOW_LOG, "x", {
    vpcId: scene.vpc.id,
    trafficType: "ALL",
    logDestinationType: "s3",
    logDestination: bucket.outputs.arn ?? "",
    ...inputs,
  });
}

const CONFLICTS: readonly Conflict[] = [
  [
    "a flow log of a VPC that does not exist",
    "InvalidVpcId.NotFound",
    /does not exist/,
    (s) => s.make(FLOW_LOG, "x", { ...flowLog(s, FLOW_LOGS_TRUST_POLICY), vpcId: "vpc-00000000000000000" }),
  ],
  [
    "a flow log whose role does not trust flow logs",
    "InvalidParameter",
    /Unable to assume given IAM role/,
    (s) => s.make(FLOW_LOG, "x", flowLog(s, TRUST_POLICY)),
  ],
  [
    "a flow log whose role does not exist",
    "InvalidParameter",
    /Unable to assume given IAM role/,
    (s) =>
      s.make(FLOW_LOG, "x", {
        ...flowLog(s, FLOW_LOGS_TRUST_POLICY),
        iamRoleArn: "arn:aws:iam::123456789012:role/none",
      }),
  ],
  [
    "the same flow log twice",
    "FlowLogAlreadyExists",
    /fl-/,
    (s) => {
      const inputs = flowLog(s, FLOW_LOGS_TRUST_POLICY);
      return ["one", "two"].map((name) => s.make(FLOW_LOG, name, inputs));
    },
  ],
  [
    "a flow log to a bucket that does not exist",
    "InvalidParameter",
    /none does not exist/,
    (s) =>
      s.make(FLOW_LOG, "x", {
        vpcId: s.vpc.id,
        trafficType: "ALL",
        logDestinationType: "s3",
        logDestination: "arn:aws:s3:::none",
      }),
  ],
  [
    "a flow log to a bucket that lets another service write",
    "InvalidParameter",
    /Access Denied for LogDestination: flow/,
    (s) => toBucket(s, { Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" } }),
  ],
  [
    "a flow log to a bucket that lets the service write for another account",
    "InvalidParameter",
    /Access Denied/,
    (s) => toBucket(s, { Resource: "arn:aws:s3:::flow/AWSLogs/999999999999/*" }),
  ],
  [
    "a flow log whose Hive-compatible folders are others than those that may be written to",
    "InvalidParameter",
    /Access Denied/,
    (s) => toBucket(s, {}, { destinationOptions: { hiveCompatiblePartitions: true } }),
  ],
  [
    "a flow log to a folder that may not be written to",
    "InvalidParameter",
    /Access Denied/,
    (s) => toBucket(s, {}, { logDestination: "arn:aws:s3:::flow/other" }),
  ],
];

describe("simulated AWS refuses to create", () => {
  itRefuses(CONFLICTS);
});

describe("simulated AWS creates a flow log", () => {
  it("to a bucket whose policy lets the service write to the folder", () => {
    toBucket(new Scene(), {});
    toBucket(new Scene(), { Resource: "arn:aws:s3:::flow/*" }, { logDestination: "arn:aws:s3:::flow/folder/" });
    const Resource = "arn:aws:s3:::flow/AWSLogs/aws-account-id=123456789012/*";
    toBucket(new Scene(), { Resource }, { destinationOptions: { hiveCompatiblePartitions: true } });
  });
});
