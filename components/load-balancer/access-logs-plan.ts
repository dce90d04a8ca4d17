/** Who may write to the bucket of load balancers' access logs, and for how long they are kept. */
import type { AwsPlace, PolicyStatement } from "../../model/iam-policy";
import type { Problem } from "../../model/problem";
import { checkLogBucketRetention, deliveredObjectCondition, deliveryCondition, LOG_DELIVERY } from "../log-bucket-plan";

/** Everything that is wrong with the arguments. */
export function checkAccessLogs(name: string, args: { readonly retentionDays?: number }): Problem[] {
  return checkLogBucketRetention(`access logs "${name}"`, "retentionDays", args.retentionDays);
}

/**
 * Load balancers of this account may write below their own folder.
 *
 * The service is the same in each region; it replaces the account per region that older policies name. There is no
 * condition on the load balancer's ARN, as Elastic Load Balancing doesn't send one.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
export function accessLogWriters(bucketArn: string, place: AwsPlace, networkLoadBalancers = false): PolicyStatement[] {
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
  ];
}

/**
 * Network Load Balancers write through another service, which looks at the bucket's owner first.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html
 */
function networkStatements(bucketArn: string, place: AwsPlace): PolicyStatement[] {
  return [
    {
      Sid: "CheckOwner",
      Effect: "Allow",
      Principal: LOG_DELIVERY,
      Action: "s3:GetBucketAcl",
      Resource: bucketArn,
      Condition: deliveryCondition(place),
    },
    {
      Sid: "WriteNetworkAccessLogs",
      Effect: "Allow",
      Principal: LOG_DELIVERY,
      Action: "s3:PutObject",
      Resource: `${bucketArn}/AWSLogs/${place.accountId}/*`,
      Condition: deliveredObjectCondition(place),
    },
  ];
}
