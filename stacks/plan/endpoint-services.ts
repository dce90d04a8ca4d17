/** Which of AWS's services the tasks in private subnets call, so that interface endpoints can lead there. */
import { EXEC_ENDPOINTS } from "../../components/service/exec-plan";
import { parseContainerImage } from "../../model/container-image";
import { IMAGE_ENDPOINTS, type EndpointService } from "../../model/endpoint-services";
import { parseSecretReference } from "../../model/secret-reference";
import type { Configuration } from "../configuration-schema";
import type { PlannedService } from "../plan";
import { imagesOf } from "./images";
import { inPrivateSubnets } from "./placement";

/** By name, without duplicates; what the programs call by themselves is in `network.endpointServices`. */
export function usedEndpointServices(
  { network, region }: Partial<Configuration>,
  services: readonly PlannedService[],
): EndpointService[] {
  const used = inPrivateSubnets(services).flatMap((service) => calledBy(service, region));
  return [...new Set([...used, ...(network?.endpointServices ?? [])])].sort();
}

/** Every container logs to CloudWatch Logs. */
function calledBy(service: PlannedService, region: string | undefined): EndpointService[] {
  const { executeCommand, tracing } = service.settings;
  return [
    "logs",
    ...(pullsFromEcr(service, region) ? IMAGE_ENDPOINTS : []),
    ...secretStoresOf(service),
    ...(executeCommand ? EXEC_ENDPOINTS : []),
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
  return Object.values(settings.containers).flatMap(({ secrets = {} }) =>
    Object.values(secrets).map((text) => {
      const reference = parseSecretReference(text);
      return typeof reference === "string" ? "secretsmanager" : reference.service;
    }),
  );
}
