import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "../../model/iam-policy";
import type { EncryptionKey } from "../identity/encryption-key";
import { logRetentionProblem } from "../log-retention";
import { placeOf } from "../place";
import { refuse } from "../refuse";
import { transformed, type Transform } from "../transform";
import { CAPACITY_PROVIDERS } from "./capacity-plan";
import type { ClusterLike } from "./cluster-like";
import { existingCluster, type ExistingClusterArgs } from "./existing-cluster";
import type { ExecAudit } from "./exec-plan";

const DEFAULT_RETENTION_DAYS = 365;

/** One for each child. */
export interface ClusterTransforms {
  readonly cluster?: Transform<aws.ecs.ClusterArgs>;
  readonly execLogGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly capacityProviders?: Transform<aws.ecs.ClusterCapacityProvidersArgs>;
}

export interface ExecAuditArgs {
  /** Encrypts the sessions and their log. Who opens a session needs `kms:GenerateDataKey` on it. */
  readonly encryptionKey: EncryptionKey;
  /** How long (days) the record is kept: one of the numbers that CloudWatch Logs knows. @default 365 */
  readonly logRetentionDays?: number | undefined;
  /** Whether Pulumi refuses to delete the record. @default true */
  readonly protectLogGroup?: boolean;
}

export interface ClusterArgs {
  /**
   * How closely CloudWatch watches the cluster: `enhanced` adds metrics per task and container to those per service,
   * and costs more per task.
   * @default "enhanced"
   */
  readonly containerInsights?: "enabled" | "enhanced";
  /** Records what is done in containers through ECS Exec, without which no service can have it. @default none */
  readonly execAudit?: ExecAuditArgs;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: ClusterTransforms;
}

/**
 * An ECS cluster for Fargate. It creates:
 * 1. the cluster, with Container Insights;
 * 2. its capacity providers, FARGATE and FARGATE_SPOT, for services to choose from;
 * 3. with an `execAudit`, an encrypted log group of everything that is done in containers through ECS Exec.
 *
 * ```ts
 * const cluster = new Cluster("main", {});
 * ```
 * @throws RunError if CloudWatch Logs can't keep the record for so many days.
 */
export class Cluster extends pulumi.ComponentResource implements ClusterLike {
  readonly arn: pulumi.Output<string>;
  readonly clusterName: pulumi.Output<string>;
  readonly place: pulumi.Output<AwsPlace>;
  readonly execAudit?: ExecAudit<pulumi.Output<string>>;
  readonly capacityProviders = CAPACITY_PROVIDERS;
  /** The cluster with its capacity providers. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: ClusterArgs, options?: pulumi.ComponentResourceOptions) {
    const { execAudit, transform = {} } = args;
    const retentionDays = execAudit?.logRetentionDays ?? DEFAULT_RETENTION_DAYS;
    refuse(logRetentionProblem(`cluster "${name}"`, "execAudit.logRetentionDays", retentionDays));
    super("fargate-platform:service:Cluster", name, {}, options);
    const keyArn = execAudit?.encryptionKey.arn;
    const execLogGroup =
      execAudit &&
      new aws.cloudwatch.LogGroup(
        `${name}-exec`,
        ...transformed<aws.cloudwatch.LogGroupArgs>(
          transform.execLogGroup,
          { retentionInDays: retentionDays, kmsKeyId: keyArn, tags: { Name: `${name}-exec` } },
          { parent: this, protect: execAudit.protectLogGroup ?? true },
        ),
      );
    if (execLogGroup && keyArn) this.execAudit = { logGroupArn: execLogGroup.arn, keyArn };
    this.place = placeOf(this);
    const cluster = new aws.ecs.Cluster(
      name,
      ...transformed<aws.ecs.ClusterArgs>(
        transform.cluster,
        {
          settings: [{ name: "containerInsights", value: args.containerInsights ?? "enhanced" }],
          ...(execLogGroup && {
            configuration: {
              executeCommandConfiguration: {
                kmsKeyId: keyArn,
                logging: "OVERRIDE",
                logConfiguration: { cloudWatchLogGroupName: execLogGroup.name, cloudWatchEncryptionEnabled: true },
              },
            },
          }),
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
    new aws.ecs.ClusterCapacityProviders(
      name,
      ...transformed<aws.ecs.ClusterCapacityProvidersArgs>(
        transform.capacityProviders,
        { clusterName: cluster.name, capacityProviders: [...CAPACITY_PROVIDERS] },
        { parent: this },
      ),
    );
    this.arn = cluster.arn;
    this.clusterName = cluster.name;
    this.ready = [this];
    this.registerOutputs({ arn: this.arn, clusterName: this.clusterName });
  }

  /**
   * A cluster that something else has made. Nothing is created or changed.
   *
   * ```ts
   * const cluster = Cluster.fromExisting("shared", { clusterArn: "arn:aws:ecs:eu-central-1:123456789012:cluster/shared" });
   * ```
   * @throws RunError naming every wrong argument.
   */
  static fromExisting(name: string, args: ExistingClusterArgs): ClusterLike {
    return existingCluster(name, args);
  }
}
