/** Which of AWS's services the tasks in private subnets call, so that interface endpoints can lead there. */
import { EXEC_ENDPOINTS } from "../../components/service/exec-plan";
import { parseContainerImage } from "../../model/container-image";
import { IMAGE_ENDPOINTS, type EndpointService } from "../../model/endpoint-services";
import { CLOUD_WATCH_LOGS, logOutput } from "../../model/log-outputs";
import { hasOption } from "../../model/log-router";
import { parseSecretReference } from "../../model/secret-reference";
import type { Configuration } from "../configuration-schema";
import type { PlannedService } from "../plan";
import { imagesOf } from "./images";
import { inPrivateSubnets } from "./placement";
import { secretUsesOf } from "./secrets";

/** By name, without duplicates; what the programs call by themselves is in `network.endpointServices`. */
export function usedEndpointServices(
  { network, region }: Partial<Configuration>,
  services: readonly PlannedService[],
): EndpointService[] {
  const used = inPrivateSubnets(services).flatMap((service) => calledBy(service, region));
  return [...new Set([...used, ...(network?.endpointServices ?? [])])].sort();
}

/** Every task logs to CloudWatch Logs, if only of its log router. */
function calledBy(service: PlannedService, region: string | undefined): EndpointService[] {
  const { autoScaling, executeCommand, tracing } = service.settings;
  return [
    "logs",
    ...(pullsFromEcr(service, region) ? IMAGE_ENDPOINTS : []),
    ...secretStoresOf(service),
    ...logDestinationsOf(service),
    ...(executeCommand ? EXEC_ENDPOINTS : []),
    ...(autoScaling?.queue ? (["sqs"] as const) : []),
    ...(tracing ? (["xray"] as const) : []),
  ];
}

/** Images that are built go to the region's own private ECR. */
function pullsFromEcr(service: PlannedService, region: string | undefined): boolean {
  const isBuilt = Object.values(service.settings.containers).some(({ build }) => build !== undefined);
  return isBuilt || imagesOf(service).some(({ value }) => parseContainerImage(value)?.privateEcr?.region === region);
}

/** What is no reference is one of the environment's own secrets. */
function secretStoresOf({ settings }: PlannedService): EndpointService[] {
  return secretUsesOf(settings).map(({ reference: text }) => {
    const reference = parseSecretReference(text);
    return typeof reference === "string" ? "secretsmanager" : reference.service;
  });
}

/** What is not on AWS has no endpoint. A role is taken on by way of STS. */
function logDestinationsOf({ settings: { logRouter } }: PlannedService): EndpointService[] {
  if (logRouter === undefined) return [];
  const { endpoint } = logOutput(logRouter.output ?? CLOUD_WATCH_LOGS) ?? {};
  const takesRole = hasOption(logRouter.options ?? {}, "role_arn");
  return [...(endpoint ? [endpoint] : []), ...(takesRole ? (["sts"] as const) : [])];
}
