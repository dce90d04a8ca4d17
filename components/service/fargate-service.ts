import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ExecutionRole } from "../identity/execution-role";
import { TaskRole } from "../identity/task-role";
import type { Caller } from "../load-balancer/load-balancer";
import { warnIfLoosened } from "../loosened";
import { refuse } from "../refuse";
import { openWay } from "../security-group-way";
import { AutoScaling } from "./auto-scaling";
import { checkCallers } from "./caller-plan";
import { containerDefinitions, DEFAULT_USER } from "./container-definitions";
import { HEALTH_CHECK_DEFAULTS } from "./health-check-plan";
import { plainService, type FargateServiceArgs } from "./service-args";
import { checkService, routedContainer, type PlainService } from "./service-plan";

/** The shortest time that a new task gets before the load balancer's verdict counts. */
const GRACE_PERIOD_SECONDS = 60;

/**
 * A service of Fargate tasks in private subnets. It creates:
 * 1. a log group with limited retention;
 * 2. an execution role (what ECS may do to start a task) and a task role without permissions (what the program may do);
 * 3. a security group that lets nothing in, and out only over HTTPS: images, logs, secrets, AWS APIs;
 * 4. the task definition: containers as non-root users with read-only file systems and an init process;
 * 5. with a route, a target group, a listener rule, and the way from the load balancer to the container's port;
 * 6. the service: spread over the zones, rolled back by itself if a deployment fails;
 * 7. if wanted, auto scaling by CPU and memory.
 *
 * ```ts
 * new FargateService("web", {
 *   cluster, network,
 *   containers: { web: { image: "public.ecr.aws/docker/library/node:22-alpine", containerPort: 8080 } },
 *   route: { loadBalancer, paths: ["/*"] },
 * });
 * ```
 * @throws RunError naming every wrong argument, before anything is registered.
 */
export class FargateService extends pulumi.ComponentResource {
  /** What the application may do: grant permissions here. */
  readonly taskRole: TaskRole;
  readonly serviceName: pulumi.Output<string>;
  readonly logGroupName: pulumi.Output<string>;
  readonly name: string;
  /** Of the tasks. Others that they call open their own groups to it. */
  readonly securityGroup: aws.ec2.SecurityGroup;

  readonly #plan: PlainService;

  constructor(name: string, args: FargateServiceArgs, options?: pulumi.ComponentResourceOptions) {
    const plan = plainService(name, args);
    refuse(checkService(plan));
    super("fargate-platform:service:FargateService", name, {}, options);
    this.name = name;
    this.#plan = plan;
    this.#warnings(args);
    const tags = { Name: name };

    const logGroup = new aws.cloudwatch.LogGroup(
      name,
      { retentionInDays: plan.logRetentionDays, tags },
      { parent: this, protect: args.protectLogGroup ?? false },
    );
    const containers = Object.values(args.containers);
    const executionRole = new ExecutionRole(
      `${name}-execution`,
      {
        place: args.cluster.place,
        logGroupArn: logGroup.arn,
        images: containers.map((container) => container.image),
        secrets: containers.flatMap((container) => Object.values(container.secrets ?? {})),
        secretKmsKeyArns: plan.secretKmsKeyArns,
        permissionsBoundaryArn: plan.permissionsBoundaryArn,
      },
      { parent: this },
    );
    this.taskRole = new TaskRole(
      `${name}-task`,
      { place: args.cluster.place, permissionsBoundaryArn: plan.permissionsBoundaryArn },
      { parent: this },
    );

    this.securityGroup = new aws.ec2.SecurityGroup(
      name,
      { vpcId: args.network.vpcId, description: `Tasks of ${name}`, tags },
      { parent: this },
    );
    const egress = new aws.vpc.SecurityGroupEgressRule(
      `${name}-https`,
      {
        securityGroupId: this.securityGroup.id,
        cidrIpv4: "0.0.0.0/0",
        fromPort: 443,
        toPort: 443,
        ipProtocol: "tcp",
        description: "HTTPS: images, logs, secrets, AWS APIs",
        tags: { Name: `${name}-https` },
      },
      { parent: this },
    );

    const taskDefinition = new aws.ecs.TaskDefinition(
      name,
      {
        family: pulumi.interpolate`${args.cluster.clusterName}-${name}`,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: String(plan.cpuUnits),
        memory: String(plan.memoryMiB),
        runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: args.cpuArchitecture ?? "X86_64" },
        executionRoleArn: executionRole.arn,
        taskRoleArn: this.taskRole.arn,
        containerDefinitions: containerDefinitions(plan, args, logGroup.name),
        // A revision that is deregistered can't be rolled back to.
        skipDestroy: true,
        tags,
      },
      { parent: this },
    );

