import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "../../model/iam-policy";
import { placeOf } from "../place";
import { transformed, type Transform } from "../transform";

/** One for each child. */
export interface ClusterTransforms {
  readonly cluster?: Transform<aws.ecs.ClusterArgs>;
  readonly capacityProviders?: Transform<aws.ecs.ClusterCapacityProvidersArgs>;
}

export interface ClusterArgs {
  /**
   * How closely CloudWatch watches the cluster: `enhanced` adds metrics per task and container to those per service,
   * and costs more per task.
   * @default "enhanced"
   */
  readonly containerInsights?: "enabled" | "enhanced";
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: ClusterTransforms;
}

/**
 * An ECS cluster for Fargate. It creates:
 * 1. the cluster, with Container Insights;
 * 2. its capacity providers, FARGATE and FARGATE_SPOT, for services to choose from.
 *
 * ```ts
 * const cluster = new Cluster("main", {});
 * ```
 */
export class Cluster extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  /** Account, region and partition, for the policies of roles. */
  readonly place: pulumi.Output<AwsPlace>;

  constructor(name: string, args: ClusterArgs, options?: pulumi.ComponentResourceOptions) {
    super("fargate-platform:service:Cluster", name, {}, options);
    this.place = placeOf(this);
    const cluster = new aws.ecs.Cluster(
      name,
      ...transformed<aws.ecs.ClusterArgs>(
        args.transform?.cluster,
        {
          settings: [{ name: "containerInsights", value: args.containerInsights ?? "enhanced" }],
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
    new aws.ecs.ClusterCapacityProviders(
      name,
      ...transformed<aws.ecs.ClusterCapacityProvidersArgs>(
        args.transform?.capacityProviders,
        { clusterName: cluster.name, capacityProviders: ["FARGATE", "FARGATE_SPOT"] },
        { parent: this },
      ),
    );
    this.arn = cluster.arn;
    this.clusterName = cluster.name;
    this.registerOutputs({ arn: this.arn, clusterName: this.clusterName });
  }
}
