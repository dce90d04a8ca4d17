import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ecsTrustPolicy, policyDocument } from "../../model/iam-policy";
import { refuse } from "../refuse";
import { transformed, type Transform } from "../transform";
import { infrastructureRoleStatements } from "./infrastructure-role-plan";
import { checkPermissionsBoundary } from "./permissions-boundary-plan";

/** One for each child. */
export interface InfrastructureRoleTransforms {
  readonly role?: Transform<aws.iam.RoleArgs>;
  readonly policy?: Transform<aws.iam.RolePolicyArgs>;
}

export interface InfrastructureRoleArgs {
  /** The target groups that ECS shifts requests between. */
  readonly targetGroupArns: readonly pulumi.Input<string>[];
  /** The listener rules whose weights ECS changes. */
  readonly listenerRuleArns: readonly pulumi.Input<string>[];
  /**
   * The managed policy that limits what the role can ever do, whatever it is granted.
   * @default none
   */
  readonly permissionsBoundaryArn?: string | undefined;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: InfrastructureRoleTransforms | undefined;
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
    const role = new aws.iam.Role(
      name,
      ...transformed<aws.iam.RoleArgs>(
        args.transform?.role,
        {
          description: `Infrastructure role ${name}: what ECS may do at the load balancer`,
          assumeRolePolicy: ecsTrustPolicy(),
          permissionsBoundary: args.permissionsBoundaryArn,
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
    new aws.iam.RolePolicy(
      name,
      ...transformed<aws.iam.RolePolicyArgs>(
        args.transform?.policy,
        {
          role: role.name,
          policy: pulumi
            .all([pulumi.all([...args.targetGroupArns]), pulumi.all([...args.listenerRuleArns])])
            .apply(([targetGroupArns, listenerRuleArns]) =>
              policyDocument(infrastructureRoleStatements({ targetGroupArns, listenerRuleArns })),
            ),
        },
        { parent: this },
      ),
    );
    this.arn = role.arn;
    this.registerOutputs({ arn: this.arn });
  }
}
