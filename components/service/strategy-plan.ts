/** How a new version of a service replaces the old one: everything that can be wrong with it before AWS is asked. */
import {
  BAKE_TIME_MINUTES,
  CANARY_PERCENT,
  DEPLOYMENT_SOURCE,
  isStuck,
  isTrafficPercent,
  linearWaits,
  MAXIMUM_PERCENT,
  MINIMUM_HEALTHY_PERCENT,
  ROLLING_SOURCE,
  SHIFTING_SOURCES,
  STEP_PERCENT,
  taskBounds,
} from "../../model/deployments";
import type { Problem } from "../../model/problem";
import { rangeProblem, type Range } from "../../model/ranges";
import { checkLifecycleHooks, type LifecycleHookArgs, type PlainLifecycleHook } from "./lifecycle-hook-plan";
import type { TestRule } from "../load-balancer/test-rule-plan";
import type { PlainService } from "./service-plan";

export interface DeploymentStrategyArgs {
  /**
   * `rolling` replaces the tasks step by step. `recreate` stops the old ones before it starts new ones, an outage. The
   * others start a full second set of tasks, which costs as much again while both run, and shift the load balancer's
   * requests to it: `blueGreen` all at once, `canary` a share first, `linear` in equal steps.
   */
  readonly type: "rolling" | "recreate" | "blueGreen" | "canary" | "linear";
  /** Of `rolling`: the part of the tasks that keeps running, 0 to 100 percent. @default 100 */
  readonly minimumHealthyPercent?: number;
  /** Of `rolling`: how many tasks may run at once, old and new, 100 to 200 percent. @default 200 */
  readonly maximumPercent?: number;
  /**
   * Of `blueGreen`, `canary` and `linear`: how long (minutes, 0 to 1440) the old tasks stay after the new ones got all
   * requests. Until then going back takes seconds. @default 10
   */
  readonly bakeTimeMinutes?: number;
  /** Of `canary`: the share of the requests that tries the new tasks, 0.1 to 100 percent. @default 5 */
  readonly canaryPercent?: number;
  /** Of `canary`: how long (minutes, 0 to 1440) the share stays. @default 10 */
  readonly canaryBakeTimeMinutes?: number;
  /** Of `linear`: the share that each step adds, 3 to 100 percent. @default 10 */
  readonly stepPercent?: number;
  /** Of `linear`: how long (minutes, 0 to 1440) each step stays. @default 6 */
  readonly stepBakeTimeMinutes?: number;
  /**
   * Of `blueGreen`, `canary` and `linear`: functions that ECS asks meanwhile whether to go on. One that fails, or answers
   * nothing, rolls the deployment back; what they wait comes on top of `deploymentTimeoutMinutes`. @default none
   */
  readonly lifecycleHooks?: readonly LifecycleHookArgs[];
  /**
   * Of `blueGreen`, `canary` and `linear`: requests that get to the new tasks as soon as those are healthy, before all
   * others. @default none
   */
  readonly testRule?: TestRule;
}

export type StrategyType = DeploymentStrategyArgs["type"];
/** What is a number. */
type Option = Exclude<keyof DeploymentStrategyArgs, "type" | Extra>;
/** What is more than a number, and judged elsewhere. */
const EXTRAS = ["lifecycleHooks", "testRule"] as const;
type Extra = (typeof EXTRAS)[number];

/** What each type knows, with its default. */
const OPTIONS: Readonly<Record<StrategyType, Partial<Readonly<Record<Option, number>>>>> = {
  rolling: { minimumHealthyPercent: 100, maximumPercent: 200 },
  recreate: {},
  blueGreen: { bakeTimeMinutes: 10 },
  canary: { bakeTimeMinutes: 10, canaryPercent: 5, canaryBakeTimeMinutes: 10 },
  linear: { bakeTimeMinutes: 10, stepPercent: 10, stepBakeTimeMinutes: 6 },
};

/** A strategy with everything that it knows, and nothing else. */
export type PlainStrategy = Pick<DeploymentStrategyArgs, "type"> &
  Readonly<Partial<Record<Option, number>>> & {
    readonly lifecycleHooks?: readonly PlainLifecycleHook[];
    readonly testRule?: TestRule;
  };

export function plainStrategy(given: PlainStrategy = { type: "rolling" }): PlainStrategy {
  return { ...OPTIONS[given.type], ...given };
}

/** True if the load balancer's requests are shifted from one set of tasks to another. */
export function shiftsTraffic({ type }: Pick<DeploymentStrategyArgs, "type">): boolean {
  return type === "blueGreen" || type === "canary" || type === "linear";
}

/**
 * ECS's own detection of tasks that don't start knows rolling and blue/green deployments only; for the others alarms
 * have to do it. Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-failure-detection.html
 */
export function hasCircuitBreaker({ type }: Pick<DeploymentStrategyArgs, "type">): boolean {
  return type !== "canary" && type !== "linear";
}

/** Between how many percent of the wanted tasks ECS keeps the service while it deploys. */
export function percentsOf(strategy: PlainStrategy): { readonly minimum: number; readonly maximum: number } {
  if (strategy.type === "recreate") return { minimum: 0, maximum: 100 };
  return { minimum: strategy.minimumHealthyPercent ?? 100, maximum: strategy.maximumPercent ?? 200 };
}

