/** The settings of what something else has made: it is used, and nothing of it is created, changed or tagged. */
import { z } from "zod";
import { CAPACITY_PROVIDERS } from "../../components/service/capacity-plan";
import { ENDPOINT_SERVICES, GATEWAY_SERVICES } from "../../model/endpoint-services";
import { ZONE_SUFFIXES } from "../../model/regions";
import { texts } from "./texts";

const subnetIds = z.partialRecord(z.enum(ZONE_SUFFIXES), z.string());

const network = z.strictObject({
  vpcId: z.string().describe("Such as vpc-0123456789abcdef0."),
  publicSubnetIds: subnetIds
    .optional()
    .describe("Subnets with a route to an internet gateway, one per zone, by the zone's letter."),
  privateSubnetIds: subnetIds
    .optional()
    .describe("Subnets that the internet can't reach, one per zone: for tasks and internal load balancers."),
  isolatedSubnetIds: subnetIds.optional().describe("Subnets without a way out of the VPC, one per zone."),
  privateInternetAccess: z
    .boolean()
    .optional()
    .describe(
      "Whether the private subnets have a way to the internet, by NAT gateways for example; false if not given.",
    ),
  vpcEndpoints: z
    .array(z.enum([...GATEWAY_SERVICES, ...ENDPOINT_SERVICES]))
    .optional()
    .describe(
      "AWS's services that the private subnets reach by endpoints of the VPC, as the endpoints' names end: ecr.api, s3; " +
        "none if not given.",
    ),
  natPublicIps: texts.optional().describe("The addresses of its NAT gateways, for others' allow lists."),
});

const cluster = z.strictObject({
  clusterArn: z.string(),
  capacityProviders: z
    .array(z.enum(CAPACITY_PROVIDERS))
    .optional()
    .describe("Which of Fargate's are associated with it; both if not given."),
  execAudit: z
    .strictObject({ logGroupArn: z.string(), keyArn: z.string() })
    .optional()
    .describe("Where it records what is done in containers; without it no service can have executeCommand."),
});

const loadBalancer = z.strictObject({
  listenerArn: z.string().describe("The listener whose requests services get."),
  protocol: z.enum(["HTTPS", "HTTP"]).describe("What the listener speaks."),
  port: z.number().optional().describe("What it listens on; 443 for HTTPS, 80 for HTTP if not given."),
  securityGroupId: z.string().describe("One of its security groups: the tasks let it in."),
  dnsName: z.string().describe("The name that AWS has given to it."),
  hostName: z.string().optional().describe("The name by which it is called; dnsName if not given."),
  reservedPriorities: z
    .array(z.number())
    .optional()
    .describe("Priorities of the rules that the listener has already, besides the default rule."),
  addSecurityGroupRules: z
    .boolean()
    .optional()
    .describe(
      "Whether rules are added to its security group: out to the tasks, and in from callers. If not given, whoever " +
        "manages the group has to let both pass.",
    ),
});

export const existing = z.strictObject({
  network: network.optional().describe("The VPC, instead of network."),
  cluster: cluster.optional().describe("The ECS cluster, instead of cluster."),
  loadBalancer: loadBalancer
    .optional()
    .describe("The Application Load Balancer that faces the internet, instead of loadBalancer."),
  internalLoadBalancer: loadBalancer
    .extend({ allowFrom: texts.optional().describe("The services that may call all services behind it.") })
    .optional()
    .describe("The Application Load Balancer inside the VPC, instead of internalLoadBalancer."),
});
