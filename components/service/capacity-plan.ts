/** On which capacity the tasks run. */
import type { Problem } from "../../model/problem";
import { rangeProblem, type Range } from "../../model/ranges";

/** Those of Fargate. They have to be associated with a cluster before its services can use them. */
export const CAPACITY_PROVIDERS = ["FARGATE", "FARGATE_SPOT"] as const;
export type CapacityProviderName = (typeof CAPACITY_PROVIDERS)[number];

/** A share of the tasks on one capacity provider, in AWS's words. */
export interface CapacityProviderStrategyItem {
  /** `FARGATE`, or `FARGATE_SPOT`: up to 70 % cheaper, stopped with two minutes' notice when AWS needs the capacity. */
  readonly capacityProvider: CapacityProviderName;
  /** The share of the tasks beyond all bases, relative to the other items' weights, 0 to 1000. @default 1 */
  readonly weight?: number;
  /** Tasks that run here before weights count, 0 to 100,000; in one item only. @default 0 */
  readonly base?: number;
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html */
const WEIGHT: Range = { lowest: 0, highest: 1000 };
const BASE: Range = { lowest: 0, highest: 100_000 };
const STRATEGY_SOURCE =
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html";

export function checkCapacity(component: string, items: readonly CapacityProviderStrategyItem[]): Problem[] {
  const argument = "capacityProviderStrategy";
  const problem = (message: string, fix: string): Problem => ({
    component,
    argument,
    value: items,
    message,
    fix,
    source: STRATEGY_SOURCE,
  });
  const problems = items.flatMap((item, index) => [
    ...rangeProblem(component, `${argument}[${index}].weight`, item.weight ?? 1, WEIGHT, STRATEGY_SOURCE),
    ...rangeProblem(component, `${argument}[${index}].base`, item.base ?? 0, BASE, STRATEGY_SOURCE),
  ]);
  const providers = items.map((item) => item.capacityProvider);
  if (new Set(providers).size < providers.length) {
    problems.push(problem("A capacity provider is named twice.", "Name each one once."));
  }
  if (items.filter((item) => (item.base ?? 0) > 0).length > 1) {
    problems.push(problem("Only one capacity provider can have a base.", "Set base in one item only."));
  }
  if (!items.some((item) => (item.weight ?? 1) > 0)) {
    problems.push(problem("At least one capacity provider needs a weight above 0.", "Set weight: 1 in one item."));
  }
  return problems;
}

/** What the cluster, which exists already, can't run tasks on. */
export function checkClusterCapacity(
  component: string,
  items: readonly CapacityProviderStrategyItem[],
  {
    capacityProviders = CAPACITY_PROVIDERS,
  }: { readonly capacityProviders?: readonly CapacityProviderName[] | undefined },
): Problem[] {
  return items
    .filter(({ capacityProvider }) => !capacityProviders.includes(capacityProvider))
    .map(({ capacityProvider }) => ({
      component,
      argument: "capacityProviderStrategy",
      value: capacityProvider,
      message:
        capacityProviders.length === 0
          ? "The cluster has none of Fargate's capacity providers."
          : `The cluster has ${capacityProviders.join(" and ")} only.`,
      fix: "Associate it with the cluster and say so in capacityProviders of the cluster, or choose another one.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PutClusterCapacityProviders.html",
    }));
}