    const routing = this.#route(args, plan);
    const service = new aws.ecs.Service(
      name,
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
        networkConfiguration: {
          subnets: args.network.privateSubnetIds,
          securityGroups: [this.securityGroup.id],
          assignPublicIp: false,
        },
        ...routing?.serviceArgs,
        deploymentMinimumHealthyPercent: 100,
        deploymentMaximumPercent: 200,
        deploymentCircuitBreaker: { enable: true, rollback: true },
        availabilityZoneRebalancing: "ENABLED",
        enableEcsManagedTags: true,
        propagateTags: "SERVICE",
        waitForSteadyState: true,
        tags,
      },
      {
        parent: this,
        // Otherwise each deployment would undo what auto scaling has decided.
        ignoreChanges: plan.autoScaling ? ["desiredCount"] : [],
        // A task that starts before it can be reached, pull its image or read its secrets counts as a failed one.
        dependsOn: [
          ...args.network.privateRouting,
          args.cluster,
          executionRole,
          egress,
          ...(routing?.dependencies ?? []),
        ],
      },
    );
    if (plan.autoScaling) {
      const { clusterName } = args.cluster;
      new AutoScaling(name, { ...plan.autoScaling, clusterName, serviceName: service.name }, { parent: this });
    }
    this.serviceName = service.name;
    this.logGroupName = logGroup.name;
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
    );
  }

  /** The target group with its rule, and what the ECS service has to say about them. */
  #route(args: FargateServiceArgs, plan: PlainService) {
    if (args.route === undefined || plan.route === undefined) return undefined;
    const { loadBalancer, paths, hosts, priority } = args.route;
    const containerName = routedContainer(plan)!;
    const containerPort = plan.containers[containerName]!.containerPort!;
    const healthCheck = { ...HEALTH_CHECK_DEFAULTS, ...plan.route.healthCheck };
    const targetGroup = new aws.lb.TargetGroup(
      this.name,
      {
        vpcId: args.network.vpcId,
        targetType: "ip",
        protocol: "HTTP",
        port: containerPort,
        deregistrationDelay: plan.route.deregistrationDelaySeconds,
        healthCheck: {
          protocol: "HTTP",
          port: "traffic-port",
          path: healthCheck.path,
          matcher: healthCheck.successCodes,
          interval: healthCheck.intervalSeconds,
          timeout: healthCheck.timeoutSeconds,
          healthyThreshold: healthCheck.healthyThreshold,
          unhealthyThreshold: healthCheck.unhealthyThreshold,
        },
        tags: { Name: this.name },
      },
      { parent: this },
    );
    const dependencies = loadBalancer.route(
      { name: this.name, ...(paths && { paths }), ...(hosts && { hosts }), ...(priority && { priority }) },
      { targetGroup, securityGroup: this.securityGroup, containerPort },
    );
    const startPeriods = Object.values(plan.containers).map(
      (container) => container.healthCheck?.startPeriodSeconds ?? 0,
    );
    return {
      dependencies,
      serviceArgs: {
        loadBalancers: [{ targetGroupArn: targetGroup.arn, containerName, containerPort }],
        healthCheckGracePeriodSeconds: Math.max(GRACE_PERIOD_SECONDS, ...startPeriods),
      },
    };
  }

  #warnings(args: FargateServiceArgs): void {
    for (const [container, { readonlyRootFilesystem, user }] of Object.entries(args.containers)) {
      const component = `service "${this.name}", container "${container}"`;
      warnIfLoosened(this, component, {
        argument: "readonlyRootFilesystem",
        defaultValue: true,
        given: readonlyRootFilesystem ?? true,
        consequence: "An attacker who gets into the container can change its programs.",
      });
      if (user !== undefined && /^(root|0)(:|$)/.test(user)) {
        warnIfLoosened(this, component, {
          argument: "user",
          defaultValue: DEFAULT_USER,
          given: user,
          consequence: "The program runs as root inside the container.",
        });
      }
    }
  }
}
