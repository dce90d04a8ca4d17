/** How tasks in the private subnets of an existing network reach what they need. */
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";
import { NETWORK } from "../names";
import type { PlannedService } from "../plan";
import { usedEndpointServices } from "./endpoint-services";
import { checkPrivateWays } from "./private-ways";

const SOURCE = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html";

/** @param services those in private subnets */
export function checkExistingWayOut(settings: Partial<Configuration>, services: readonly PlannedService[]): Problem[] {
  const { existing, region } = settings;
  const { privateInternetAccess = false, vpcEndpoints = [] } = existing?.network ?? {};
  if (privateInternetAccess || services.length === 0) return [];
  const used = usedEndpointServices(settings, services);
  // The layers of images come from S3.
  const needed = used.includes("ecr.dkr") ? [...used, "s3" as const] : used;
  const missing = needed.filter((service) => !vpcEndpoints.includes(service));
  const beyond = services.flatMap((service) =>
    checkPrivateWays(service, region, "set existing.network.privateInternetAccess if they have a way to the internet"),
  );
  if (missing.length === 0) return beyond;
  return [
    ...beyond,
    {
      component: `network "${NETWORK}"`,
      argument: "vpcEndpoints",
      value: vpcEndpoints,
      message: `The tasks of ${services.map(({ name }) => `"${name}"`).join(", ")} have no way to ${missing.join(", ")}: neither to the internet nor by an endpoint.`,
      fix: "Set privateInternetAccess if the private subnets have a way to the internet, or list the endpoints that the VPC has.",
      source: SOURCE,
    },
  ];
}
