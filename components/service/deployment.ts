/** What the ECS service has to know about deployments. */
import type * as aws from "@pulumi/aws";
import { rebalancingOf } from "./deployment-plan";
import type { BuiltHooks } from "./lifecycle-hooks";
import type { PlainService } from "./service-plan";
import { hasCircuitBreaker, percentsOf, type PlainStrategy } from "./strategy-plan";

/** @param hooks which functions ECS asks meanwhile */
export function deploymentArgs(plan: PlainService, { lifecycleHooks }: Pick<BuiltHooks, "lifecycleHooks">) {
  const { strategy } = plan;
  const { minimum, maximum } = percentsOf(strategy);
  const breaks = hasCircuitBreaker(strategy);
  return {
    // Said also where it is AWS's default: otherwise a service that was something else before would stay it.
    deploymentConfiguration: { ...configurationOf(strategy), ...(lifecycleHooks && { lifecycleHooks }) },
    deploymentMinimumHealthyPercent: minimum,
    deploymentMaximumPercent: maximum,
    deploymentCircuitBreaker: { enable: breaks, rollback: breaks },
    availabilityZoneRebalancing: rebalancingOf(plan),
  } satisfies Partial<aws.ecs.ServiceArgs>;
}

function configurationOf(strategy: PlainStrategy) {
  const bakeTimeInMinutes = String(strategy.bakeTimeMinutes);
  switch (strategy.type) {
    case "rolling":
    case "recreate":
      return { strategy: "ROLLING" };
    case "blueGreen":
      return { strategy: "BLUE_GREEN", bakeTimeInMinutes };
    case "canary":
      return {
        strategy: "CANARY",
        bakeTimeInMinutes,
        canaryConfiguration: {
          canaryPercent: strategy.canaryPercent!,
          canaryBakeTimeInMinutes: String(strategy.canaryBakeTimeMinutes),
        },
      };
    case "linear":
      return {
        strategy: "LINEAR",
        bakeTimeInMinutes,
        linearConfiguration: {
          stepPercent: strategy.stepPercent!,
          stepBakeTimeInMinutes: String(strategy.stepBakeTimeMinutes),
        },
      };
  }
}
