/** Who may do what with the bucket of load balancers' access logs, and for how long they are kept. */
import type { AwsPlace, PolicyStatement } from "../../model/iam-policy";
import type { Problem } from "../../model/problem";
import { rangeProblem } from "../../model/ranges";

/** Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html */
const RETENTION_DAYS = { lowest: 1, highest: 3653 } as const;

/** Everything that is wrong with the arguments. */
export function checkAccessLogs(name: string, args: { readonly retentionDays?: number }): Problem[] {
  return rangeProblem(
    `access logs "${name}"`,
    "retentionDays",
    args.retentionDays,
    RETENTION_DAYS,
    "https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html",
  );
}

/**
 * Load balancers of this account may write below their own folder; nobody does anything without TLS.
 *
 * The service is the same in each region; it replaces the account per region that older policies name. There is no
 * condition on the load balancer's ARN, as Elastic Load Balancing doesn't send one.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function accessLogsPolicy(bucketArn: string, place: AwsPlace, networkLoadBalancers = false): PolicyStatement[] {
  const { accountId } = place;
  return [
    ...(networkLoadBalancers ? networkStatements(bucketArn, place) : []),
    {
      Sid: "WriteAccessLogs",
      Effect: "Allow",
      Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
      Action: "s3:PutObject",
      Resource: `${bucketArn}/AWSLogs/${accountId}/*`,
    },
    {
      Sid: "TlsOnly",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}

/**
 * Network Load Balancers write through another service, which looks at the bucket's owner first.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
 */
function networkStatements(bucketArn: string, { accountId, region, partition }: AwsPlace): PolicyStatement[] {
  const delivery = { Service: "delivery.logs.amazonaws.com" };
  const sender = {
    StringEquals: { "aws:SourceAccount": accountId },
    ArnLike: { "aws:SourceArn": `arn:${partition}:logs:${region}:${accountId}:*` },
  };
  return [
    {
      Sid: "CheckOwner",
      Effect: "Allow",
      Principal: delivery,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: sender,
    },
    {
      Sid: "WriteNetworkAccessLogs",
      Effect: "Allow",
      Principal: delivery,
      Action: "s3:PutObject",
      Resource: `${bucketArn}/AWSLogs/${accountId}/*`,
      Condition: {
        ...sender,
        StringEquals: { ...sender.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
      },
    },
  ];
}
