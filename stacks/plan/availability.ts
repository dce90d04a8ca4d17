/** Whether services in production survive the loss of a task. */
import { fewestTasks } from "../../components/service/scaling-schedule-plan";
import { SERVICE_DEFAULTS } from "../../components/service/service-args";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";
import type { PlannedService } from "../plan";

const SOURCE =
  "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html";

/** At least two tasks in prod, in different zones, unless fewer are accepted by name. */
export function checkAvailability(
  { environmentType }: Partial<Configuration>,
  services: readonly PlannedService[],
): Problem[] {
  if (environmentType !== "prod") return [];
  return services.filter(({ settings }) => settings.singleTask !== true).flatMap(tooFewTasks);
}

/** What is accepted by name, and Spot alone: AWS may take all of it back within two minutes. */
export function warnOfAvailability({ environmentType }: Configuration, services: readonly PlannedService[]): Problem[] {
  if (environmentType !== "prod") return [];
  return services.flatMap((service) => [
    ...tooFewTasks(service).map((problem) => ({ ...problem, fix: "It is accepted by singleTask." })),
    ...spotAlone(service),
  ]);
}

function tooFewTasks({ name, settings: { desiredCount, autoScaling } }: PlannedService): Problem[] {
  const count = autoScaling ? fewestTasks(autoScaling) : (desiredCount ?? SERVICE_DEFAULTS.desiredCount);
  if (count >= 2) return [];
  return [
    {
      component: `service "${name}"`,
      argument: autoScaling ? "autoScaling.minTasks" : "desiredCount",
      value: count,
      message: `In prod a service has at least two tasks at all times, in different zones; with ${count} a failing zone, a patched host or a Spot notice is an outage.`,
      fix: "Set at least 2, or accept it by name with singleTask: true.",
      source: SOURCE,
    },
  ];
}

function spotAlone({ name, settings: { capacityProviderStrategy = [] } }: PlannedService): Problem[] {
  const isOnDemand = capacityProviderStrategy.some(
    ({ capacityProvider, base = 0, weight = 1 }) => capacityProvider === "FARGATE" && (base > 0 || weight > 0),
  );
  if (capacityProviderStrategy.length === 0 || isOnDemand) return [];
  return [
    {
      component: `service "${name}"`,
      argument: "capacityProviderStrategy",
      value: capacityProviderStrategy,
      message: "All tasks run on Spot: AWS may stop all of them within two minutes, and start none for hours.",
      fix: "Add FARGATE with a base of as many tasks as are needed at all times.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
    },
  ];
}
