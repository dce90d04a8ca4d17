/** What a service's tasks can't reach by interface endpoints, which lead to AWS's services in the VPC's own region. */
import { parseContainerImage } from "../../model/container-image";
import { CLOUD_WATCH_LOGS, logOutput } from "../../model/log-outputs";
import { optionOf } from "../../model/log-router";
import type { Problem } from "../../model/problem";
import { parseSecretReference } from "../../model/secret-reference";
import type { PlannedService } from "../plan";
import { imagesOf } from "./images";
import { secretUsesOf } from "./secrets";

const SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html";

type Needed = Pick<Problem, "argument" | "value" | "message" | "fix">;

/**
 * What is wrong with a service in private subnets of a network without NAT gateway.
 * @param otherwise how such a network gets a way to the internet
 */
export function checkPrivateWays(
  service: PlannedService,
  region: string | undefined,
  otherwise = "set nat to single or perAz",
): Problem[] {
  if (region === undefined) return [];
  const needs = [imagesBeyond, secretsBeyond, logsBeyond].flatMap((beyond) => beyond(service, region, otherwise));
  return needs.map((needed) => ({ component: `service "${service.name}"`, ...needed, source: SOURCE }));
}

/** Only the region's own private ECR has endpoints. What is no image name is reported by its service. */
function imagesBeyond(service: PlannedService, region: string, otherwise: string): Needed[] {
  return imagesOf(service)
    .filter(({ value }) => {
      const image = parseContainerImage(value);
      return image !== undefined && image.privateEcr?.region !== region;
    })
    .map((image) => ({
      ...image,
      message: "Its registry is reached over the internet only, and the network has no NAT gateway.",
      fix: `Copy the image to a private ECR repository in the environment's region, or ${otherwise}.`,
    }));
}

/** What is no reference, or the name of one of the environment's own secrets, is reported elsewhere. */
function secretsBeyond({ settings }: PlannedService, region: string, otherwise: string): Needed[] {
  return secretUsesOf(settings).flatMap(({ argument, reference: text }) => {
    const reference = parseSecretReference(text);
    if (typeof reference === "string" || reference.region === region) return [];
    return [
      {
        argument,
        value: "[not shown]",
        message: `It is in ${reference.region}, which is reached over the internet only, and the network has no NAT gateway.`,
        fix: `Replicate the secret to ${region}, or ${otherwise}.`,
      },
    ];
  });
}

/** Where an output that is not known sends the logs may be inside the VPC, so that one is only warned of. */
function logsBeyond({ settings: { logRouter } }: PlannedService, region: string, otherwise: string): Needed[] {
  const destination = optionOf(logRouter?.options ?? {}, "region");
  const isOnAws = logRouter !== undefined && logOutput(logRouter.output ?? CLOUD_WATCH_LOGS) !== undefined;
  if (!isOnAws || destination === undefined || destination === region) return [];
  return [
    {
      argument: "logRouter.options.region",
      value: destination,
      message: "Another region is reached over the internet only, and the network has no NAT gateway.",
      fix: `Send the logs to ${region}, or ${otherwise}.`,
    },
  ];
}
