import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { TaskRole } from "../identity/task-role";
import { refuse } from "../refuse";
import { openHttps } from "./https-egress";
import { openWay, type Caller } from "../security-group-way";
import { transformed } from "../transform";
import { AutoScaling } from "./auto-scaling";
import { checkCallers } from "./caller-plan";
import { checkClusterCapacity } from "./capacity-plan";
import { buildCloudMapName } from "./cloud-map";
import { checkedServiceName } from "./deployment-check";
import { checkFileSystemNetworks, openFileSystems } from "./file-systems";
import { checkPlacement, placementIn } from "./placement";
import { deploymentArgs } from "./deployment";
import { buildHooks } from "./lifecycle-hooks";
import { plainService, type FargateServiceArgs } from "./service-args";
import { serviceConnectArgs } from "./service-connect";
import { checkService, type PlainService } from "./service-plan";
import { checkExec } from "./exec-plan";
import { buildRoutes } from "./service-route";
import type { FargateServiceTransforms } from "./service-transforms";
import { alarmsOf, buildWatch, rollbackArgs } from "./service-watch";
import { waitingMinutes } from "./strategy-plan";
import { warnOfContainers, warnOfImages, warnOfPlacement, warnOfStrategy } from "./service-warnings";
import { buildTask } from "./task";

/**
 * A service of Fargate tasks, in private subnets unless told otherwise. It creates:
 * 1. a log group with limited retention;
 * 2. an execution role (what ECS may do to start a task) and a task role without permissions (what the program may do);
 * 3. a security group that lets nothing in, and out only over HTTPS: images, logs, secrets, AWS APIs;
 * 4. the task definition: containers as non-root users with read-only file systems and an init process;
 * 5. with a route, a target group, a listener rule, and the way from the load balancer to the container's port; with
 *    network routes, a target group, a listener and that way for each;
 * 6. where the deployment strategy shifts requests, a second target group and the role with which ECS does it; with
 *    lifecycle hooks, the role with which it calls them;
 * 7. the service: spread over the zones, rolled back by itself if a deployment fails;
 * 8. if wanted, auto scaling by CPU, memory, requests and time of day, and a name in the VPC by AWS Cloud Map;
 * 9. if wanted, alarms, which also roll a deployment back, and a dashboard.
 *
 * ```ts
 * new FargateService("web", {
 *   cluster, network,
 *   containers: { web: { image: "public.ecr.aws/docker/library/node:22-alpine", containerPort: 8080 } },
 *   route: { loadBalancer, paths: ["/*"] },
 * });
 * ```
 * In each update it waits until ECS has deployed what the program wants, and fails with the reason if ECS has not.
 *
 * @throws RunError naming every wrong argument, before anything is registered.
 */
export class FargateService extends pulumi.ComponentResource {
  /** What the application may do: grant permissions here. */
  readonly taskRole: TaskRole;
  /** Known when the deployment is complete, so whoever waits for it waits for that. */
  readonly serviceName: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  /** Where to look at its dashboard, if it has one. */
  readonly dashboardUrl?: pulumi.Output<string>;
  readonly name: string;
  /** Of the tasks. Others that they call open their own groups to it. */
  readonly securityGroup: aws.ec2.SecurityGroup;

  /** The service on ECS; known when its deployment is complete. */
  readonly #deployed: pulumi.Output<pulumi.Resource>;
  readonly #plan: PlainService;
  readonly #transform: FargateServiceTransforms;

