/** ECS task definitions: each creation is a new revision of the family. */
import { EPHEMERAL_STORAGE_GIB } from "../../model/fargate-sizes";
import type { Properties } from "../../model/graph";
import type { Behaviour, CreatedResource, NewResource } from "../behaviour";
import { findAll, isSet, isTrue, isUnknownAt, number, text, texts } from "../read";
import { arn, integer, matching, oneOf } from "../rules";
import { arnOf, TASK_DEFINITION } from "./common";
import { CONTAINER_SOURCES, containerProblems, containersOf } from "./ecs-containers";
import { checkFileSystemVolumes, FILE_SYSTEM_VOLUME_RULES, FILE_SYSTEM_VOLUME_SOURCES } from "./ecs-file-systems";
import { fargateSizeProblem, TASK_SIZE_SOURCES } from "./ecs-task-size";

const isFargate = (inputs: Properties) => texts(inputs, "requiresCompatibilities[]").includes("FARGATE");

export const taskDefinition: Behaviour = {
  type: TASK_DEFINITION,
  sources: [
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeregisterTaskDefinition.html",
    ...TASK_SIZE_SOURCES,
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Volume.html",
    ...FILE_SYSTEM_VOLUME_SOURCES,
    ...CONTAINER_SOURCES,
  ],
  taggable: true,
  required: ["containerDefinitions", "family"],
  rules: {
    "ephemeralStorage.sizeInGib": integer(EPHEMERAL_STORAGE_GIB.lowest, EPHEMERAL_STORAGE_GIB.highest),
    executionRoleArn: arn("iam", /^role\//),
    family: matching(/^[A-Za-z0-9_-]{1,255}$/, "A name of 1 to 255 letters, digits, hyphens and underscores"),
    ipcMode: oneOf("host", "task", "none"),
    networkMode: oneOf("bridge", "host", "awsvpc", "none"),
    pidMode: oneOf("host", "task"),
    "requiresCompatibilities[]": oneOf("EC2", "FARGATE", "EXTERNAL", "MANAGED_INSTANCES"),
    "runtimePlatform.cpuArchitecture": oneOf("X86_64", "ARM64"),
    "runtimePlatform.operatingSystemFamily": matching(/^(LINUX|WINDOWS_SERVER_\w+)$/, "LINUX or a Windows version"),
    taskRoleArn: arn("iam", /^role\//),
    "volumes[].name": matching(/^[A-Za-z0-9_-]{1,255}$/, "A name of 1 to 255 letters, digits, hyphens and underscores"),
    ...FILE_SYSTEM_VOLUME_RULES,
  },
  check: (inputs, refuse) => {
    if (isFargate(inputs)) checkFargate(inputs, refuse);
    checkVolumes(inputs, refuse);
    checkFileSystemVolumes(inputs, refuse);
    if (isUnknownAt(inputs, "containerDefinitions")) return;
    for (const problem of containerProblems(inputs, isFargate(inputs))) refuse("containerDefinitions", problem);
    checkExecutionRole(inputs, refuse);
  },
  // A registered revision never changes; only what Pulumi does with it can.
  replaceOn: [
    "containerDefinitions",
    "cpu",
    "enableFaultInjection",
    "ephemeralStorage",
    "executionRoleArn",
    "family",
    "ipcMode",
    "memory",
    "networkMode",
    "pidMode",
    "placementConstraints",
    "proxyConfiguration",
    "region",
    "requiresCompatibilities",
    "runtimePlatform",
    "taskRoleArn",
    "volumes",
  ],
  leftBehind: (resource) => ({
    type: TASK_DEFINITION,
    id: text(resource.outputs, "arn") ?? "",
    name: resource.id,
    region: resource.account.region,
    reason: isTrue(resource.inputs, "skipDestroy")
      ? "ACTIVE: skipDestroy keeps the revision"
      : "INACTIVE: a deregistered revision stays",
  }),
  id: ({ inputs }) => text(inputs, "family") ?? "",
  implied: { skipDestroy: false, trackLatest: false },
  computed: {
    // Revisions count up per family and are never given twice.
    revision: (resource) => resource.world.nextNumber(`revision of ${familyArn(resource)}`),
    arn: (resource) => `${familyArn(resource)}:${number(resource.outputs, "revision")}`,
    arnWithoutRevision: familyArn,
    enableFaultInjection: () => false,
    networkMode: () => "bridge",
  },
};

function familyArn(resource: NewResource | CreatedResource): string {
  return arnOf(resource, "ecs", `task-definition/${text(resource.inputs, "family")}`);
}

function checkFargate(inputs: Properties, refuse: (property: string, reason: string) => void): void {
  if (!isUnknownAt(inputs, "networkMode") && text(inputs, "networkMode") !== "awsvpc") {
    refuse("networkMode", "Fargate only supports network mode 'awsvpc'.");
  }
  for (const name of ["cpu", "memory"]) {
    if (!isSet(inputs, name)) refuse(name, "Fargate requires that 'cpu' and 'memory' are defined at the task level.");
  }
  const wrongSize = fargateSizeProblem(inputs);
  if (wrongSize) refuse(...wrongSize);
}

/** Sources: the pages of Volume and of Fargate's tasks. */
function checkVolumes(inputs: Properties, refuse: (property: string, reason: string) => void): void {
  const names = texts(inputs, "volumes[].name");
  if (new Set(names).size < names.length) refuse("volumes", "Two volumes have the same name.");
  for (const setting of ["hostPath", "dockerVolumeConfiguration", "fsxWindowsFileServerVolumeConfiguration"]) {
    for (const { path } of isFargate(inputs) ? findAll(inputs, `volumes[].${setting}`) : []) {
      refuse(path, "Fargate does not support it.");
    }
  }
}

/** Without an execution role Fargate can't write logs, pull from private ECR, or read secrets. */
function checkExecutionRole(inputs: Properties, refuse: (property: string, reason: string) => void): void {
  if (!isFargate(inputs) || isSet(inputs, "executionRoleArn")) return;
  const containers = containersOf(inputs) ?? [];
  const needs = [
    ["log driver awslogs", containers.some((each) => text(each, "logConfiguration.logDriver") === "awslogs")],
    ["ECR images", containers.some((each) => /\.dkr\.ecr\./.test(text(each, "image") ?? ""))],
    ["secrets", containers.some((each) => isSet(each, "secrets[]"))],
    ["log driver options' secrets", containers.some((each) => isSet(each, "logConfiguration.secretOptions[]"))],
  ] as const;
  const need = needs.find(([, isNeeded]) => isNeeded)?.[0];
  if (need)
    refuse("executionRoleArn", `Fargate requires task definition to have execution role ARN to support ${need}.`);
}
