/** File systems of EFS, and what is set on them by resources of their own. */
import {
  EFS_API,
  FILE_SYSTEM_POLICY_MAX_LENGTH,
  afterDays,
  PERFORMANCE_MODES,
  PROVISIONED_THROUGHPUT_MIBPS,
  THROUGHPUT_MODES,
  TRANSITION_DAYS,
} from "../../model/file-systems";
import { isProperties, type Properties, type Value } from "../../model/graph";
import { zonesOf } from "../availability-zones";
import type { Behaviour, CreatedResource, Refuse } from "../behaviour";
import { isSet, isTrue, isUnknownAt, objects, text } from "../read";
import { arn, integer, length, oneOf } from "../rules";
import { arnOf, FILE_SYSTEM, FILE_SYSTEM_BACKUP_POLICY, FILE_SYSTEM_POLICY, MOUNT_TARGET, refuseIf } from "./common";
import { policyDocument } from "./iam";
import { listOf, statementsOf } from "./s3";

const DAYS = TRANSITION_DAYS.map(afterDays);
const AFTER_ACCESS = "AFTER_1_ACCESS";
const TRANSITIONS = ["transitionToIa", "transitionToArchive", "transitionToPrimaryStorageClass"] as const;

const fileSystem: Behaviour = {
  type: FILE_SYSTEM,
  sources: [
    `${EFS_API}/API_CreateFileSystem.html`,
    `${EFS_API}/API_FileSystemDescription.html`,
    `${EFS_API}/API_PutLifecycleConfiguration.html`,
    `${EFS_API}/API_DeleteFileSystem.html`,
    `${EFS_API}/performance.html`,
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/efs/file_system.go",
  ],
  taggable: true,
  rules: {
    creationToken: length(1, 64),
    kmsKeyId: arn("kms", /^(key|alias)\//),
    performanceMode: oneOf(...PERFORMANCE_MODES),
    provisionedThroughputInMibps: integer(PROVISIONED_THROUGHPUT_MIBPS.lowest, PROVISIONED_THROUGHPUT_MIBPS.highest),
    throughputMode: oneOf(...THROUGHPUT_MODES),
    "lifecyclePolicies[].transitionToIa": oneOf(...DAYS),
    "lifecyclePolicies[].transitionToArchive": oneOf(...DAYS),
    "lifecyclePolicies[].transitionToPrimaryStorageClass": oneOf(AFTER_ACCESS),
    "protection.replicationOverwrite": oneOf("ENABLED", "DISABLED"),
  },
  check: checkFileSystem,
  replaceOn: ["availabilityZoneName", "creationToken", "encrypted", "kmsKeyId", "performanceMode", "region"],
  conflicts: ({ inputs, world, existingId }) => {
    const token = text(inputs, "creationToken");
    const twin = world.all(FILE_SYSTEM).find(({ id, outputs }) => id !== existingId && outputs.creationToken === token);
    refuseIf(
      token !== undefined && twin !== undefined,
      "FileSystemAlreadyExists",
      `File system '${twin?.id}' already exists with creation token '${token}'`,
    );
  },
  inUse: { code: "FileSystemInUse", sentence: ({ id }) => `The file system '${id}' has mount targets.` },
  id: ({ hex }) => `fs-${hex(17)}`,
  computed: {
    arn: (resource) => arnOf(resource, "elasticfilesystem", `file-system/${resource.id}`),
    availabilityZoneId: ({ inputs, account }) =>
      zonesOf(account.region).find(({ name }) => name === text(inputs, "availabilityZoneName"))?.id ?? "",
    availabilityZoneName: () => "",
    creationToken: ({ hex }) => `terraform-${hex(26, "token")}`,
    dnsName: fileSystemName,
    encrypted: () => false,
    // The account's own key for EFS, if it is to be encrypted and no other is named.
    kmsKeyId: (resource) =>
      isTrue(resource.inputs, "encrypted") ? arnOf(resource, "kms", `key/${uuid(resource.hex(32, "key"))}`) : "",
    name: ({ inputs }) => text(inputs, "tagsAll.Name") ?? "",
    ownerId: ({ account }) => account.accountId,
    performanceMode: () => "generalPurpose",
    protection: () => ({ replicationOverwrite: "ENABLED" }),
    sizeInBytes: () => [{ value: 6144, valueInIa: 0, valueInStandard: 6144 }],
    throughputMode: () => "bursting",
  },
  observed: { numberOfMountTargets: ({ id, world }) => mountTargetsOf(world, id).length },
};

/** Source: https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html */
export function fileSystemName({ id, account }: Pick<CreatedResource, "id" | "account">): string {
  return `${id}.efs.${account.region}.${account.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`;
}

export function mountTargetsOf(world: CreatedResource["world"], fileSystemId: string) {
  return world.all(MOUNT_TARGET).filter(({ inputs }) => inputs.fileSystemId === fileSystemId);
}

function uuid(digits: string): string {
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function checkFileSystem(inputs: Properties, refuse: Refuse): void {
  if (isSet(inputs, "kmsKeyId") && !isTrue(inputs, "encrypted") && !isUnknownAt(inputs, "encrypted")) {
    refuse("kmsKeyId", "A key is possible only if the file system is encrypted.");
  }
  const mode = isUnknownAt(inputs, "throughputMode") ? undefined : (text(inputs, "throughputMode") ?? "bursting");
  if (mode === "provisioned" && !isSet(inputs, "provisionedThroughputInMibps")) {
    refuse("provisionedThroughputInMibps", "The throughput mode 'provisioned' needs it.");
  }
  if (mode !== undefined && mode !== "provisioned" && isSet(inputs, "provisionedThroughputInMibps")) {
    refuse("provisionedThroughputInMibps", "It belongs to the throughput mode 'provisioned'.");
  }
  const isMaxIo = text(inputs, "performanceMode") === "maxIO";
  if (isMaxIo && mode === "elastic") refuse("performanceMode", "maxIO is not possible with elastic throughput.");
  if (isMaxIo && isSet(inputs, "availabilityZoneName")) {
    refuse("performanceMode", "maxIO is not possible in a single zone.");
  }
  checkLifecycle(inputs, isMaxIo ? "maxIO" : mode, refuse);
}

/** Source: the page of PutLifecycleConfiguration */
function checkLifecycle(inputs: Properties, mode: string | undefined, refuse: Refuse): void {
  const policies = objects(inputs, "lifecyclePolicies[]");
  if (policies.some((policy) => TRANSITIONS.filter((name) => isSet(policy, name)).length > 1)) {
    refuse("lifecyclePolicies", "Each policy has a single transition.");
  }
  const days = (transition: string) => policies.flatMap((policy) => text(policy, transition) ?? []).map(daysOf)[0];
  const [ia, archive] = [days("transitionToIa"), days("transitionToArchive")];
  if (archive === undefined) return;
  if (ia !== undefined && archive <= ia) {
    refuse("lifecyclePolicies", "Files go to the archive later than to infrequent access.");
  }
  if (mode !== undefined && mode !== "elastic") {
    refuse("lifecyclePolicies", "The archive needs elastic throughput and the performance mode generalPurpose.");
  }
}

function daysOf(transition: string): number {
  return TRANSITION_DAYS.find((days) => afterDays(days) === transition) ?? 0;
}

/** What a file system has once each: it is named after it. */
const OF_FILE_SYSTEM = {
  references: [{ path: "fileSystemId", type: FILE_SYSTEM, notFound: "FileSystemNotFound" }],
  replaceOn: ["fileSystemId", "region"],
  id: ({ inputs }: { readonly inputs: Properties }) => text(inputs, "fileSystemId") ?? "",
};

const backupPolicy: Behaviour = {
  ...OF_FILE_SYSTEM,
  type: FILE_SYSTEM_BACKUP_POLICY,
  sources: [`${EFS_API}/API_PutBackupPolicy.html`],
  required: ["backupPolicy", "fileSystemId"],
  rules: { "backupPolicy.status": oneOf("ENABLED", "DISABLED") },
  check: (inputs, refuse) => {
    if (isSet(inputs, "backupPolicy") && !isUnknownAt(inputs, "backupPolicy") && !isSet(inputs, "backupPolicy.status"))
      refuse("backupPolicy.status", "It is missing.");
  },
};

const fileSystemPolicy: Behaviour = {
  ...OF_FILE_SYSTEM,
  type: FILE_SYSTEM_POLICY,
  sources: [`${EFS_API}/API_PutFileSystemPolicy.html`, `${EFS_API}/security_iam_resource-based-policy-examples.html`],
  required: ["fileSystemId", "policy"],
  jsonDocuments: ["policy"],
  rules: {
    policy: policyDocument(
      [
        ["Action", "NotAction"],
        ["Principal", "NotPrincipal"],
      ],
      [],
      FILE_SYSTEM_POLICY_MAX_LENGTH,
    ),
  },
  implied: { bypassPolicyLockoutSafetyCheck: false },
  conflicts: ({ inputs, world }) => {
    const statements = statementsOf(text(inputs, "policy"));
    refuseIf(
      !isTrue(inputs, "bypassPolicyLockoutSafetyCheck") && statements.some(locksOut),
      "InvalidPolicyException",
      "Policy lockout: nobody could change the policy again.",
    );
    const arnOfIt = text(world.find(FILE_SYSTEM, text(inputs, "fileSystemId"))?.outputs ?? {}, "arn");
    const foreign = statements
      .flatMap(({ Resource: resource }) => listOf(resource))
      .find((resource) => resource !== "*" && resource !== arnOfIt);
    refuseIf(
      foreign !== undefined,
      "InvalidPolicyException",
      `Policy has invalid resource: ${JSON.stringify(foreign)}`,
    );
  },
};

/** True if everyone is denied the change of the policy, whatever the circumstances. */
function locksOut({ Effect: effect, Principal: principal, Action: action, Condition: condition }: Properties): boolean {
  const everyone = (isProperties(principal) ? listOf(principal.AWS) : [principal ?? null]).includes("*");
  const denied: readonly Value[] = ["*", "elasticfilesystem:*", "elasticfilesystem:PutFileSystemPolicy"];
  return (
    effect === "Deny" && everyone && condition === undefined && listOf(action).some((each) => denied.includes(each))
  );
}

export const EFS_FILE_SYSTEM: readonly Behaviour[] = [fileSystem, backupPolicy, fileSystemPolicy];
