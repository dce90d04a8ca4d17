import type * as aws from "@pulumi/aws";
import type { RoleTransforms } from "../identity/role-with-policy";
import type { TaskRoleTransforms } from "../identity/task-role";
import type { ServiceAlarmsTransforms } from "../observability/service-alarms";
import type { WayTransforms } from "../security-group-way";
import type { Transform } from "../transform";
import type { AutoScalingTransforms } from "./auto-scaling";

/** One for each kind of child of a service; those that exist only with an option are called only then. */
export interface FargateServiceTransforms {
  readonly logGroup?: Transform<aws.cloudwatch.LogGroupArgs>;
  readonly executionRole?: RoleTransforms;
  readonly taskRole?: TaskRoleTransforms;
  readonly securityGroup?: Transform<aws.ec2.SecurityGroupArgs>;
  /** The rule that lets the tasks out over HTTPS. */
  readonly httpsEgress?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  /** The rules that let each of those reach the tasks whom `allowFrom` names. */
  readonly way?: WayTransforms;
  readonly taskDefinition?: Transform<aws.ecs.TaskDefinitionArgs>;
  /** Of both, if the deployment strategy needs two. */
  readonly targetGroup?: Transform<aws.lb.TargetGroupArgs>;
  /** Of the service in Cloud Map. */
  readonly cloudMapService?: Transform<aws.servicediscovery.ServiceArgs>;
  /** What ECS may do at the load balancer, if the deployment strategy shifts requests. */
  readonly infrastructureRole?: RoleTransforms;
  /** With which ECS calls the functions of the strategy's `lifecycleHooks`. */
  readonly lifecycleHookRole?: RoleTransforms;
  readonly service?: Transform<aws.ecs.ServiceArgs>;
  readonly autoScaling?: AutoScalingTransforms;
  readonly alarms?: ServiceAlarmsTransforms;
  readonly dashboard?: Transform<aws.cloudwatch.DashboardArgs>;
}
