/** What is wrong with a network as a whole, before anything is registered. */
import type { Problem } from "../../model/problem";
import { checkPermissionsBoundary } from "../identity/permissions-boundary-plan";
import { logRetentionProblem } from "../log-retention";
import {
  checkFlowLogDestinations,
  DEFAULT_FLOW_LOG_DESTINATIONS,
  DEFAULT_FLOW_LOG_RETENTION_DAYS,
  type FlowLogDestination,
} from "./flow-log-plan";
import { checkNatInstance, type NatInstancePlanArgs } from "./nat-instance-plan";
import { checkOpenedPorts, type OpenedPorts } from "./network-acl-plan";
import { checkSubnets, type SubnetPlanArgs } from "./subnet-plan";

export interface NetworkPlanArgs extends SubnetPlanArgs, OpenedPorts, NatInstancePlanArgs {
  readonly flowLogRetentionDays?: number | undefined;
  readonly flowLogDestinations?: readonly FlowLogDestination[] | undefined;
  readonly permissionsBoundaryArn?: string | undefined;
}

/** Everything that is wrong with the arguments; empty if the network can be built. */
export function checkNetwork(name: string, args: NetworkPlanArgs): Problem[] {
  const component = `network "${name}"`;
  const retentionDays = args.flowLogRetentionDays ?? DEFAULT_FLOW_LOG_RETENTION_DAYS;
  const subnets = checkSubnets(component, args);
  return [
    ...subnets,
    ...logRetentionProblem(component, "flowLogRetentionDays", retentionDays),
    ...checkFlowLogDestinations(component, args.flowLogDestinations ?? DEFAULT_FLOW_LOG_DESTINATIONS),
    ...(subnets.length > 0 ? [] : checkOpenedPorts(component, args.cidr, args)),
    ...checkNatInstance(component, args),
    ...checkPermissionsBoundary(component, args.permissionsBoundaryArn),
  ];
}
