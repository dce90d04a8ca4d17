/**
 * Whether the file systems of a task can be mounted where it runs.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html
 */
import { NFS_PORT } from "../../model/file-systems";
import type { Properties, Resource } from "../../model/graph";
import { FILE_SYSTEM, NO_MOUNT_TARGET } from "../../model/task-start-errors";
import type { Standing } from "../network/aws-services";
import type { Endpoint } from "../network/interfaces";
import type { Reachability } from "../network/reachability";
import { portOf, TCP } from "../network/traffic";
import { listOf, propertiesOf, textOf } from "../values";
import type { Obstacle } from "./obstacle";

const FILE_SYSTEMS = ["aws:efs/fileSystem:FileSystem"];
const MOUNT_TARGETS = ["aws:efs/mountTarget:MountTarget"];
const NFS = portOf(TCP, NFS_PORT);

export function fileSystemObstacles(reachability: Reachability, definition: Resource, standing: Standing): Obstacle[] {
  return listOf(definition.inputs["volumes"])
    .map((volume) => propertiesOf(propertiesOf(volume)["efsVolumeConfiguration"]))
    .filter((configuration) => configuration["fileSystemId"] !== undefined)
    .flatMap((configuration) => obstaclesOf(reachability, definition, configuration, standing));
}

function obstaclesOf(
  reachability: Reachability,
  definition: Resource,
  configuration: Properties,
  { task, subnet }: Standing,
): Obstacle[] {
  const { index } = reachability.topology;
  const id = configuration["fileSystemId"];
  const [fileSystem] = index.referredTo(definition, "volumes", id, FILE_SYSTEMS);
  const what = `mount file system ${fileSystem?.name ?? textOf(id) ?? "that is not known yet"}`;
  if (fileSystem === undefined) {
    const because = "the file system is not in this stack";
    return [{ answer: "unknown", what, because, fix: "Analyse it together with the stack that has the file system." }];
  }
  const targets = index
    .referringTo(fileSystem, "fileSystemId", MOUNT_TARGETS)
    .flatMap((target) => reachability.of(target) ?? []);
  const zone = zoneOf(subnet.resource);
  const near = targets.filter((target) =>
    target.subnets.some(({ resource }) => resource === subnet.resource || zoneOf(resource) === zone),
  );
  if (zone === undefined || (near.length === 0 && targets.some(({ unknownSubnets }) => unknownSubnets.length > 0))) {
    const because = "the zones of the subnet and of the mount targets are not all known";
    return [{ answer: "unknown", what, because, fix: "Analyse the stack of the subnets too." }];
  }
  if (near.length === 0) {
    return [
      {
        answer: "no",
        what,
        because: `it has no mount target in zone ${zone}`,
        symptom: NO_MOUNT_TARGET,
        fix: `Create a mount target in a subnet of ${zone}.`,
      },
    ];
  }
  return near.flatMap((target) =>
    mountObstacle(reachability, what, { ...task, subnets: [subnet], unknownSubnets: [] }, target),
  );
}

function mountObstacle(reachability: Reachability, what: string, task: Endpoint, target: Endpoint): Obstacle[] {
  const { verdict, walk } = reachability.between(task, target, NFS);
  if (verdict === "reachable") return [];
  const stage = walk?.blockedBy ?? walk?.uncertainAt;
  const fix = stage?.fix ?? "Let NFS, port 2049, pass.";
  return verdict === "unknown"
    ? [{ answer: "unknown", what, because: `${(walk?.arrives.unknowns ?? []).join(", ")} is not known`, fix }]
    : [
        {
          answer: "no",
          what,
          because: `nothing gets through ${stage?.what ?? "the network"}`,
          symptom: FILE_SYSTEM.noWay,
          fix,
        },
      ];
}

function zoneOf({ inputs, outputs }: Resource): string | undefined {
  return (
    textOf(inputs["availabilityZone"]) ?? textOf(outputs["availabilityZone"]) ?? textOf(inputs["availabilityZoneId"])
  );
}
