/** What works, but hardly as it is meant: scaling that sees nothing, and requests that are cut off. */
import { scalingDefaults } from "../../components/service/auto-scaling-plan";
import { QUEUE_SCALING_SOURCE } from "../../components/service/queue-scaling-plan";
import { SERVICE_DEFAULTS } from "../../components/service/service-args";
import { LIFECYCLE_SOURCES } from "../../model/deployments";
import type { Problem } from "../../model/problem";
import { STOP_TIMEOUT_MAX_SECONDS } from "../../model/container-definition";
import type { Configuration } from "../configuration-schema";
import type { PlannedService } from "../plan";

const DRAIN_SOURCE =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#deregistration-delay";

export function warnOfTuning(settings: Configuration, services: readonly PlannedService[]): Problem[] {
  return services.flatMap((service) => [
    ...scalingThatSeesNothing(service),
    ...tasksThatNobodyCounts(settings, service),
    ...requestsCutByDeployments(settings, service),
    ...requestsCutBySpot(service),
    ...hooksWithoutTestRequests(service),
  ]);
}

/** A worker that waits for its work, or for others, is hardly busy however much there is to do. */
function scalingThatSeesNothing({ name, settings }: PlannedService): Problem[] {
  const { autoScaling, route, networkRoutes, allowFrom, serviceConnect, cloudMap } = settings;
  const isCalled = [route, networkRoutes, allowFrom, serviceConnect?.endpoint, cloudMap].some(
    (way) => way !== undefined,
  );
  if (autoScaling === undefined || isCalled) return [];
  if ((autoScaling.cpuPercent ?? scalingDefaults(autoScaling).cpuPercent) === false) return [];
  return [
    {
      component: `service "${name}"`,
      argument: "autoScaling.cpuPercent",
      value: autoScaling.cpuPercent,
      message: "Nobody calls this service, so it fetches its work itself; how much is waiting doesn't show in its CPU.",
      fix: "Scale by its queue (autoScaling.queue), or set cpuPercent: false and scale by schedules, or accept it.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/capacity-autoscaling-best-practice.html",
    },
  ];
}

/** The running tasks are counted by Container Insights, which a cluster of somebody else may not have. */
function tasksThatNobodyCounts(
  { existing }: Configuration,
  { name, settings: { autoScaling } }: PlannedService,
): Problem[] {
  if (autoScaling?.queue === undefined || existing?.cluster === undefined) return [];
  return [
    {
      component: `service "${name}"`,
      argument: "autoScaling.queue",
      value: autoScaling.queue.name,
      message: "How much waits for each task is known only if the existing cluster has Container Insights.",
      fix: "Make sure that it is enabled there: aws ecs describe-clusters --include SETTINGS.",
      source: QUEUE_SCALING_SOURCE,
    },
  ];
}

/** A function that waits for test requests where nobody can send any. */
function hooksWithoutTestRequests({ name, settings: { strategy } }: PlannedService): Problem[] {
  const stages = strategy?.lifecycleHooks?.flatMap((hook) => hook.stages) ?? [];
  const waiting = stages.filter((stage) => stage.includes("TEST_TRAFFIC_SHIFT"));
  if (waiting.length === 0 || strategy?.testRule !== undefined) return [];
  return [
    {
      component: `service "${name}"`,
      argument: "strategy.lifecycleHooks",
      value: waiting,
      message:
        "Without a testRule no test request reaches the new tasks, so there is nothing to look at in this stage.",
      fix: "Add strategy.testRule, or ask in POST_SCALE_UP.",
      source: LIFECYCLE_SOURCES.hook,
    },
  ];
}

/** Who lets connections be silent for longer than usual has requests that take longer. */
function requestsCutByDeployments(settings: Configuration, { name, settings: { route } }: PlannedService): Problem[] {
  if (route === undefined) return [];
  const key = route.loadBalancer === "internal" ? "internalLoadBalancer" : "loadBalancer";
  const idle = settings[key]?.idleTimeoutSeconds;
  const delay = route.deregistrationDelaySeconds ?? SERVICE_DEFAULTS.deregistrationDelaySeconds;
  if (idle === undefined || idle <= delay) return [];
  return [
    {
      component: `service "${name}"`,
      argument: "route.deregistrationDelaySeconds",
      value: delay,
      message: `Its load balancer lets a request take ${idle} seconds (${key}.idleTimeoutSeconds), but each deployment cuts those off that take longer than ${delay}.`,
      fix: `Set deregistrationDelaySeconds to ${idle}, or accept it.`,
      source: DRAIN_SOURCE,
    },
  ];
}

/** At a Spot notice draining and SIGTERM begin together, and both end when the task does. */
function requestsCutBySpot({ name, settings: { route, capacityProviderStrategy = [] } }: PlannedService): Problem[] {
  const delay = route?.deregistrationDelaySeconds;
  const isOnSpot = capacityProviderStrategy.some(({ capacityProvider }) => capacityProvider === "FARGATE_SPOT");
  if (delay === undefined || !isOnSpot || delay <= STOP_TIMEOUT_MAX_SECONDS) return [];
  return [
    {
      component: `service "${name}"`,
      argument: "route.deregistrationDelaySeconds",
      value: delay,
      message: `A task on Spot ends ${STOP_TIMEOUT_MAX_SECONDS} seconds after its notice, however long its requests may take.`,
      fix: `Run it on FARGATE alone, or count on ${STOP_TIMEOUT_MAX_SECONDS} seconds.`,
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
    },
  ];
}
