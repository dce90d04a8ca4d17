/** How the tasks reach what they need outside of the VPC, and whether that is worth its price. */
import { interfaceEndpointServices } from "../../components/network/endpoint-plan";
import { natZones, type NatPlacement } from "../../components/network/nat-plan";
import type { EndpointService } from "../../model/endpoint-services";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";
import { NETWORK } from "../names";
import type { PlannedService } from "../plan";
import { usedEndpointServices } from "./endpoint-services";
import { checkExistingWayOut } from "./existing-way-out";
import { inPrivateSubnets } from "./placement";
import { checkPrivateWays } from "./private-ways";

const NETWORK_COMPONENT = `network "${NETWORK}"`;
const SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html";

/**
 * Without a NAT gateway private subnets have no way to log groups and secrets but interface endpoints, and none at all
 * to other registries than the region's own.
 */
export function checkWayOut(settings: Partial<Configuration>, allServices: readonly PlannedService[]): Problem[] {
  const { network, existing, region } = settings;
  const services = inPrivateSubnets(allServices);
  if (existing?.network !== undefined) return checkExistingWayOut(settings, services);
  if (network?.nat !== "none" || services.length === 0) return [];
  const { interfaceEndpoints = "none" } = network;
  if (interfaceEndpoints === "none") {
    return [
      {
        component: NETWORK_COMPONENT,
        argument: "nat",
        value: "none",
        message: `The tasks of ${services.map(({ name }) => `"${name}"`).join(", ")} could not pull their images or write their logs.`,
        fix: "Set nat to single or perAz, or interfaceEndpoints to minimal if all images are in the region's own private ECR.",
        source: SOURCE,
      },
    ];
  }
  return services.flatMap((service) => checkPrivateWays(service, region));
}

/** USD a month, roughly. Source: https://aws.amazon.com/vpc/pricing/ and https://aws.amazon.com/privatelink/pricing/ */
const NAT_GATEWAY_COST = 35;
const ENDPOINT_COST_PER_ZONE = 8;
/** The smallest type, its disk and its address. Source: https://aws.amazon.com/ec2/pricing/on-demand/ */
const NAT_INSTANCE_COST = 8;

/** What is paid for without use, or too little. No NAT gateway comes or goes by itself: others may know its addresses. */
export function warnOfWayOut(settings: Configuration, services: readonly PlannedService[]): Problem[] {
  const { network } = settings;
  if (network === undefined) return [];
  return [
    ...endpointsWithoutEffect(network),
    ...instanceWithoutEffect(network),
    ...(inPrivateSubnets(services).length === 0
      ? unusedWays(network, usedEndpointServices(settings, services), services.length === 0)
      : zoneToHangOn(settings.environmentType, network)),
  ];
}

type NetworkSettings = NonNullable<Configuration["network"]>;

function endpointsWithoutEffect({ interfaceEndpoints = "none", endpointServices = [] }: NetworkSettings): Problem[] {
  if (interfaceEndpoints !== "none" || endpointServices.length === 0) return [];
  return [
    {
      component: NETWORK_COMPONENT,
      argument: "endpointServices",
      value: endpointServices,
      message: "There are no interface endpoints that could lead there.",
      fix: "Set interfaceEndpoints to minimal, or remove endpointServices.",
    },
  ];
}

function instanceWithoutEffect(network: NetworkSettings): Problem[] {
  if (network.nat === "instance") return [];
  return (["natInstanceType", "natInstanceAmiId"] as const).flatMap((argument): Problem[] => {
    if (network[argument] === undefined) return [];
    const message = `There is no NAT instance: nat is ${network.nat ?? "perAz"}.`;
    return [
      {
        component: NETWORK_COMPONENT,
        argument,
        value: network[argument],
        message,
        fix: "Set nat to instance, or remove it.",
      },
    ];
  });
}

function unusedWays(
  { nat = "perAz", interfaceEndpoints = "none", zones }: NetworkSettings,
  used: readonly EndpointService[],
  noServices: boolean,
): Problem[] {
  const endpoints = interfaceEndpointServices(interfaceEndpoints, used).length * zones.length;
  return [
    ...unused("nat", nat, natCost(nat, natZones(nat, zones).length), noServices),
    // Inside the VPC the endpoints take over the services' names, so tasks in public subnets use them too.
    ...(noServices ? unused("interfaceEndpoints", interfaceEndpoints, endpoints * ENDPOINT_COST_PER_ZONE, true) : []),
  ];
}

function natCost(nat: NatPlacement, count: number): number {
  return count * (nat === "instance" ? NAT_INSTANCE_COST : NAT_GATEWAY_COST);
}

/** What all zones lose their way out with. */
const HANGS_ON: Partial<Record<NatPlacement, (zone: string | undefined) => string>> = {
  single: (zone) => `If zone ${zone} fails`,
  instance: (zone) => `If zone ${zone} or the one NAT instance fails, and whenever that is renewed`,
};

function zoneToHangOn(
  environmentType: Configuration["environmentType"],
  { nat = "perAz", zones }: NetworkSettings,
): Problem[] {
  const when = HANGS_ON[nat];
  if (environmentType !== "prod" || when === undefined) return [];
  return [
    {
      component: NETWORK_COMPONENT,
      argument: "nat",
      value: nat,
      message: `${when(zones[0])}, the tasks of all zones lose their way to the internet.`,
      fix: "Set nat to perAz, or accept it.",
    },
  ];
}

function unused(argument: string, value: string, monthlyCost: number, noServices: boolean): Problem[] {
  if (monthlyCost === 0) return [];
  return [
    {
      component: NETWORK_COMPONENT,
      argument,
      value,
      message: `It costs about ${monthlyCost} USD a month, and ${noServices ? "there is no service to use it" : "all tasks have public addresses of their own"}.`,
      fix: "Set it to none until one needs it, unless something else needs it.",
    },
  ];
}
