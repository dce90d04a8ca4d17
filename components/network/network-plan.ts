/** What is wrong with a network as a whole, before anything is registered. */
import type { Problem } from "../../model/problem";
import { checkPermissionsBoundary } from "../identity/permissions-boundary-plan";
import { logRetentionProblem } from "../log-retention";
import { DEFAULT_FLOW_LOG_RETENTION_DAYS } from "./flow-log-plan";
import { checkPublicPorts } from "./network-acl-plan";
import { checkSubnets, type SubnetPlanArgs } from "./subnet-plan";

export interface NetworkPlanArgs extends SubnetPlanArgs {
  readonly flowLogRetentionDays?: number | undefined;
  readonly permissionsBoundaryArn?: string | undefined;
  readonly publicPorts?: readonly number[] | undefined;
}

/** Everything that is wrong with the arguments; empty if the network can be built. */
export function checkNetwork(name: string, args: NetworkPlanArgs): Problem[] {
  const component = `network "${name}"`;
  const retentionDays = args.flowLogRetentionDays ?? DEFAULT_FLOW_LOG_RETENTION_DAYS;
  const subnets = checkSubnets(component, args);
  return [
    ...subnets,
    ...logRetentionProblem(component, "flowLogRetentionDays", retentionDays),
    ...(subnets.length > 0 ? [] : checkPublicPorts(component, args.cidr, args.publicPorts ?? [])),
    ...checkPermissionsBoundary(component, args.permissionsBoundaryArn),
  ];
}