  constructor(name: string, args: FargateServiceArgs, options?: pulumi.ComponentResourceOptions) {
    const plan = plainService(name, args);
    refuse([
      ...checkService(plan),
      ...checkFileSystemNetworks(name, args),
      ...checkExec(plan, args.cluster.execAudit !== undefined),
      ...checkClusterCapacity(`service "${name}"`, plan.capacityProviderStrategy, args.cluster),
      ...checkPlacement(`service "${name}"`, args.network, args.subnetTier),
    ]);
    super("fargate-platform:service:FargateService", name, {}, options);
    this.name = name;
    this.#plan = plan;
    this.#transform = args.transform ?? {};
    warnOfContainers(name, args, this);
    warnOfImages(name, args, this);
    warnOfStrategy(plan, this);
    warnOfPlacement(name, args, this);
    const tags = { Name: name };
    const transform = this.#transform;

    const { taskDefinition, executionRole, taskRole, permissions, logGroup } = buildTask(plan, args, { parent: this });
    this.taskRole = taskRole;
    this.securityGroup = new aws.ec2.SecurityGroup(
      name,
      ...transformed<aws.ec2.SecurityGroupArgs>(
        transform.securityGroup,
        { vpcId: args.network.vpcId, description: `Tasks of ${name}`, tags },
        { parent: this },
      ),
    );
    const egress = openHttps(name, this.securityGroup, args.network, transform.httpsEgress, { parent: this });
    const { subnets, assignPublicIp, routing } = placementIn(args.network, args.subnetTier);
    const fileSystems = openFileSystems(name, args, this.securityGroup);
    const cloudMap = buildCloudMapName(name, args, { parent: this });
    const route = buildRoutes(plan, args, this.securityGroup, { parent: this });
    const hooks = buildHooks(name, args, { parent: this });
    const alarms = alarmsOf(name, args, route?.traffic?.targetGroupArnSuffixes.length ?? 0);
    const service = new aws.ecs.Service(
      name,
      ...transformed<aws.ecs.ServiceArgs>(
        transform.service,
        {
          cluster: args.cluster.arn,
          taskDefinition: taskDefinition.arn,
          desiredCount: plan.desiredCount,
          capacityProviderStrategies: plan.capacityProviderStrategy.map((item) => ({
            capacityProvider: item.capacityProvider,
            weight: item.weight ?? 1,
            base: item.base ?? 0,
          })),
          // Otherwise a later change of the strategy would replace the service.
          forceNewDeployment: true,
          networkConfiguration: { subnets, securityGroups: [this.securityGroup.id], assignPublicIp },
          ...route?.serviceArgs,
          ...cloudMap?.serviceArgs,
          ...serviceConnectArgs(plan, args, logGroup.name),
          ...deploymentArgs(plan, hooks),
          ...rollbackArgs(name, args, alarms),
          enableEcsManagedTags: true,
          propagateTags: "SERVICE",
          ...(plan.executeCommand && { enableExecuteCommand: true }),
          tags,
        },
        {
          parent: this,
          // Otherwise each deployment would undo what auto scaling has decided.
          ignoreChanges: plan.autoScaling ? ["desiredCount"] : [],
          // A task that starts before it can be reached, pull its image, read its secrets or mount its files counts as a failed one.
          dependsOn: [
            ...routing,
            ...args.cluster.ready,
            executionRole,
            ...egress,
            ...permissions,
            ...fileSystems,
            ...(route?.dependencies ?? []),
            ...hooks.dependencies,
            ...(args.startAfter ?? []).map((other) => other.#deployed),
          ],
        },
      ),
    );
    if (plan.autoScaling) {
      const { clusterName } = args.cluster;
      new AutoScaling(
        name,
        {
          ...plan.autoScaling,
          clusterName,
          serviceName: service.name,
          requests: route?.requests,
          transform: transform.autoScaling,
        },
        { parent: this },
      );
    }
    const { name: logGroupName } = logGroup;
    const { traffic, connections = [] } = route ?? {};
    const watched = { service, logGroupName, traffic, connections };
    const dashboardUrl = buildWatch(plan, args, watched, alarms, { parent: this });
    if (dashboardUrl) this.dashboardUrl = dashboardUrl;
    this.serviceName = checkedServiceName(this, {
      name,
      cluster: args.cluster,
      service,
      taskDefinition,
      timeoutMinutes: plan.deploymentTimeoutMinutes + waitingMinutes(plan.strategy),
      assumeRoleArn: args.assumeRoleArn,
    });
    this.#deployed = this.serviceName.apply(() => service);
    this.logGroupName = logGroupName;
    this.registerOutputs({ serviceName: this.serviceName, logGroupName: this.logGroupName });
  }

  /**
   * Lets another service's tasks reach a port of this one's, and nothing else.
   * @throws RunError if no container listens on the port.
   */
  allowFrom(caller: Caller, port: number): void {
    refuse(checkCallers(this.#plan, { [caller.name]: port }));
    openWay(
      `${this.name}-${port}-from-${caller.name}`,
      {
        from: { securityGroup: caller.securityGroup, who: `the tasks of ${caller.name}` },
        to: { securityGroup: this.securityGroup, who: `the tasks of ${this.name}` },
        port,
      },
      { parent: this },
      this.#transform.way,
    );
  }
}
