/** What is wrong with a network as a whole, before anything is registered. */
import type { Problem } from "../../model/problem";
import { checkPermissionsBoundary } from "../identity/permissions-boundary-plan";
import { logRetentionProblem } from "../log-retention";
import { DEFAULT_FLOW_LOG_RETENTION_DAYS } from "./flow-log-plan";
import { checkSubnets, type SubnetPlanArgs } from "./subnet-plan";

export interface NetworkPlanArgs extends SubnetPlanArgs {
  readonly flowLogRetentionDays?: number | undefined;
  readonly permissionsBoundaryArn?: string | undefined;
}

/** Everything that is wrong with the arguments; empty if the network can be built. */
export function checkNetwork(name: string, args: NetworkPlanArgs): Problem[] {
  const component = `network "${name}"`;
  const retentionDays = args.flowLogRetentionDays ?? DEFAULT_FLOW_LOG_RETENTION_DAYS;
  return [
    ...checkSubnets(component, args),
    ...logRetentionProblem(component, "flowLogRetentionDays", retentionDays),
    ...checkPermissionsBoundary(component, args.permissionsBoundaryArn),
  ];
}
