/** Which services run where. */
import { DEFAULT_TIER } from "../../components/service/placement";
import type { PlannedService } from "../plan";

/** Tasks in public subnets reach the internet by addresses of their own; these need what the network has for them. */
export function inPrivateSubnets(services: readonly PlannedService[]): readonly PlannedService[] {
  return services.filter(({ settings: { subnetTier = DEFAULT_TIER } }) => subnetTier === "private");
}
