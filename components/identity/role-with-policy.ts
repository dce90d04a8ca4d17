import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { transformed, type Transform } from "../transform";

/** One for each of a role's two parts. */
export interface RoleTransforms {
  readonly role?: Transform<aws.iam.RoleArgs>;
  readonly policy?: Transform<aws.iam.RolePolicyArgs>;
}

/** What a component that is such a role can be given, whatever it is for. */
export interface CommonRoleArgs {
  /**
   * The managed policy that limits what the role can ever do, whatever it is granted.
   * @default none
   */
  readonly permissionsBoundaryArn?: string | undefined;
  /** Changes what the children are registered with. @default nothing is changed */
  readonly transform?: RoleTransforms | undefined;
}

export interface RoleWithPolicyArgs {
  readonly description: string;
  readonly assumeRolePolicy: pulumi.Input<string>;
  /** All that the role may do. */
  readonly policy: pulumi.Input<string>;
  readonly permissionsBoundaryArn: string | undefined;
  readonly transform?: RoleTransforms | undefined;
}

/** A role whose permissions are known from the start: the role and one inline policy, both of the same name. */
export function roleWithPolicy(
  name: string,
  { description, assumeRolePolicy, policy, permissionsBoundaryArn, transform = {} }: RoleWithPolicyArgs,
  options: { readonly parent: pulumi.Resource },
): { readonly role: aws.iam.Role; readonly policy: aws.iam.RolePolicy } {
  const role = new aws.iam.Role(
    name,
    ...transformed<aws.iam.RoleArgs>(
      transform.role,
      { description, assumeRolePolicy, permissionsBoundary: permissionsBoundaryArn, tags: { Name: name } },
      options,
    ),
  );
  const inline = new aws.iam.RolePolicy(
    name,
    ...transformed<aws.iam.RolePolicyArgs>(transform.policy, { role: role.name, policy }, options),
  );
  return { role, policy: inline };
}
