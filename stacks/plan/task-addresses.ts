/** Whether the subnets have an address for each task: otherwise ECS goes on trying to start those that are wanted. */
import { checkSubnets, planSubnets } from "../../components/network/subnet-plan";
import { DEFAULT_TIER, TASK_TIERS, type TaskTier } from "../../components/service/placement";
import { SERVICE_DEFAULTS } from "../../components/service/service-args";
import { Ipv4Cidr } from "../../model/ipv4-cidr";
import type { Problem } from "../../model/problem";
import { RESERVED_ADDRESSES_PER_SUBNET } from "../../model/vpc";
import type { Configuration } from "../configuration-schema";
import { NETWORK } from "../names";
import type { PlannedService } from "../plan";

const SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html";

/** Besides tasks, load balancers and endpoints have addresses there, and deployments more tasks for a while. */
export function checkTaskAddresses(
  { network }: Partial<Configuration>,
  services: readonly PlannedService[],
): Problem[] {
  // A range that can't be cut into subnets is reported by the network.
  if (network === undefined || checkSubnets(NETWORK, network).length > 0) return [];
  const subnets = planSubnets(network);
  return TASK_TIERS.flatMap((tier): Problem[] => {
    const addresses = subnets
      .filter((subnet) => subnet.tier === tier)
      .map(({ cidr }) => Ipv4Cidr.parse(cidr))
      .reduce((sum, range) => sum + (typeof range === "string" ? 0 : range.size - RESERVED_ADDRESSES_PER_SUBNET), 0);
    const tasks = services
      .filter((service) => tierOf(service) === tier)
      .reduce((sum, each) => sum + mostTasks(each), 0);
    if (tasks <= addresses) return [];
    return [
      {
        component: `network "${NETWORK}"`,
        argument: "cidr",
        value: network.cidr,
        message: `Its ${tier} subnets have ${addresses} addresses, and the services there may have ${tasks} tasks, each with an address of its own.`,
        fix: "Choose a wider range, more zones, or fewer tasks (desiredCount, autoScaling.maxTasks).",
        source: SOURCE,
      },
    ];
  });
}

function tierOf({ settings }: PlannedService): TaskTier {
  return settings.subnetTier ?? DEFAULT_TIER;
}

function mostTasks({ settings: { autoScaling, desiredCount } }: PlannedService): number {
  return autoScaling?.maxTasks ?? desiredCount ?? SERVICE_DEFAULTS.desiredCount;
}
