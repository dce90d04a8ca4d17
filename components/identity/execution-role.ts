import * as pulumi from "@pulumi/pulumi";
import { ecsTasksTrustPolicy, policyDocument, type AwsPlace } from "../../model/iam-policy";
import { refuse } from "../refuse";
import { executionRoleStatements } from "./execution-role-plan";
import { checkPermissionsBoundary } from "./permissions-boundary-plan";
import { type CommonRoleArgs, roleWithPolicy } from "./role-with-policy";

export interface ExecutionRoleArgs extends CommonRoleArgs {
  /** Where the tasks run: only they may assume the role. */
  readonly place: pulumi.Input<AwsPlace>;
  /** The log group that the containers write to. */
  readonly logGroupArn: pulumi.Input<string>;
  /** The containers' images. Only those in private ECR registries need permissions. */
  readonly images: pulumi.Input<pulumi.Input<string>[]>;
  /** The secrets and parameters that are put into the containers' environment, as the containers refer to them. */
  readonly secrets?: pulumi.Input<pulumi.Input<string>[]>;
  /** The customer managed KMS keys that those secrets are encrypted with, if any. */
  readonly secretKmsKeyArns?: readonly string[];
}

/**
 * What ECS itself may do to start a task: pull exactly its images, write exactly its logs, read exactly its secrets.
 * It creates the role and one inline policy.
 *
 * ```ts
 * new ExecutionRole("web", { place: cluster.place, logGroupArn: logGroup.arn, images: [image] });
 * ```
 * @throws RunError if the permissions boundary is no managed policy.
 *
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html
 */
export class ExecutionRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: ExecutionRoleArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(checkPermissionsBoundary(`execution role "${name}"`, args.permissionsBoundaryArn));
    super("fargate-platform:identity:ExecutionRole", name, {}, options);
    const { role } = roleWithPolicy(
      name,
      {
        description: `Execution role ${name}: what ECS may do to start the task`,
        assumeRolePolicy: pulumi.output(args.place).apply(ecsTasksTrustPolicy),
        policy: pulumi
          .all([args.place, args.logGroupArn, args.images, args.secrets ?? []])
          .apply(([place, logGroupArn, images, secrets]) =>
            policyDocument(
              executionRoleStatements({
                place,
                logGroupArn,
                images,
                secrets,
                secretKmsKeyArns: args.secretKmsKeyArns ?? [],
              }),
            ),
          ),
        permissionsBoundaryArn: args.permissionsBoundaryArn,
        transform: args.transform,
      },
      { parent: this },
    );
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
