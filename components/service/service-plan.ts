/** Everything about a Fargate service that can be wrong before AWS is asked. */
import { parseArn } from "../../model/arn";
import {
  cpuSizesFor,
  FARGATE_SIZES,
  FARGATE_SIZES_SOURCE,
  formatSizes,
  isFargateSize,
  memorySizesFor,
} from "../../model/fargate-sizes";
import { DEREGISTRATION_DELAY_SECONDS, HEALTH_CHECK_SOURCE } from "../../model/load-balancing";
import { longestLogicalName, TARGET_GROUP_NAME } from "../../model/names";
import { rangeProblem, type Range } from "../../model/ranges";
import type { Problem } from "../../model/problem";
import { checkPermissionsBoundary } from "../identity/permissions-boundary-plan";
import { logRetentionProblem } from "../log-retention";
import { checkAutoScaling, type AutoScalingArgs } from "./auto-scaling-plan";
import { checkContainers, type PlainContainer } from "./container-plan";
import { checkHealthCheck, type TargetHealthCheck } from "./health-check-plan";

/** A share of the tasks on one capacity provider, in AWS's words. */
export interface CapacityProviderStrategyItem {
  /** `FARGATE`, or `FARGATE_SPOT`: up to 70 % cheaper, stopped with two minutes' notice when AWS needs the capacity. */
  readonly capacityProvider: "FARGATE" | "FARGATE_SPOT";
  /** The share of the tasks beyond all bases, relative to the other items' weights, 0 to 1000. @default 1 */
  readonly weight?: number;
  /** Tasks that run here before weights count, 0 to 100,000; in one item only. @default 0 */
  readonly base?: number;
}

/** The arguments of a service that are plain values: what can be judged before any resource exists. */
export interface PlainService {
  readonly name: string;
  readonly cpuUnits: number;
  readonly memoryMiB: number;
  readonly desiredCount: number;
  readonly autoScaling?: AutoScalingArgs;
  readonly logRetentionDays: number;
  readonly capacityProviderStrategy: readonly CapacityProviderStrategyItem[];
  readonly containers: Readonly<Record<string, PlainContainer>>;
  readonly route?: {
    readonly container?: string;
    readonly healthCheck: TargetHealthCheck;
    readonly deregistrationDelaySeconds: number;
  };
  readonly secretKmsKeyArns: readonly string[];
  readonly permissionsBoundaryArn?: string | undefined;
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html */
const WEIGHT: Range = { lowest: 0, highest: 1000 };
const BASE: Range = { lowest: 0, highest: 100_000 };
const STRATEGY_SOURCE =
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html";

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html (tasks per service) */
const DESIRED_COUNT: Range = { lowest: 0, highest: 5000 };

export function checkService(service: PlainService): Problem[] {
  const component = `service "${service.name}"`;
  return [
    ...checkName(component, service.name),
    ...checkSize(component, service),
    ...rangeProblem(
      component,
      "desiredCount",
      service.desiredCount,
      DESIRED_COUNT,
      "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html",
    ),
    ...(service.autoScaling ? checkAutoScaling(component, service.desiredCount, service.autoScaling) : []),
    ...logRetentionProblem(component, "logRetentionDays", service.logRetentionDays),
    ...checkStrategy(component, service.capacityProviderStrategy),
    ...checkContainers(component, service.containers),
    ...checkRouteTarget(component, service),
    ...checkPermissionsBoundary(component, service.permissionsBoundaryArn),
    ...service.secretKmsKeyArns.flatMap((arn, index) => checkKmsKeyArn(component, `secretKmsKeyArns[${index}]`, arn)),
  ];
}

/** The service's name is the logical name of its target group, whose physical name has to fit AWS's 32 characters. */
function checkName(component: string, name: string): Problem[] {
  const longest = longestLogicalName(TARGET_GROUP_NAME);
  if (/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= longest) return [];
  return [
    {
      component,
      argument: "name",
      value: name,
      message: `A service's name has 1 to ${longest} lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen; its target group's name (${TARGET_GROUP_NAME.maxLength} characters) is made of it.`,
      fix: name.length > longest ? `Shorten it by ${name.length - longest} characters.` : "Choose a name of that form.",
      source: TARGET_GROUP_NAME.source,
    },
  ];
}

function checkSize(component: string, { cpuUnits, memoryMiB }: PlainService): Problem[] {
  if (isFargateSize(cpuUnits, memoryMiB)) return [];
  const memorySizes = memorySizesFor(cpuUnits);
  if (memorySizes.length === 0) {
    const cpuSizes = FARGATE_SIZES.map((row) => row.cpuUnits).join(", ");
    return [
      {
        component,
        argument: "cpuUnits",
        value: cpuUnits,
        message: `Fargate knows ${cpuSizes} CPU units (1024 are one vCPU).`,
        fix: "Choose one of them.",
        source: FARGATE_SIZES_SOURCE,
      },
    ];
  }
  const cpuSizes = cpuSizesFor(memoryMiB);
  return [
    {
      component,
      argument: "memoryMiB",
      value: memoryMiB,
      message: `With ${cpuUnits} CPU units Fargate accepts ${formatSizes(memorySizes)} MiB.`,
      fix:
        cpuSizes.length > 0
          ? `Choose one of them, or keep ${memoryMiB} MiB with cpuUnits ${cpuSizes.join(" or ")}.`
          : "Choose one of them.",
      source: FARGATE_SIZES_SOURCE,
    },
  ];
}

function checkStrategy(component: string, items: readonly CapacityProviderStrategyItem[]): Problem[] {
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

/** The container that gets a route's requests: the one that is named, or the only one that listens on a port. */
export function routedContainer(service: Pick<PlainService, "containers" | "route">): string | undefined {
  if (service.route?.container !== undefined) return service.route.container;
  const listening = Object.entries(service.containers).filter(([, container]) => container.containerPort !== undefined);
  return listening.length === 1 ? listening[0]![0] : undefined;
}

function checkRouteTarget(component: string, service: PlainService): Problem[] {
  if (service.route === undefined) return [];
  const problems = [
    ...checkHealthCheck(component, "route.healthCheck", service.route.healthCheck),
    ...rangeProblem(
      component,
      "route.deregistrationDelaySeconds",
      service.route.deregistrationDelaySeconds,
      DEREGISTRATION_DELAY_SECONDS,
      HEALTH_CHECK_SOURCE,
    ),
  ];
  const name = routedContainer(service);
  const port = name === undefined ? undefined : service.containers[name]?.containerPort;
  if (port !== undefined) return problems;
  const listening = Object.entries(service.containers)
    .filter(([, container]) => container.containerPort !== undefined)
    .map(([container]) => `"${container}"`);
  problems.push({
    component,
    argument: "route.container",
    value: service.route.container,
    message:
      listening.length === 0
        ? "The load balancer needs a container that listens on a port, and none has a containerPort."
        : `It has to name a container with a containerPort: ${listening.join(" or ")}.`,
    fix: listening.length === 0 ? "Set containerPort on the container that serves the requests." : "Name one of them.",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html",
  });
  return problems;
}

function checkKmsKeyArn(component: string, argument: string, value: string): Problem[] {
  const arn = parseArn(value);
  if (arn?.service === "kms" && /^key\/[\w-]+$/.test(arn.resource)) return [];
  return [
    {
      component,
      argument,
      value,
      message:
        "It is not the ARN of a KMS key: arn:aws:kms:REGION:ACCOUNT:key/ID. An alias can't be given permissions on.",
      fix: "Copy the ARN from the key's page.",
      source: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN",
    },
  ];
}
