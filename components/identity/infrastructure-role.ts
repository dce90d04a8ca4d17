import * as pulumi from "@pulumi/pulumi";
import { ecsTrustPolicy, policyDocument } from "../../model/iam-policy";
import { refuse } from "../refuse";
import { infrastructureRoleStatements } from "./infrastructure-role-plan";
import { checkPermissionsBoundary } from "./permissions-boundary-plan";
import { type CommonRoleArgs, roleWithPolicy } from "./role-with-policy";

export interface InfrastructureRoleArgs extends CommonRoleArgs {
  /** The target groups that ECS shifts requests between. */
  readonly targetGroupArns: readonly pulumi.Input<string>[];
  /** The listener rules whose weights ECS changes. */
  readonly listenerRuleArns: readonly pulumi.Input<string>[];
}

/**
 * What ECS may do at the load balancer while it deploys a service: register tasks in its target groups, and change the
 * weights of its rules. It creates the role and one inline policy.
 *
 * ```ts
 * new InfrastructureRole("web", { targetGroupArns: [blue.arn, green.arn], listenerRuleArns: [rule.arn] });
 * ```
 * @throws RunError if the permissions boundary is no managed policy.
 *
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 */
export class InfrastructureRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: InfrastructureRoleArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(checkPermissionsBoundary(`infrastructure role "${name}"`, args.permissionsBoundaryArn));
    super("fargate-platform:identity:InfrastructureRole", name, {}, options);
    const { role } = roleWithPolicy(
      name,
      {
        description: `Infrastructure role ${name}: what ECS may do at the load balancer`,
        assumeRolePolicy: ecsTrustPolicy(),
        policy: pulumi
          .all([pulumi.all([...args.targetGroupArns]), pulumi.all([...args.listenerRuleArns])])
          .apply(([targetGroupArns, listenerRuleArns]) =>
            policyDocument(infrastructureRoleStatements({ targetGroupArns, listenerRuleArns })),
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
