/** Which of AWS's services are reachable inside the VPC without the internet, and for whom. */
import {
  IMAGE_ENDPOINTS,
  imageLayersArn,
  type EndpointService,
  type GatewayService,
} from "../../model/endpoint-services";
import { policyDocument, type AwsPlace, type PolicyStatement } from "../../model/iam-policy";

/** What is used, also what else the platform can use, or none. */
export const INTERFACE_ENDPOINT_PRESETS = ["none", "minimal", "full"] as const;
export type InterfaceEndpointPreset = (typeof INTERFACE_ENDPOINT_PRESETS)[number];

/** Images in private ECR repositories, logs, secrets, parameters: what tasks may need to start. */
const START: readonly EndpointService[] = [...IMAGE_ENDPOINTS, "logs", "secretsmanager", "ssm"];

/** Also keys, metrics, shells in containers, roles, traces. */
const PLATFORM: readonly EndpointService[] = [...START, "kms", "monitoring", "ssmmessages", "sts", "xray"];

/**
 * The services that have an interface endpoint, by name.
 * @param used what is called from inside the network, as far as that is known
 */
export function interfaceEndpointServices(
  preset: InterfaceEndpointPreset,
  used: readonly EndpointService[] = START,
): EndpointService[] {
  const services = { none: [], minimal: used, full: [...PLATFORM, ...used] }[preset];
  return [...new Set<EndpointService>(services)].sort();
}

/**
 * Who may use an endpoint: the roles and users of this account, whatever others' credentials come into the network.
 * Source: https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalaccount
 */
function ownPrincipals({ accountId }: AwsPlace): PolicyStatement {
  return {
    Sid: "OwnPrincipals",
    Effect: "Allow",
    Principal: "*",
    Action: "*",
    Resource: "*",
    Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
  };
}

/** The policy of an interface endpoint. */
export function interfaceEndpointPolicy(place: AwsPlace): string {
  return policyDocument([ownPrincipals(place)]);
}

/**
 * The policy of a gateway endpoint. Images' layers are fetched from a bucket of ECR's by nobody's credentials.
 * @param isClosed whether the endpoint is the only way to S3. Where there is another one, everyone may read through it what
 * they could read by that one: packages and images of public registries that keep them in S3.
 */
export function gatewayEndpointPolicy(service: GatewayService, place: AwsPlace, isClosed: boolean): string {
  const readers: PolicyStatement = {
    Sid: isClosed ? "ImageLayers" : "PublicObjects",
    Effect: "Allow",
    Principal: "*",
    Action: "s3:GetObject",
    Resource: isClosed ? imageLayersArn(place.partition, place.region) : "*",
  };
  return policyDocument([ownPrincipals(place), ...(service === "s3" ? [readers] : [])]);
}
