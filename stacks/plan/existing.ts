/** What something else has made: whether it can be as the settings say, and is used instead of something of its own. */
import { checkExistingLoadBalancer } from "../../components/load-balancer/existing-load-balancer-plan";
import { checkLoadBalancerSubnets } from "../../components/load-balancer/load-balancer-plan";
import { checkExistingNetwork, subnetIdsOf, subnetZonesOf } from "../../components/network/existing-network-plan";
import { checkClusterCapacity } from "../../components/service/capacity-plan";
import { checkExistingCluster } from "../../components/service/existing-cluster-plan";
import { checkExec } from "../../components/service/exec-plan";
import { checkPlacement, DEFAULT_TIER } from "../../components/service/placement";
import { plainService } from "../../components/service/service-args";
import type { Problem } from "../../model/problem";
import type { ParsedConfiguration } from "../configuration";
import type { Configuration } from "../configuration-schema";
import { CLUSTER, INTERNAL_LOAD_BALANCER, LOAD_BALANCER, NETWORK } from "../names";
import type { PlannedService } from "../plan";
import { checkPlaceOfArns } from "./existing-place";

const KINDS = ["network", "cluster", "loadBalancer", "internalLoadBalancer"] as const;

export function checkExisting(parsed: ParsedConfiguration, services: readonly PlannedService[]): Problem[] {
  const { settings } = parsed;
  const { existing = {} } = settings;
  return [
    ...checkOneOfBoth(parsed),
    ...(existing.network === undefined ? [] : checkExistingNetwork(NETWORK, existing.network)),
    ...(existing.cluster === undefined ? [] : checkExistingCluster(CLUSTER, existing.cluster)),
    ...Object.entries(loadBalancersOf(existing)).flatMap(([name, args]) => checkExistingLoadBalancer(name, args)),
    ...checkPlaceOfArns(settings),
    ...checkPlaces(settings, services),
    ...checkCluster(existing.cluster, services),
    ...checkSurroundings(settings),
  ];
}

/** By the names that they have here. */
function loadBalancersOf({ loadBalancer, internalLoadBalancer }: NonNullable<Configuration["existing"]>) {
  return {
    ...(loadBalancer && { [LOAD_BALANCER]: loadBalancer }),
    ...(internalLoadBalancer && { [INTERNAL_LOAD_BALANCER]: internalLoadBalancer }),
  };
}

function checkOneOfBoth({ settings, unreadable }: ParsedConfiguration): Problem[] {
  const { existing = {} } = settings;
  const problems = KINDS.filter((kind) => settings[kind] !== undefined && existing[kind] !== undefined).map(
    (kind): Problem => ({
      component: "environment",
      argument: kind,
      value: settings[kind],
      message: `There is one to be built, and an existing one in existing.${kind}.`,
      fix: `Remove ${kind} to use what exists, or existing.${kind} to build one.`,
    }),
  );
  const isReadable = !unreadable.has("network") && !unreadable.has("existing");
  if (isReadable && settings.network === undefined && existing.network === undefined) {
    problems.push({
      component: "environment",
      argument: "network",
      message: "It is missing.",
      fix: "Add network with its cidr and zones to build one, or existing.network with a VPC that exists.",
    });
  }
  return problems;
}

/** Whether the existing network has the subnets that something is to stand in. */
function checkPlaces(settings: Partial<Configuration>, services: readonly PlannedService[]): Problem[] {
  const { existing, loadBalancer, internalLoadBalancer } = settings;
  if (existing?.network === undefined) return [];
  const network = subnetIdsOf(existing.network);
  return [
    ...(loadBalancer ? checkLoadBalancerSubnets(`load balancer "${LOAD_BALANCER}"`, network) : []),
    ...(internalLoadBalancer
      ? checkLoadBalancerSubnets(`load balancer "${INTERNAL_LOAD_BALANCER}"`, network, true)
      : []),
    ...services.flatMap(({ name, settings: { subnetTier } }) =>
      checkPlacement(`service "${name}"`, network, subnetTier),
    ),
  ];
}

function checkCluster(
  cluster: NonNullable<Configuration["existing"]>["cluster"],
  services: readonly PlannedService[],
): Problem[] {
  if (cluster === undefined) return [];
  return services.flatMap(({ name, settings: { containers, executeCommand, capacityProviderStrategy } }) => {
    const plan = plainService(name, { containers, executeCommand, capacityProviderStrategy });
    return [
      ...checkExec(plan, cluster.execAudit !== undefined),
      ...checkClusterCapacity(`service "${name}"`, plan.capacityProviderStrategy, cluster),
    ];
  });
}

/** What can't be had together with an existing load balancer. */
function checkSurroundings({ existing, domain, networkLoadBalancer, webAcl }: Partial<Configuration>): Problem[] {
  const problem = (argument: string, message: string, fix: string): Problem => ({
    component: "environment",
    argument,
    message,
    fix,
  });
  const problems = (["loadBalancer", "internalLoadBalancer"] as const)
    .filter((kind) => existing?.[kind] !== undefined && existing.network === undefined)
    .map((kind) =>
      problem(
        `existing.${kind}`,
        "It stands in a VPC, and the tasks have to be in the same one.",
        "Add existing.network with that VPC.",
      ),
    );
  if (existing?.loadBalancer === undefined) return problems;
  return [
    ...problems,
    ...(domain === undefined || networkLoadBalancer !== undefined
      ? []
      : [
          problem(
            "domain",
            "Its certificate and its records are for load balancers that are built here, and the public one exists already.",
            "Remove domain; name the hosts in the routes, and let their records point to the existing load balancer.",
          ),
        ]),
    ...(webAcl === undefined
      ? []
      : [
          problem(
            "webAcl",
            "A load balancer has one web ACL, and that of an existing one belongs to whoever has made it.",
            "Remove webAcl.",
          ),
        ]),
  ];
}

/** A network whose tasks are in one zone: fine for trying things out. */
export function warnOfExisting(
  { environmentType, existing }: Configuration,
  services: readonly PlannedService[],
): Problem[] {
  const network = existing?.network;
  if (network === undefined || environmentType !== "prod") return [];
  return services.flatMap(({ name, settings: { subnetTier = DEFAULT_TIER } }): Problem[] => {
    const zones = subnetZonesOf(network)[subnetTier];
    if (zones.length > 1) return [];
    return [
      {
        component: `service "${name}"`,
        argument: "subnetTier",
        value: subnetTier,
        message: `All its tasks are in zone ${zones[0]}: if that fails, all of them do.`,
        fix: `Name subnets of more zones in existing.network.${subnetTier}SubnetIds, or accept it.`,
        source:
          "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_fault_isolation_multiaz_region_system.html",
      },
    ];
  });
}
