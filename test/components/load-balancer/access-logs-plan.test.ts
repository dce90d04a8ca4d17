import assert from "node:assert/strict";
import { accessLogWriters, checkAccessLogs } from "../../../components/load-balancer/access-logs-plan";

describe("the policy of an access log bucket", () => {
  it("lets load balancers write for one account", () => {
    const place = { accountId: "123456789012", partition: "aws", region: "eu-central-1" };
    assert.deepEqual(accessLogWriters("arn:aws:s3:::logs", place), [
      {
        Sid: "WriteAccessLogs",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: "s3:PutObject",
        Resource: "arn:aws:s3:::logs/AWSLogs/123456789012/*",
      },
    ]);
  });
});

describe("the policy of an access log bucket for Network Load Balancers too", () => {
  it("lets the service that delivers their logs look at the bucket's owner and write, for this account only", () => {
    const place = { accountId: "123456789012", partition: "aws", region: "eu-central-1" };
    const sender = {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-central-1:123456789012:*" },
    };
    const Principal = { Service: "delivery.logs.amazonaws.com" };
    assert.deepEqual(accessLogWriters("arn:aws:s3:::logs", place, true), [
      {
        ...{ Sid: "CheckOwner", Effect: "Allow", Principal, Action: "s3:GetBucketAcl", Resource: "arn:aws:s3:::logs" },
        Condition: sender,
      },
      {
        ...{ Sid: "WriteNetworkAccessLogs", Effect: "Allow", Principal, Action: "s3:PutObject" },
        Resource: "arn:aws:s3:::logs/AWSLogs/123456789012/*",
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012", "s3:x-amz-acl": "bucket-owner-full-control" },
          ArnLike: sender.ArnLike,
        },
      },
      ...accessLogWriters("arn:aws:s3:::logs", place),
    ]);
  });
});

describe("the retention of access logs", () => {
  it("is a year if nothing is said, and otherwise one to 3653 days", () => {
    for (const retentionDays of [1, 3653]) assert.deepEqual(checkAccessLogs("logs", { retentionDays }), []);
    assert.deepEqual(checkAccessLogs("logs", {}), []);
    for (const retentionDays of [0, 1.5, 3654]) {
      assert.deepEqual(
        checkAccessLogs("logs", { retentionDays }).map(({ component, argument, value }) => [
          component,
          argument,
          value,
        ]),
        [['access logs "logs"', "retentionDays", retentionDays]],
      );
    }
  });
});
