import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, later, POLICY_CANARY, type Surroundings } from "./surroundings";
import type { Networks } from "./networks";
import type { Storage } from "./storage";

const [ROLE, ROLE_OF_PROGRAM] = ["start", "program"].map((name) => `arn:aws:iam::${ACCOUNT}:role/${name}`);

const CONTAINER = {
  name: "web",
  image: "public.ecr.aws/docker/library/node:22-alpine",
  essential: true,
  user: "1000",
  readonlyRootFilesystem: true,
  // awslogs needs an execution role, which is not what is judged here.
  logConfiguration: { logDriver: "splunk" },
};

/** Task definitions and services. */
export function judgedTasks(surroundings: Surroundings, network: Networks, storage: Storage): void {
  const { options, tags } = surroundings;
  const task = (
    name: string,
    containerDefinitions: pulumi.Input<string>,
    more: Partial<aws.ecs.TaskDefinitionArgs> = {},
  ) => {
    const size = { networkMode: "awsvpc", cpu: "1024", memory: "2048" };
    const roles = { taskRoleArn: ROLE_OF_PROGRAM };
    const args = { family: name, requiresCompatibilities: ["FARGATE"], ...size, ...roles, containerDefinitions, tags };
    return new aws.ecs.TaskDefinition(name, { ...args, ...more }, options);
  };
  const containing = (container: object) => JSON.stringify([{ ...CONTAINER, ...container }]);
  const canary = [{ name: "NOTE", value: POLICY_CANARY }];
  const runnable = task("read-only", containing({}));
  task("writable", pulumi.secret(containing({ readonlyRootFilesystem: false, environment: canary })));
  task("roleless", containing({}), { taskRoleArn: undefined });
  task("role-later", containing({}), {
    executionRoleArn: later(storage.logGroup.arn, ROLE),
    taskRoleArn: ROLE_OF_PROGRAM,
  });
  task("as-root", containing({ user: "root" }));
  task("speechless", containing({ logConfiguration: undefined }));
  task("foreign-image", containing({ image: "nginx" }));
  task("with-credential", containing({ environment: [{ name: "DB_PASSWORD", value: POLICY_CANARY }] }));
  task("privileged", containing({ privileged: true }), { requiresCompatibilities: ["EC2"] });
  task("windows", containing({ readonlyRootFilesystem: false, user: "ContainerUser" }), {
    runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE", cpuArchitecture: "X86_64" },
  });
  // As everyone writes it: one ARN makes the whole document unknown until the log group exists.
  const environment = [{ name: "LOG_GROUP", value: storage.logGroup.arn }];
  task("read-only-later", pulumi.jsonStringify([{ ...CONTAINER, environment }]));
  task("writable-later", pulumi.jsonStringify([{ ...CONTAINER, readonlyRootFilesystem: false, environment }]));

  const files = (name: string, how: Partial<aws.types.input.ecs.TaskDefinitionVolumeEfsVolumeConfiguration>) => {
    const efsVolumeConfiguration = { fileSystemId: "fs-0123456789abcdef0", ...how };
    task(name, containing({}), { volumes: [{ name: "data", efsVolumeConfiguration }] });
  };
  const encrypted = (accessPointId: pulumi.Input<string>) => {
    return { transitEncryption: "ENABLED", authorizationConfig: { iam: "ENABLED", accessPointId } };
  };
  files("files-encrypted", encrypted("fsap-0123456789abcdef0"));
  files("files-in-plain", { transitEncryption: "DISABLED" });
  files("files-later", encrypted(later(network.vpc.arn, "fsap-0123456789abcdef0")));
  judgedServices(surroundings, network, runnable);
}

function judgedServices({ options, tags }: Surroundings, network: Networks, task: aws.ecs.TaskDefinition): void {
  const cluster = new aws.ecs.Cluster("cluster", { tags }, options);
  const service = (
    name: string,
    assignPublicIp: boolean,
    rollback: boolean,
    minimum: pulumi.Input<number>,
    enableExecuteCommand?: pulumi.Input<boolean>,
  ) => {
    const subnets = network.subnets.map(({ id }) => id);
    const networkConfiguration = { subnets, securityGroups: [network.group.id], assignPublicIp };
    const deployment = {
      deploymentCircuitBreaker: { enable: true, rollback },
      deploymentMinimumHealthyPercent: minimum,
    };
    const args = {
      cluster: cluster.arn,
      taskDefinition: task.arn,
      desiredCount: 1,
      networkConfiguration,
      enableExecuteCommand,
    };
    new aws.ecs.Service(name, { ...args, ...deployment, launchType: "FARGATE", tags }, options);
  };
  service("private", false, true, 100);
  service("public", true, true, 100);
  service("left-broken", false, false, 100);
  service("with-shell", false, true, 100, true);
  service("shell-later", false, true, 100, later(network.vpc.arn, false));
  service("private-later", false, true, later(network.vpc.arn, 100));
}
