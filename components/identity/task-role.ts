import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ecsTasksTrustPolicy, policyDocument, type AwsPlace, type PolicyStatement } from "../../model/iam-policy";
import { refuse } from "../refuse";
import { transformed, type Transform } from "../transform";
import { checkPermissionsBoundary } from "./permissions-boundary-plan";

/** One for each kind of child. */
export interface TaskRoleTransforms {
  readonly role?: Transform<aws.iam.RoleArgs>;
  /** Each grant is a policy. */
  readonly policy?: Transform<aws.iam.RolePolicyArgs>;
}

export interface TaskRoleArgs {
  /** Where the tasks run: only they may assume the role. */
  readonly place: pulumi.Input<AwsPlace>;
  /**
   * The managed policy that limits what the role can ever do, whatever it is granted.
   * @default none
   */
  readonly permissionsBoundaryArn?: string | undefined;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: TaskRoleTransforms | undefined;
}

/**
 * What the application in the containers may do. It creates a role without any permission; each `grant` adds some.
 *
 * ```ts
 * const role = new TaskRole("notifier", { place: cluster.place });
 * role.grant("publish", [{ Effect: "Allow", Action: "sns:Publish", Resource: topic.arn }]);
 * ```
 * @throws RunError if the permissions boundary is no managed policy.
 */
export class TaskRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;

  readonly #name: string;
  readonly #role: aws.iam.Role;
  readonly #transform: TaskRoleTransforms;

  constructor(name: string, args: TaskRoleArgs, options?: pulumi.ComponentResourceOptions) {
    refuse(checkPermissionsBoundary(`task role "${name}"`, args.permissionsBoundaryArn));
    super("fargate-platform:identity:TaskRole", name, {}, options);
    this.#name = name;
    this.#transform = args.transform ?? {};
    this.#role = new aws.iam.Role(
      name,
      ...transformed<aws.iam.RoleArgs>(
        this.#transform.role,
        {
          description: `Task role ${name}: what the application may do`,
          assumeRolePolicy: pulumi.output(args.place).apply(ecsTasksTrustPolicy),
          permissionsBoundary: args.permissionsBoundaryArn,
          tags: { Name: name },
        },
        { parent: this },
      ),
    );
    this.arn = this.#role.arn;
    this.registerOutputs({ arn: this.arn });
  }

  /**
   * Adds permissions under a name that is unique for this role.
   * @returns the policy, for whoever can't start without it.
   */
  grant(name: string, statements: pulumi.Input<pulumi.Input<PolicyStatementInput>[]>): pulumi.Resource {
    return new aws.iam.RolePolicy(
      `${this.#name}-${name}`,
      ...transformed<aws.iam.RolePolicyArgs>(
        this.#transform.policy,
        { role: this.#role.name, policy: pulumi.output(statements).apply((known) => policyDocument(known)) },
        { parent: this },
      ),
    );
  }
}

/** A statement whose ARNs may be outputs of other resources. */
export type PolicyStatementInput = Omit<PolicyStatement, "Resource"> & {
  readonly Resource: pulumi.Input<string | string[]>;
};
