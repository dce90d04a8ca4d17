import type * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "../../model/iam-policy";
import type { CapacityProviderName } from "./capacity-plan";
import type { ExecAudit } from "./exec-plan";

/** What services need of a cluster. */
export interface ClusterLike {
  readonly arn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  /** Account, region and partition, for the policies of roles. */
  readonly place: pulumi.Output<AwsPlace>;
  /** Where the record of what is done in containers stands; services without shells need none. */
  readonly execAudit?: ExecAudit<pulumi.Output<string>>;
  /** Which of Fargate's capacity providers services can use. */
  readonly capacityProviders: readonly CapacityProviderName[];
  /** What has to exist before a service can run in it. */
  readonly ready: readonly pulumi.Resource[];
}
