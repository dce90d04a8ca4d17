/** How shells in containers are reached. */
import { interfaceEndpointServices } from "../../components/network/endpoint-plan";
import { EXEC_ENDPOINTS } from "../../components/service/exec-plan";
import { DEFAULT_TIER } from "../../components/service/placement";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";
import type { PlannedService } from "../plan";

/**
 * The agent in the containers calls Session Manager, which nobody notices is missing before a shell is needed. Without
 * any endpoint at all nothing works, which is reported elsewhere.
 */
export function checkExecRoute({ network }: Partial<Configuration>, services: readonly PlannedService[]): Problem[] {
  const endpoints = interfaceEndpointServices(network?.interfaceEndpoints ?? "none");
  const missing = EXEC_ENDPOINTS.filter((service) => !endpoints.includes(service));
  if (network?.nat !== "none" || endpoints.length === 0 || missing.length === 0) return [];
  return services
    .filter(({ settings: { executeCommand, subnetTier = DEFAULT_TIER } }) => executeCommand && subnetTier === "private")
    .map(({ name }) => ({
      component: `service "${name}"`,
      argument: "executeCommand",
      value: true,
      message: `Its tasks have no way to ${missing.join(" and ")}: no NAT gateway, and no such interface endpoint.`,
      fix: "Set network.interfaceEndpoints to full, or network.nat to single or perAz, or remove executeCommand.",
      source:
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html#ecs-setting-up-vpc-create",
    }));
}
