import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { endpointServiceName, GATEWAY_SERVICES } from "../../model/endpoint-services";
import { transformed } from "../transform";
import { gatewayEndpointPolicy } from "./endpoint-plan";
import type { NetworkSite } from "./network-site";

/** The ways to S3 and DynamoDB from all route tables. They cost nothing, and keep that traffic off the NAT gateways. */
export function buildGatewayEndpoints(
  { name, parent, vpc, place, tags, transform }: NetworkSite,
  { routeTables, isClosed }: { readonly routeTables: readonly aws.ec2.RouteTable[]; readonly isClosed: boolean },
): pulumi.Resource[] {
  return GATEWAY_SERVICES.map(
    (service) =>
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        ...transformed<aws.ec2.VpcEndpointArgs>(
          transform.gatewayEndpoint,
          {
            vpcId: vpc.id,
            serviceName: place.apply(({ region }) => endpointServiceName(region, service)),
            vpcEndpointType: "Gateway",
            routeTableIds: routeTables.map(({ id }) => id),
            policy: place.apply((known) => gatewayEndpointPolicy(service, known, isClosed)),
            tags: tags(service),
          },
          { parent },
        ),
      ),
  );
}