/** The minutes that a deployment waits by its own settings. */
export function waitingMinutes(strategy: PlainStrategy): number {
  const { bakeTimeMinutes = 0, canaryBakeTimeMinutes = 0, stepPercent = 100, stepBakeTimeMinutes = 0 } = strategy;
  return bakeTimeMinutes + canaryBakeTimeMinutes + linearWaits(stepPercent) * stepBakeTimeMinutes;
}

export function checkStrategy(
  component: string,
  service: Pick<PlainService, "strategy" | "route" | "networkRoutes">,
): Problem[] {
  const { strategy, route, networkRoutes = [] } = service;
  const known = OPTIONS[strategy.type];
  const at = (option: string) => `strategy.${option}`;
  const strange = Object.keys(strategy).filter((key) => ![...EXTRAS, "type"].includes(key) && !(key in known));
  const problems: Problem[] = strange.map((option) => ({
    component,
    argument: at(option),
    value: strategy[option as Option],
    message:
      Object.keys(known).length === 0
        ? `A deployment of type ${strategy.type} has no options.`
        : `A deployment of type ${strategy.type} has ${Object.keys(known).join(", ")} only.`,
    fix: "Remove it, or choose the type that has it.",
    source: DEPLOYMENT_SOURCE,
  }));
  const option = (name: Option) => (strange.includes(name) ? undefined : strategy[name]);
  const range = (name: Option, allowed: Range, source: string) =>
    rangeProblem(component, at(name), option(name), allowed, source);
  problems.push(
    ...range("minimumHealthyPercent", MINIMUM_HEALTHY_PERCENT, DEPLOYMENT_SOURCE),
    ...range("maximumPercent", MAXIMUM_PERCENT, DEPLOYMENT_SOURCE),
    ...range("bakeTimeMinutes", BAKE_TIME_MINUTES, SHIFTING_SOURCES.blueGreen),
    ...trafficProblem(component, at("canaryPercent"), option("canaryPercent"), CANARY_PERCENT, SHIFTING_SOURCES.canary),
    ...range("canaryBakeTimeMinutes", BAKE_TIME_MINUTES, SHIFTING_SOURCES.canary),
    ...trafficProblem(component, at("stepPercent"), option("stepPercent"), STEP_PERCENT, SHIFTING_SOURCES.linear),
    ...range("stepBakeTimeMinutes", BAKE_TIME_MINUTES, SHIFTING_SOURCES.linear),
    ...checkLifecycleHooks(component, strategy, shiftsTraffic(strategy)),
  );
  if (strategy.testRule !== undefined && !shiftsTraffic(strategy)) {
    problems.push({
      component,
      argument: at("testRule"),
      value: strategy.testRule,
      message: `A deployment of type ${strategy.type} has no second set of tasks that could be tested.`,
      fix: "Use the type blueGreen, canary or linear, or remove it.",
      source: SHIFTING_SOURCES.resources,
    });
  }
  if (shiftsTraffic(strategy) && route === undefined) {
    problems.push({
      component,
      argument: at("type"),
      value: strategy.type,
      message: "It shifts a load balancer's requests from old tasks to new ones, and this service gets none.",
      fix: "Give the service a route, or use the type rolling.",
      source: SHIFTING_SOURCES.resources,
    });
  }
  if (shiftsTraffic(strategy) && networkRoutes.length > 0) {
    problems.push({
      component,
      argument: at("type"),
      value: strategy.type,
      message: "It shifts the requests of a route alone, and this service has network routes too.",
      fix: "Remove the network routes, or use the type rolling.",
      source: SHIFTING_SOURCES.resources,
    });
  }
  return problems;
}

function trafficProblem(
  component: string,
  argument: string,
  value: number | undefined,
  allowed: Range,
  source: string,
): Problem[] {
  if (value === undefined || isTrafficPercent(value, allowed)) return [];
  const message = `It is a number from ${allowed.lowest} to ${allowed.highest} with at most one decimal place.`;
  return [{ component, argument, value, message, fix: "Choose such a number.", source }];
}

/** A deployment that can never go on, for one of the numbers of tasks that the service may have. */
export function checkTaskBounds(
  component: string,
  { strategy, desiredCount, autoScaling }: Pick<PlainService, "strategy" | "desiredCount" | "autoScaling">,
): Problem[] {
  if (strategy.type !== "rolling") return [];
  const { minimum, maximum } = percentsOf(strategy);
  const counts = autoScaling ? countsBetween(autoScaling.minTasks, autoScaling.maxTasks) : [desiredCount];
  const stuck = counts.find((tasks) => isStuck(tasks, taskBounds(tasks, minimum, maximum)));
  if (stuck === undefined) return [];
  const { fewest, most } = taskBounds(stuck, minimum, maximum);
  return [
    {
      component,
      argument: "strategy.maximumPercent",
      value: maximum,
      message: `With ${stuck} tasks at least ${fewest} have to keep running (${minimum} % rounded up) and at most ${most} may (${maximum} % rounded down), so no deployment could ever stop or start one.`,
      fix: `Set maximumPercent to ${Math.ceil(((stuck + 1) * 100) / stuck)} or more, or lower minimumHealthyPercent.`,
      source: ROLLING_SOURCE,
    },
  ];
}

function countsBetween(fewest: number, most: number): number[] {
  // What is no number of tasks is reported by auto scaling.
  if (!Number.isInteger(fewest) || !Number.isInteger(most) || most - fewest > 5000 || fewest > most) return [];
  return Array.from({ length: most - fewest + 1 }, (_, index) => fewest + index);
}
