import assert from "node:assert/strict";
import { AccessLogs, type AccessLogsArgs } from "../../../components/load-balancer/access-logs";
import { LoadBalancer } from "../../../components/load-balancer/load-balancer";
import { Network } from "../../../components/network/network";
import { asText, record, refusal, type Recorded } from "../../support/recorded";

/** The bucket with a load balancer that writes into it. */
function recorded(args: AccessLogsArgs = {}): Promise<Recorded> {
  return record(() => {
    const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" });
    const accessLogs = new AccessLogs("access-logs", args);
    return new LoadBalancer("public", { network, plainHttp: true, accessLogs });
  });
}

describe("access logs", () => {
  it("are written by the load balancer as soon as it may", async () => {
    const run = await recorded();
    const bucket = run.id("s3.Bucket", "access-logs");
    assert.match(bucket, /^access-logs-[0-9a-f]{7}$/);
    assert.deepEqual(run.inputs("lb.LoadBalancer", "public")["accessLogs"], { bucket, enabled: true });
    const dependencies = run.dependencies("lb.LoadBalancer", "public");
    assert.ok(dependencies.includes("s3.BucketPolicy access-logs"));
    assert.ok(dependencies.includes("s3.BucketServerSideEncryptionConfiguration access-logs"));
  });

  it("are in a bucket that is private, encrypted, and emptied by age only", async () => {
    const run = await recorded({ retentionDays: 90 });
    const bucket = run.id("s3.Bucket", "access-logs");
    assert.deepEqual(run.inputs("s3.Bucket", "access-logs"), {
      bucket,
      forceDestroy: false,
      tags: { Name: "access-logs" },
    });
    assert.deepEqual(run.inputs("s3.BucketPublicAccessBlock", "access-logs"), {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    assert.deepEqual(run.inputs("s3.BucketServerSideEncryptionConfiguration", "access-logs"), {
      bucket,
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    assert.deepEqual(run.inputs("s3.BucketLifecycleConfiguration", "access-logs"), {
      bucket,
      rules: [
        {
          id: "retention",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: 90 },
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
    });
    const { policy, ...rest } = run.inputs("s3.BucketPolicy", "access-logs");
    assert.deepEqual(rest, { bucket });
    assert.deepEqual(JSON.parse(asText(policy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "WriteAccessLogs",
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `arn:aws:s3:::${bucket}/AWSLogs/123456789012/*`,
        },
        {
          Sid: "TlsOnly",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("change the public access and the policy one after the other", async () => {
    const run = await recorded();
    assert.ok(run.dependencies("s3.BucketPolicy", "access-logs").includes("s3.BucketPublicAccessBlock access-logs"));
  });

  it("are kept for a year, and go with the bucket only if that is asked for", async () => {
    const kept = await recorded();
    const [rule] = kept.inputs("s3.BucketLifecycleConfiguration", "access-logs")["rules"] as { expiration: object }[];
    assert.deepEqual(rule!.expiration, { days: 365 });
    assert.equal(kept.resource("s3.Bucket", "access-logs").options.protect, true);
    const deletable = await recorded({ protectLogs: false });
    assert.equal(deletable.inputs("s3.Bucket", "access-logs")["forceDestroy"], true);
    assert.notEqual(deletable.resource("s3.Bucket", "access-logs").options.protect, true);
  });

  it("are refused with a retention that S3 doesn't know, before there is a bucket", async () => {
    const { message, registered } = await refusal(() => new AccessLogs("access-logs", { retentionDays: 0 }));
    assert.match(message, /access logs "access-logs": retentionDays = 0/);
    assert.deepEqual(registered, []);
  });
});
