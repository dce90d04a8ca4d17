import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ecsTrustPolicy, policyDocument } from "../../model/iam-policy";
import { roleWithPolicy } from "../identity/role-with-policy";
import { hookRoleStatements } from "./lifecycle-hook-plan";
import type { FargateServiceArgs } from "./service-args";

/** The hooks as the ECS service has them, and what has to exist before ECS can call them. */
export interface BuiltHooks {
  readonly lifecycleHooks?: aws.types.input.ecs.ServiceDeploymentConfigurationLifecycleHook[];
  readonly dependencies: readonly pulumi.Resource[];
}

/** One role for all hooks of a service, with which ECS calls their functions. */
export function buildHooks(
  name: string,
  { strategy, permissionsBoundaryArn, transform }: FargateServiceArgs,
  options: { readonly parent: pulumi.Resource },
): BuiltHooks {
  const hooks = strategy?.lifecycleHooks ?? [];
  if (hooks.length === 0) return { dependencies: [] };
  const { role, policy } = roleWithPolicy(
    `${name}-hooks`,
    {
      description: `Lifecycle hooks of ${name}: which functions ECS may call while it deploys`,
      assumeRolePolicy: ecsTrustPolicy(),
      policy: pulumi
        .all(hooks.map(({ functionArn }) => functionArn))
        .apply((arns) => policyDocument(hookRoleStatements(arns))),
      permissionsBoundaryArn,
      transform: transform?.lifecycleHookRole,
    },
    options,
  );
  return {
    dependencies: [role, policy],
    lifecycleHooks: hooks.map(({ functionArn, stages, details }) => ({
      hookTargetArn: functionArn,
      roleArn: role.arn,
      lifecycleStages: [...stages],
      ...(details && { hookDetails: JSON.stringify(details) }),
    })),
  };
}
