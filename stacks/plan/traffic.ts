/** Who may call whom inside an environment. */
import { checkCallers } from "../../components/service/caller-plan";
import { plainService } from "../../components/service/service-args";
import type { Problem } from "../../model/problem";
import type { PlannedService } from "../plan";

export function checkTraffic(services: readonly PlannedService[]): Problem[] {
  const names = services.map(({ name }) => name);
  return services.flatMap(({ name, settings }) => [
    ...checkCallers(plainService(name, { containers: settings.containers }), settings.allowFrom ?? {}),
    ...Object.keys(settings.allowFrom ?? {})
      .filter((caller) => !names.includes(caller))
      .map((caller) => ({
        component: `service "${name}"`,
        argument: `allowFrom.${caller}`,
        value: caller,
        message: `The environment has no such service. It has ${names.join(", ")}.`,
        fix: "Correct the name, or remove it.",
      })),
  ]);
}
