/** The permissions that ECS needs to shift requests from a service's old tasks to its new ones, and nothing more. */
import type { PolicyStatement } from "../../model/iam-policy";

export interface InfrastructureRoleNeeds {
  readonly targetGroupArns: readonly string[];
  readonly listenerRuleArns: readonly string[];
}

/**
 * The statements of AWS's own AmazonECSInfrastructureRolePolicyForLoadBalancers, without those for other kinds of load
 * balancers, and for this service's parts alone: that one may change all listeners of the account. What is described
 * knows no narrower resource.
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 */
export function infrastructureRoleStatements(needs: InfrastructureRoleNeeds): PolicyStatement[] {
  const actions = (...names: string[]) => names.map((name) => `elasticloadbalancing:${name}`);
  return [
    {
      Sid: "FindRequests",
      Effect: "Allow",
      Action: actions("DescribeListeners", "DescribeRules", "DescribeTargetGroups", "DescribeTargetHealth"),
      Resource: "*",
    },
    {
      Sid: "RegisterTasks",
      Effect: "Allow",
      Action: actions("RegisterTargets", "DeregisterTargets"),
      Resource: needs.targetGroupArns,
    },
    { Sid: "ShiftRequests", Effect: "Allow", Action: actions("ModifyRule"), Resource: needs.listenerRuleArns },
  ];
}
