/** What AWS accepts in what stands between users and load balancers, from its documents. */
import type { TypeLimits } from "./limits";

const WAF = "https://docs.aws.amazon.com/waf/latest/APIReference";
const S3 = "https://docs.aws.amazon.com/AmazonS3/latest";
const text = (count: number) => "x".repeat(count);
const statement = (changes: object) => ({
  Effect: "Allow",
  Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::logs/*",
  ...changes,
});
const policy = (changes: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement(changes)] });
const rule = (changes: object) => ({ id: "old", status: "Enabled", expiration: { days: 1 }, ...changes });

const visibilityConfig = { metricName: "m", cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
const rateRule = (rate: object, changes: object = {}) => ({
  name: "rate",
  priority: 1,
  action: { block: {} },
  statement: { rateBasedStatement: { limit: 10, ...rate } },
  visibilityConfig,
  ...changes,
});
const groupRule = (changes: object = {}) => ({
  name: "group",
  priority: 2,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
  visibilityConfig,
  ...changes,
});
const WEB_ACL_ARN = "arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/x/12345678-1234-1234-1234-123456789012";
const LOG_GROUP = "arn:aws:logs:eu-central-1:123456789012:log-group:";

export const LIMITS_OF_EDGE: { readonly [type: string]: TypeLimits } = {
  "aws:s3/bucket:Bucket": {
    valid: {},
    limits: [
      [
        "bucket",
        `${S3}/userguide/bucketnamingrules.html`,
        ["abc", text(63), "my.logs-1", "1logs"],
        ["ab", text(64), "Logs", "my_logs", "-logs", "logs-", "a..b", "192.168.5.4", "xn--logs", "logs-s3alias"],
      ],
    ],
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    valid: { bucket: "logs", policy: policy({}) },
    limits: [
      [
        "policy",
        `${S3}/userguide/example-bucket-policies.html`,
        [policy({ Principal: "*" }), policy({ Sid: text(20_000) })],
        [
          policy({ Principal: undefined }),
          policy({ Resource: undefined }),
          policy({ Effect: "allow" }),
          policy({ Sid: text(20_480) }),
          "{",
          null,
        ],
      ],
      ["bucket", `${S3}/API/API_PutBucketPolicy.html`, ["logs"], [null]],
    ],
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    valid: { bucket: "logs", rules: [] },
    limits: [
      [
        "rules",
        `${S3}/API/API_ServerSideEncryptionByDefault.html`,
        ["AES256", "aws:kms"].map((sseAlgorithm) => [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }]),
        [[{ applyServerSideEncryptionByDefault: { sseAlgorithm: "SSE-S3" } }], null],
      ],
    ],
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    valid: { bucket: "logs", rules: [rule({})] },
    limits: [
      [
        "rules",
        `${S3}/API/API_LifecycleRule.html`,
        [[rule({ status: "Disabled" })], [rule({ id: text(255) })], [rule({}), rule({ id: "other" })]],
        [
          [rule({ status: "enabled" })],
          [rule({ id: text(256) })],
          [rule({}), rule({})],
          [rule({ expiration: { days: 0 } })],
          [rule({ abortIncompleteMultipartUpload: { daysAfterInitiation: 0 } })],
          Array.from({ length: 1001 }, (_, index) => rule({ id: String(index) })),
        ],
      ],
    ],
  },
  "aws:wafv2/webAcl:WebAcl": {
    valid: { scope: "REGIONAL", defaultAction: { allow: {} }, visibilityConfig },
    limits: [
      ["scope", `${WAF}/API_CreateWebACL.html`, ["REGIONAL", "CLOUDFRONT"], ["regional", null]],
      ["name", `${WAF}/API_CreateWebACL.html`, [text(128), "a-b_c"], [text(129), "a b"]],
      ["description", `${WAF}/API_CreateWebACL.html`, [text(256), "For web"], [text(257), "semi;colon"]],
      [
        "defaultAction",
        `${WAF}/API_DefaultAction.html`,
        [{ allow: {} }, { block: {} }],
        [{}, { allow: {}, block: {} }, null],
      ],
      [
        "visibilityConfig",
        `${WAF}/API_VisibilityConfig.html`,
        [{ ...visibilityConfig, metricName: text(128) }],
        [{ ...visibilityConfig, metricName: text(129) }, { ...visibilityConfig, metricName: "a b" }, null],
      ],
      [
        "rules",
        `${WAF}/API_Rule.html`,
        [[rateRule({}), groupRule()], [rateRule({ limit: 2_000_000_000, evaluationWindowSec: 60 })]],
        [
          [rateRule({ limit: 9 })],
          [rateRule({ limit: 2_000_000_001 })],
          [rateRule({ evaluationWindowSec: 90 })],
          [rateRule({ aggregateKeyType: "USER" })],
          [rateRule({}, { action: undefined })],
          [rateRule({}, { visibilityConfig: undefined })],
          [rateRule({}), groupRule({ priority: 1 })],
          [rateRule({}), groupRule({ name: "rate" })],
          [groupRule({ overrideAction: undefined })],
          [groupRule({ action: { block: {} } })],
        ],
      ],
    ],
  },
  "aws:wafv2/webAclAssociation:WebAclAssociation": {
    valid: { webAclArn: WEB_ACL_ARN, resourceArn: "arn:aws:apigateway:eu-central-1::/restapis/x/stages/y" },
    limits: [["webAclArn", `${WAF}/API_AssociateWebACL.html`, [WEB_ACL_ARN], ["x", LOG_GROUP, null]]],
  },
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration": {
    valid: { resourceArn: WEB_ACL_ARN, logDestinationConfigs: [`${LOG_GROUP}aws-waf-logs-x`] },
    limits: [
      [
        "logDestinationConfigs",
        "https://docs.aws.amazon.com/waf/latest/developerguide/logging-cw-logs.html",
        [["arn:aws:s3:::aws-waf-logs-x"]],
        [
          [`${LOG_GROUP}waf-x`],
          [`${LOG_GROUP}aws-waf-logs-x:*`],
          [`${LOG_GROUP}aws-waf-logs-x`, `${LOG_GROUP}aws-waf-logs-y`],
          null,
        ],
      ],
      [
        "loggingFilter",
        `${WAF}/API_LoggingFilter.html`,
        [{ defaultBehavior: "KEEP", filters: [] }],
        [{ defaultBehavior: "keep" }, { defaultBehavior: "KEEP", filters: [{ behavior: "keep" }] }],
      ],
    ],
  },
};
