/** EFS file systems as volumes of tasks: what ECS accepts in a task definition, and whether the tasks can mount them. */
import { ACCESS_POINT_ARN_KEY, CLIENT_ACTIONS, VIA_MOUNT_TARGET_KEY } from "../../model/file-systems";
import { isProperties, type Properties, type Value } from "../../model/graph";
import type { Existing, Refuse, World } from "../behaviour";
import { findAll, isUnknownAt, objects, text, texts } from "../read";
import { oneOf, type Rule } from "../rules";
import { ACCESS_POINT, FILE_SYSTEM, FILE_SYSTEM_POLICY, ROLE, ROLE_POLICY, SUBNET } from "./common";
import { mountTargetsOf } from "./efs-file-system";
import { isLike, textsOf } from "./kms";
import { statementsOf } from "./s3";

export const FILE_SYSTEM_VOLUME_SOURCES: readonly string[] = [
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html",
  "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSAuthorizationConfig.html",
];

/** What decides whether tasks mount their file systems. */
export const MOUNT_SOURCES: readonly string[] = [
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
  "https://docs.aws.amazon.com/efs/latest/ug/troubleshooting-efs-mounting.html",
  "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
];

const VOLUME = "volumes[].efsVolumeConfiguration";
const enabledOrNot = oneOf("ENABLED", "DISABLED");

export const FILE_SYSTEM_VOLUME_RULES: { readonly [path: string]: Rule } = {
  [`${VOLUME}.transitEncryption`]: enabledOrNot,
  [`${VOLUME}.authorizationConfig.iam`]: enabledOrNot,
};

/** A role or an access point is possible only with TLS, and an access point only without another root directory. */
export function checkFileSystemVolumes(inputs: Properties, refuse: Refuse): void {
  for (const { path, value: volume } of findAll(inputs, VOLUME)) {
    if (!isProperties(volume)) continue;
    const usesIam = text(volume, "authorizationConfig.iam") === "ENABLED";
    const hasAccessPoint = findAll(volume, "authorizationConfig.accessPointId").length > 0;
    const isPlain = !isUnknownAt(volume, "transitEncryption") && text(volume, "transitEncryption") !== "ENABLED";
    if (isPlain && (usesIam || hasAccessPoint)) {
      refuse(`${path}.transitEncryption`, "IAM authorization and access points need it to be ENABLED.");
    }
    if (hasAccessPoint && (text(volume, "rootDirectory") ?? "/") !== "/") {
      refuse(`${path}.rootDirectory`, "With an access point it is omitted, or /.");
    }
  }
}

/** Why none of the service's tasks could start, in the circuit breaker's words; undefined if all file systems mount. */
export function mountFailure(world: World, service: Properties, definition: Existing | undefined): string | undefined {
  const volumes = definition ? objects(definition.inputs, VOLUME) : [];
  const subnets = texts(service, "networkConfiguration.subnets[]");
  const mount = (volume: Properties) => {
    const fileSystem = world.find(FILE_SYSTEM, text(volume, "fileSystemId"));
    // Another account's, of which nothing is known.
    if (!fileSystem) return true;
    return isInReach(world, fileSystem, subnets) && mayMount(world, fileSystem, volume, definition!.inputs);
  };
  return volumes.every(mount) ? undefined : "tasks failed to start";
}

/** A file system's name leads nowhere in a zone without mount target. */
function isInReach(world: World, fileSystem: Existing, subnets: readonly string[]): boolean {
  const zones = mountTargetsOf(world, fileSystem.id).map(({ outputs }) => outputs.availabilityZoneName);
  return subnets.every((id) => zones.includes(text(world.find(SUBNET, id)?.outputs ?? {}, "availabilityZone") ?? ""));
}

/** Either the role or the file system has to allow it, and neither may deny it; without a policy everyone may. */
function mayMount(world: World, fileSystem: Existing, volume: Properties, definition: Properties): boolean {
  const policy = world.all(FILE_SYSTEM_POLICY).find(({ inputs }) => inputs.fileSystemId === fileSystem.id);
  if (!policy) return true;
  const accessPoint = world.find(ACCESS_POINT, text(volume, "authorizationConfig.accessPointId"));
  const context: Context = {
    "aws:SecureTransport": String(text(volume, "transitEncryption") === "ENABLED"),
    [VIA_MOUNT_TARGET_KEY]: "true",
    [ACCESS_POINT_ARN_KEY]: accessPoint && text(accessPoint.outputs, "arn"),
  };
  const applies = (statement: Properties) =>
    textsOf(statement.Action).some((action) => isLike(CLIENT_ACTIONS.mount, action)) &&
    textsOf(statement.Resource ?? "*").some((each) => isLike(text(fileSystem.outputs, "arn") ?? "", each)) &&
    conditionsHold(statement.Condition, context);
  const own = statementsOf(text(policy.inputs, "policy")).filter(applies);
  const usesRole = text(volume, "authorizationConfig.iam") === "ENABLED";
  const role = usesRole ? world.find(ROLE, text(definition, "taskRoleArn")) : undefined;
  const granted = world
    .all(ROLE_POLICY)
    .filter(({ inputs }) => role !== undefined && inputs.role === role.id)
    .flatMap(({ inputs }) => statementsOf(text(inputs, "policy")))
    .filter(applies);
  const has = (effect: string) => [...own, ...granted].some((statement) => statement.Effect === effect);
  return has("Allow") && !has("Deny");
}

type Context = Readonly<Record<string, string | undefined>>;

/**
 * What is not there is equal to nothing, and so differs from everything.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: { readonly [operator: string]: (given: string | undefined, values: readonly string[]) => boolean } = {
  Bool: (given, values) => given !== undefined && values.includes(given),
  StringEquals: (given, values) => given !== undefined && values.includes(given),
  StringNotEquals: (given, values) => given === undefined || !values.includes(given),
  StringLike: (given, values) => given !== undefined && values.some((pattern) => isLike(given, pattern)),
  StringNotLike: (given, values) => given === undefined || !values.some((pattern) => isLike(given, pattern)),
};

/** Conditions that EFS knows nothing about are taken to hold. */
function conditionsHold(condition: Value | undefined, context: Context): boolean {
  if (!isProperties(condition)) return true;
  return Object.entries(condition).every(([operator, tested]) =>
    Object.entries(isProperties(tested) ? tested : {})
      .filter(([key]) => key in context)
      .every(([key, values]) => OPERATORS[operator]?.(context[key], textsOf(values)) ?? true),
  );
}
