/** What AWS accepts in what stands between users and load balancers, from its documents. */
import type { TypeLimits } from "./limits";

const ACM = "https://docs.aws.amazon.com/acm/latest/APIReference";
const CERTIFICATE_ARN = "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd";
const ROUTE53 = "https://docs.aws.amazon.com/Route53/latest/APIReference";
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
  "aws:acm/certificate:Certificate": {
    valid: { domainName: "example.com", validationMethod: "DNS" },
    limits: [
      [
        "domainName",
        `${ACM}/API_RequestCertificate.html`,
        ["*.example.com", `${text(60)}.com`],
        [`${text(61)}.com`, "example", "a.*.com", "-a.com", "example.com.", null],
      ],
      [
        "subjectAlternativeNames",
        `${ACM}/API_RequestCertificate.html`,
        [["*.example.com"], Array.from({ length: 100 }, (_, index) => `a${index}.com`)],
        [["example"], Array.from({ length: 101 }, (_, index) => `a${index}.com`)],
      ],
      ["validationMethod", `${ACM}/API_RequestCertificate.html`, ["EMAIL"], ["dns"]],
      ["keyAlgorithm", `${ACM}/API_RequestCertificate.html`, ["EC_prime256v1"], ["RSA"]],
    ],
  },
  "aws:acm/certificateValidation:CertificateValidation": {
    valid: { certificateArn: CERTIFICATE_ARN },
    limits: [["certificateArn", `${ACM}/API_DescribeCertificate.html`, [CERTIFICATE_ARN], ["x", LOG_GROUP, null]]],
  },
  "aws:route53/zone:Zone": {
    valid: { name: "example.com" },
    limits: [
      ["name", `${ROUTE53}/API_CreateHostedZone.html`, ["example.com.", "com"], ["", "a..b", `${text(64)}.com`]],
      ["comment", `${ROUTE53}/API_HostedZoneConfig.html`, ["", text(256)], [text(257)]],
    ],
  },
  "aws:route53/record:Record": {
    valid: { zoneId: "Z123", name: "www.example.com", type: "A", records: ["192.0.2.1"], ttl: 60 },
    limits: [
      ["name", `${ROUTE53}/API_ResourceRecordSet.html`, ["*.example.com", "_x.example.com."], ["a b.com", null]],
      ["type", `${ROUTE53}/API_ResourceRecordSet.html`, ["CNAME"], ["cname", null]],
      ["ttl", `${ROUTE53}/API_ResourceRecordSet.html`, [0, 2_147_483_647], [-1, 2_147_483_648, null]],
      ["records", `${ROUTE53}/API_ResourceRecordSet.html`, [["192.0.2.1", "192.0.2.2"]], [null]],
      ["aliases", `${ROUTE53}/API_AliasTarget.html`, [null], [[{ name: "x.com", zoneId: "Z1" }]]],
      ["zoneId", `${ROUTE53}/API_HostedZone.html`, [text(32)], [text(33), null]],
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
