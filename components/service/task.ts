import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { TRACING_ACTIONS } from "../../model/tracing";
import { ExecutionRole } from "../identity/execution-role";
import { TaskRole } from "../identity/task-role";
import { transformed } from "../transform";
import { containerDefinitions } from "./container-definitions";
import { execStatements } from "./exec-plan";
import { fileSystemVolumes, mountStatements } from "./file-systems";
import { logRouterOf } from "./log-router";
import { workStatements } from "./queue-scaling";
import type { FargateServiceArgs } from "./service-args";
import type { PlainService } from "./service-plan";
import { taskContainers } from "./sidecars";
import { taskSize } from "./size-plan";
import { planVolumes } from "./volume-plan";

/** What a task consists of, besides its place in the network. */
export interface Task {
  readonly taskDefinition: aws.ecs.TaskDefinition;
  readonly executionRole: ExecutionRole;
  readonly taskRole: TaskRole;
  /** What the task role may do for the platform's own sake: a task that starts without finds out too late. */
  readonly permissions: readonly pulumi.Resource[];
  readonly logGroup: aws.cloudwatch.LogGroup;
}

/** The task definition with its roles and its log group. */
export function buildTask(plan: PlainService, args: FargateServiceArgs, options: { parent: pulumi.Resource }): Task {
  const { name } = plan;
  const { cluster, transform = {} } = args;
  const { cpuUnits, memoryMiB } = taskSize(plan)!;
  const tags = { Name: name };
  const logGroup = new aws.cloudwatch.LogGroup(
    name,
    ...transformed<aws.cloudwatch.LogGroupArgs>(
      transform.logGroup,
      { retentionInDays: plan.logRetentionDays, kmsKeyId: args.logEncryptionKey?.arn, tags },
      { ...options, protect: args.protectLogGroup ?? false },
    ),
  );
  const described = taskContainers(name, args);
  const containers = Object.values(described);
  const volumes = planVolumes(plan);
  const executionRole = new ExecutionRole(
    `${name}-execution`,
    {
      place: cluster.place,
      logGroupArn: logGroup.arn,
      images: [
        ...containers.map((container) => container.image),
        ...(volumes.prepared.length > 0 ? [plan.setupImage] : []),
      ],
      secrets: [
        ...containers.flatMap((container) => Object.values(container.secrets ?? {})),
        ...Object.values(args.logRouter?.secretOptions ?? {}),
      ],
      secretKmsKeyArns: plan.secretKmsKeyArns,
      permissionsBoundaryArn: plan.permissionsBoundaryArn,
      transform: transform.executionRole,
    },
    options,
  );
  const taskRole = new TaskRole(
    `${name}-task`,
    { place: cluster.place, permissionsBoundaryArn: plan.permissionsBoundaryArn, transform: transform.taskRole },
    options,
  );
  const tracing = args.tracing
    ? [taskRole.grant("tracing", [{ Effect: "Allow", Action: TRACING_ACTIONS, Resource: "*" }])]
    : [];
  const router = logRouterOf(plan, args.logRouter, cluster.place, logGroup.name);
  const routing = router?.statements ? [taskRole.grant("log-router", router.statements)] : [];
  const taskDefinition = new aws.ecs.TaskDefinition(
    name,
    ...transformed<aws.ecs.TaskDefinitionArgs>(
      transform.taskDefinition,
      {
        family: pulumi.interpolate`${cluster.clusterName}-${name}`,
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: String(cpuUnits),
        memory: String(memoryMiB),
        ...(plan.ephemeralStorageGiB !== undefined && { ephemeralStorage: { sizeInGib: plan.ephemeralStorageGiB } }),
        runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: args.cpuArchitecture ?? "X86_64" },
        executionRoleArn: executionRole.arn,
        taskRoleArn: taskRole.arn,
        containerDefinitions: containerDefinitions(plan, cluster, described, volumes, logGroup.name, router?.logs),
        ...volumesOf(volumes.names, args),
        // A revision that is deregistered can't be rolled back to.
        skipDestroy: true,
        tags,
      },
      options,
    ),
  );
  const statements = mountStatements(args);
  const files = statements.length > 0 ? [taskRole.grant("files", pulumi.all(statements))] : [];
  const { execAudit } = cluster;
  const exec =
    plan.executeCommand && execAudit
      ? [
          taskRole.grant(
            "exec",
            pulumi.all([cluster.place, execAudit]).apply(([place, audit]) => execStatements(place, audit)),
          ),
        ]
      : [];
  const queue = plan.autoScaling?.queue;
  const work = queue ? [taskRole.grant("queue", workStatements(queue, cluster.place, cluster.clusterName))] : [];
  const permissions = [...tracing, ...routing, ...files, ...exec, ...work];
  return { taskDefinition, executionRole, taskRole, permissions, logGroup };
}

/** By name, so that their order in the program means nothing; nothing if there are none. */
function volumesOf(names: readonly string[], args: FargateServiceArgs): Pick<aws.ecs.TaskDefinitionArgs, "volumes"> {
  const ephemeral = names.map((name) => ({ name }));
  const volumes = [...ephemeral, ...fileSystemVolumes(args)].sort((a, b) => (a.name < b.name ? -1 : 1));
  return volumes.length > 0 ? { volumes } : {};
}
