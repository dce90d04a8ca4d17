/** The part of the program of `fargate-program.ts` that stands between users and load balancers. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** A bucket with everything that is set on it. */
export function logBucket(options: pulumi.CustomResourceOptions): void {
  const { bucket, arn } = new aws.s3.Bucket("logs", {}, options);
  new aws.s3.BucketPublicAccessBlock("logs", { bucket, blockPublicAcls: true }, options);
  new aws.s3.BucketServerSideEncryptionConfiguration(
    "logs",
    { bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    options,
  );
  new aws.s3.BucketLifecycleConfiguration(
    "logs",
    { bucket, rules: [{ id: "old", status: "Enabled", filter: { prefix: "" }, expiration: { days: 30 } }] },
    options,
  );
  const statement = {
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${arn}/*`,
  };
  const policy = pulumi.jsonStringify({ Version: "2012-10-17", Statement: [statement] });
  new aws.s3.BucketPolicy("logs", { bucket, policy }, options);
}

/** A repository of images, and what deletes old ones from it. */
export function repository(options: pulumi.CustomResourceOptions): void {
  const { name } = new aws.ecr.Repository("images", {}, options);
  const selection = { tagStatus: "any", countType: "imageCountMoreThan", countNumber: 10 } as const;
  const rules = [{ rulePriority: 1, selection, action: { type: "expire" } }] as const;
  new aws.ecr.LifecyclePolicy("images", { repository: name, policy: { rules: [...rules] } }, options);
}

/** A web ACL in front of the load balancer. */
export function webAcl(resourceArn: pulumi.Input<string>, options: pulumi.CustomResourceOptions): void {
  const visibilityConfig = { metricName: "edge", cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
  const acl = new aws.wafv2.WebAcl(
    "edge",
    {
      scope: "REGIONAL",
      defaultAction: { allow: {} },
      visibilityConfig,
      rules: [
        {
          name: "common",
          priority: 1,
          overrideAction: { none: {} },
          statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
          visibilityConfig,
        },
      ],
    },
    options,
  );
  const logGroup = new aws.cloudwatch.LogGroup("aws-waf-logs-edge", {}, options);
  new aws.wafv2.WebAclLoggingConfiguration(
    "edge",
    { resourceArn: acl.arn, logDestinationConfigs: [logGroup.arn] },
    options,
  );
  new aws.wafv2.WebAclAssociation("edge", { resourceArn, webAclArn: acl.arn }, options);
}

/** A certificate, and the records of its names. */
export function certificate(loadBalancer: aws.lb.LoadBalancer, options: pulumi.CustomResourceOptions): void {
  const zone = new aws.route53.Zone("example.com", { name: "example.com" }, options);
  const requested = new aws.acm.Certificate(
    "example.com",
    { domainName: "example.com", subjectAlternativeNames: ["*.example.com"], validationMethod: "DNS" },
    options,
  );
  const proof = requested.domainValidationOptions.apply((names) => names[0]!);
  const record = new aws.route53.Record(
    "validation",
    {
      zoneId: zone.zoneId,
      name: proof.resourceRecordName,
      type: proof.resourceRecordType,
      records: [proof.resourceRecordValue],
      ttl: 300,
    },
    options,
  );
  new aws.acm.CertificateValidation(
    "example.com",
    { certificateArn: requested.arn, validationRecordFqdns: [record.fqdn] },
    options,
  );
  const aliases = [{ name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: false }];
  new aws.route53.Record("www", { zoneId: zone.zoneId, name: "www.example.com", type: "A", aliases }, options);
}
