/** Whether what exists is in the environment's region, and in the account that it is deployed to. */
import { parseArn } from "../../model/arn";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";

/** What is no ARN is reported elsewhere. */
export function checkPlaceOfArns({ existing, region, allowedAccountIds }: Partial<Configuration>): Problem[] {
  const { cluster, loadBalancer, internalLoadBalancer } = existing ?? {};
  const arns = {
    "cluster.clusterArn": cluster?.clusterArn,
    "cluster.execAudit.logGroupArn": cluster?.execAudit?.logGroupArn,
    "cluster.execAudit.keyArn": cluster?.execAudit?.keyArn,
    "loadBalancer.listenerArn": loadBalancer?.listenerArn,
    "internalLoadBalancer.listenerArn": internalLoadBalancer?.listenerArn,
  };
  return Object.entries(arns).flatMap(([key, value]): Problem[] => {
    const arn = value === undefined ? undefined : parseArn(value);
    if (arn === undefined) return [];
    const at = { component: "environment", argument: `existing.${key}`, value };
    const isElsewhere = region !== undefined && arn.region !== region;
    const others = (allowedAccountIds ?? []).filter((accountId) => accountId !== arn.accountId);
    return [
      ...(isElsewhere
        ? [
            {
              ...at,
              message: `It is in ${arn.region}, and the environment in ${region}.`,
              fix: "Correct one of the two.",
            },
          ]
        : []),
      ...(others.length > 0
        ? [
            {
              ...at,
              message: `It is in the account ${arn.accountId}, and the environment may be deployed to ${others.join(", ")}.`,
              fix: "Correct the ARN, or allowedAccountIds: one account per environment.",
            },
          ]
        : []),
    ];
  });
}
