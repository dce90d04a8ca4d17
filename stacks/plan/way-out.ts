/** How the tasks reach what they need outside of the VPC, and whether that is worth its price. */
import { natZones } from "../../components/network/nat-plan";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";
import { NETWORK } from "../names";
import type { PlannedService } from "../plan";

const component = `network "${NETWORK}"`;

/** Without a NAT gateway private subnets have no way to registries, log groups and secrets. */
export function checkWayOut(
  network: Configuration["network"] | undefined,
  services: readonly PlannedService[],
): Problem[] {
  if (network?.nat !== "none" || services.length === 0) return [];
  return [
    {
      component,
      argument: "nat",
      value: "none",
      message: `The tasks of ${services.map(({ name }) => `"${name}"`).join(", ")} could not pull their images or write their logs.`,
      fix: "Set nat to single or perAz.",
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    },
  ];
}

/** NAT gateways that nothing uses, or too few of them. They never come or go by themselves: others may know them. */
export function warnOfWayOut(
  { environmentType, network }: Configuration,
  services: readonly PlannedService[],
): Problem[] {
  const { nat = "perAz", zones } = network;
  const count = natZones(nat, zones).length;
  const problem = (message: string, fix: string): Problem => ({ component, argument: "nat", value: nat, message, fix });
  if (count > 0 && services.length === 0) {
    const gateways = count === 1 ? "1 NAT gateway is" : `${count} NAT gateways are`;
    return [
      problem(
        `${gateways} paid for, about 35 USD a month each, and there is no service to use it.`,
        "Set nat to none until there is one, unless others have its addresses in their allow lists.",
      ),
    ];
  }
  if (environmentType === "prod" && nat === "single") {
    return [
      problem(
        `If zone ${zones[0]} fails, the tasks of all zones lose their way to the internet.`,
        "Set nat to perAz, or accept it.",
      ),
    ];
  }
  return [];
}
