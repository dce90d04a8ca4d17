import assert from "node:assert/strict";
import { Network } from "../../../components/network/network";
import type { NetworkArgs } from "../../../components/network/network-args";
import { policyDocument } from "../../../model/iam-policy";
import { record, refusal, type Recorded } from "../../support/recorded";

const NETWORK = { cidr: "10.0.0.0/16", zones: ["a", "b"] } as const;

function network(args: Partial<NetworkArgs>): Promise<Recorded> {
  return record(() => void new Network("main", { ...NETWORK, ...args }));
}

const BUCKET_PARTS = ["Bucket", "BucketPolicy", "BucketPublicAccessBlock", "BucketLifecycleConfiguration"];

describe("the flow logs of a network", () => {
  it("go to a bucket where that is wanted, as Parquet in folders by hour, without a role or a log group", async () => {
    const recorded = await network({ flowLogDestinations: ["s3"] });
    for (const type of ["cloudwatch.LogGroup", "iam.Role", "iam.RolePolicy"])
      assert.deepEqual(recorded.names(type), []);
    assert.deepEqual(recorded.names("ec2.FlowLog"), ["main-flow-s3"]);
    assert.deepEqual(recorded.inputs("ec2.FlowLog", "main-flow-s3"), {
      vpcId: recorded.id("ec2.Vpc", "main"),
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: recorded.output("s3.Bucket", "main-flow-s3", "arn"),
      maxAggregationInterval: 60,
      destinationOptions: { fileFormat: "parquet", hiveCompatiblePartitions: true, perHourPartition: true },
      tags: { Name: "main-flow-s3" },
    });
    const dependencies = recorded.dependencies("ec2.FlowLog", "main-flow-s3");
    assert.ok(dependencies.includes("s3.BucketPolicy main-flow-s3"));
    assert.ok(dependencies.includes("s3.BucketServerSideEncryptionConfiguration main-flow-s3"));
  });

  it("are written there by the service that delivers them for this account, and read by nobody without TLS", async () => {
    const recorded = await network({ flowLogDestinations: ["s3"] });
    const arn = recorded.output("s3.Bucket", "main-flow-s3", "arn");
    const Principal = { Service: "delivery.logs.amazonaws.com" };
    const ArnLike = { "aws:SourceArn": "arn:aws:logs:eu-central-1:123456789012:*" };
    assert.equal(
      recorded.input("s3.BucketPolicy", "main-flow-s3", "policy"),
      policyDocument([
        {
          Sid: "AWSLogDeliveryWrite",
          Effect: "Allow",
          Principal,
          Action: "s3:PutObject",
          Resource: `${arn}/AWSLogs/aws-account-id=123456789012/*`,
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012", "s3:x-amz-acl": "bucket-owner-full-control" },
            ArnLike,
          },
        },
        {
          Sid: "AWSLogDeliveryAclCheck",
          Effect: "Allow",
          Principal,
          Action: ["s3:GetBucketAcl", "s3:ListBucket"],
          Resource: arn,
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" }, ArnLike },
        },
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [arn, `${arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
    );
    const bucket = recorded.output("s3.Bucket", "main-flow-s3", "bucket");
    assert.deepEqual(recorded.inputs("s3.BucketServerSideEncryptionConfiguration", "main-flow-s3"), {
      bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    assert.deepEqual(recorded.inputs("s3.BucketPublicAccessBlock", "main-flow-s3"), {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
  });

  it("are kept there as long as in CloudWatch Logs, and protected as they are there", async () => {
    const lifecycle = (recorded: Recorded) =>
      recorded.inputs("s3.BucketLifecycleConfiguration", "main-flow-s3")["rules"];
    const rule = (days: number) => ({
      id: "retention",
      status: "Enabled",
      filter: { prefix: "" },
      expiration: { days },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    });
    const lasting = await network({ flowLogDestinations: ["s3"], protectFlowLogs: true });
    assert.deepEqual(lifecycle(lasting), [rule(365)]);
    assert.equal(lasting.resource("s3.Bucket", "main-flow-s3").options.protect, true);
    assert.equal(lasting.inputs("s3.Bucket", "main-flow-s3")["forceDestroy"], false);
    const passing = await network({ flowLogDestinations: ["s3"], flowLogRetentionDays: 14 });
    assert.deepEqual(lifecycle(passing), [rule(14)]);
    assert.equal(passing.resource("s3.Bucket", "main-flow-s3").options.protect, false);
    assert.equal(passing.inputs("s3.Bucket", "main-flow-s3")["forceDestroy"], true);
  });

  it("go to both at once, about the same connections", async () => {
    const flowLogDestinations = ["s3", "cloud-watch-logs"] as const;
    const recorded = await network({ flowLogDestinations, flowLogs: "rejected", flowLogFileFormat: "plain-text" });
    assert.deepEqual(
      recorded.names("ec2.FlowLog").map((name) => {
        const { logDestinationType, trafficType, destinationOptions } = recorded.inputs("ec2.FlowLog", name);
        return [name, logDestinationType, trafficType, destinationOptions];
      }),
      [
        ["main-flow", "cloud-watch-logs", "REJECT", undefined],
        [
          "main-flow-s3",
          "s3",
          "REJECT",
          { fileFormat: "plain-text", hiveCompatiblePartitions: true, perHourPartition: true },
        ],
      ],
    );
  });

  it("go nowhere if there are none, wherever they would go", async () => {
    const recorded = await network({ flowLogs: "none", flowLogDestinations: ["s3", "cloud-watch-logs"] });
    assert.deepEqual(recorded.names("ec2.FlowLog"), []);
    for (const part of BUCKET_PARTS) assert.deepEqual(recorded.names(`s3.${part}`), []);
  });

  it("are refused without a destination, and with one named twice", async () => {
    const message = async (flowLogDestinations: NetworkArgs["flowLogDestinations"]) =>
      (await refusal(() => new Network("main", { ...NETWORK, flowLogDestinations }))).message;
    assert.match(await message([]), /network "main": flowLogDestinations = \[\]\n.*would go nowhere/);
    assert.match(await message(["s3", "s3"]), /network "main": flowLogDestinations = .*\n.*named twice/);
  });
});
