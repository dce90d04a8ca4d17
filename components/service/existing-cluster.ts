import * as pulumi from "@pulumi/pulumi";
import { parseArn } from "../../model/arn";
import { refuse } from "../refuse";
import { CAPACITY_PROVIDERS, type CapacityProviderName } from "./capacity-plan";
import type { ClusterLike } from "./cluster-like";
import type { ExecAudit } from "./exec-plan";
import { checkExistingCluster } from "./existing-cluster-plan";

/** A cluster that something else has made. */
export interface ExistingClusterArgs {
  readonly clusterArn: pulumi.Input<string>;
  /** Which of Fargate's capacity providers are associated with the cluster. @default both */
  readonly capacityProviders?: readonly CapacityProviderName[];
  /**
   * Where the cluster records what is done in containers through ECS Exec, as its configuration says: no service can
   * have shells without.
   * @default nowhere
   */
  readonly execAudit?: ExecAudit<pulumi.Input<string>>;
}

/** @throws RunError naming every wrong argument. */
export function existingCluster(name: string, args: ExistingClusterArgs): ClusterLike {
  refuse(checkExistingCluster(name, args));
  const arn = pulumi.output(args.clusterArn).apply((clusterArn) => {
    refuse(checkExistingCluster(name, { clusterArn }));
    return clusterArn;
  });
  const { capacityProviders = CAPACITY_PROVIDERS, execAudit } = args;
  return {
    arn,
    clusterName: arn.apply((text) => text.split("/").at(-1)!),
    place: arn.apply((text) => {
      const { partition, accountId, region } = parseArn(text)!;
      return { partition, accountId, region };
    }),
    capacityProviders,
    ready: [],
    ...(execAudit && {
      execAudit: { logGroupArn: pulumi.output(execAudit.logGroupArn), keyArn: pulumi.output(execAudit.keyArn) },
    }),
  };
}
