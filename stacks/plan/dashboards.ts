/** Which services have a dashboard. */
import type { Configuration } from "../configuration-schema";
import type { PlannedService } from "../plan";

/** A service's own setting before that of the environment; prod has dashboards, unless told otherwise. */
export function hasDashboard(
  { environmentType, dashboards }: Pick<Configuration, "environmentType" | "dashboards">,
  service: PlannedService["settings"],
): boolean {
  return service.dashboard ?? dashboards ?? environmentType === "prod";
}
