/** AWS's services that are reached inside a VPC by interface endpoints, as they are called in the endpoint services' names. */

/**
 * Those that programs on Fargate call. All of them take endpoint policies; `aws ec2 describe-vpc-endpoint-services` says so.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
export const ENDPOINT_SERVICES = [
  "ecr.api",
  "ecr.dkr",
  "ecs",
  "elasticfilesystem",
  "events",
  "kinesis-firehose",
  "kinesis-streams",
  "kms",
  "lambda",
  "logs",
  "monitoring",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "ssmmessages",
  "states",
  "sts",
  "xray",
] as const;
export type EndpointService = (typeof ENDPOINT_SERVICES)[number];

/** The services whose gateway endpoints cost nothing. Source: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html */
export const GATEWAY_SERVICES = ["s3", "dynamodb"] as const;
export type GatewayService = (typeof GATEWAY_SERVICES)[number];

/**
 * These have another prefix in China.
 * Source: https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-ec2/lib/vpc-endpoint.ts
 */
const PREFIXED_IN_CHINA: readonly string[] = [
  "ecr.api",
  "ecr.dkr",
  "elasticfilesystem",
  "kinesis-streams",
  "lambda",
  "monitoring",
  "sqs",
  "states",
  "sts",
  "xray",
];

/** The name of the endpoint service, such as `com.amazonaws.eu-central-1.logs`. */
export function endpointServiceName(region: string, service: EndpointService | GatewayService): string {
  const prefix = region.startsWith("cn-") && PREFIXED_IN_CHINA.includes(service) ? "cn." : "";
  return `${prefix}com.amazonaws.${region}.${service}`;
}

/** The region and service of such a name; undefined for names of others' services. */
export function parseEndpointServiceName(
  name: string,
): { readonly region: string; readonly service: string } | undefined {
  const [, region, service] = /^(?:cn\.)?com\.amazonaws\.(?!vpce\.)([a-z0-9-]+)\.(.+)$/.exec(name) ?? [];
  return region === undefined || service === undefined ? undefined : { region, service };
}

/**
 * What a task needs to start with an image of the region's private ECR: the image, whose layers come from S3, and its logs.
 * Fargate itself needs no endpoint of ECS.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
export const IMAGE_ENDPOINTS = ["ecr.api", "ecr.dkr"] as const satisfies readonly EndpointService[];

/**
 * The bucket in each region that ECR sends clients to for the layers of images. It is AWS's own, and its addresses carry
 * their permission in themselves.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
 */
export function imageLayersArn(partition: string, region: string): string {
  return `arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`;
}
