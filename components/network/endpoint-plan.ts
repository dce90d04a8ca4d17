/** Which of AWS's services are reachable inside the VPC, without the internet. */

/** What tasks need to start, all that the platform uses, or none. */
export const INTERFACE_ENDPOINT_PRESETS = ["none", "minimal", "full"] as const;
export type InterfaceEndpointPreset = (typeof INTERFACE_ENDPOINT_PRESETS)[number];

/**
 * Images in private ECR repositories (their layers come from S3, by its gateway endpoint), logs, secrets, parameters.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
 */
const MINIMAL = ["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"];

/** Also ECS itself with its agent, keys, metrics, shells in containers, roles, traces. */
const FULL = [...MINIMAL, "ecs", "ecs-agent", "ecs-telemetry", "kms", "monitoring", "ssmmessages", "sts", "xray"];

/** The services that have an interface endpoint, as AWS calls them in the names of endpoint services. */
export function interfaceEndpointServices(preset: InterfaceEndpointPreset): readonly string[] {
  return { none: [], minimal: MINIMAL, full: FULL }[preset];
}

/**
 * These have another prefix in China.
 * Source: https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/aws-ec2/lib/vpc-endpoint.ts
 */
const PREFIXED_IN_CHINA = ["ecr.api", "ecr.dkr", "monitoring", "sts", "xray"];

/** The name of the endpoint service, such as `com.amazonaws.eu-central-1.logs`. */
export function endpointServiceName(region: string, service: string): string {
  const prefix = region.startsWith("cn-") && PREFIXED_IN_CHINA.includes(service) ? "cn." : "";
  return `${prefix}com.amazonaws.${region}.${service}`;
}
