/**
 * Whether the file systems of a task can be mounted where it runs.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html
 */
import { NFS_PORT } from "../../model/file-systems";
import { isUnknown, type Resource } from "../../model/graph";
import { anyOf, type Truth } from "../../model/truth";
import { FILE_SYSTEM, NO_MOUNT_TARGET } from "../../model/task-start-errors";
import { FILE_SYSTEM as FILE_SYSTEM_TYPE, MOUNT_TARGET } from "../../model/type-tokens";
import type { Standing } from "../network/aws-services";
import { type Endpoint, inIpv4 } from "../network/interfaces";
import type { Reach } from "../network/reach";
import type { Reachability } from "../network/reachability";
import type { Subnet } from "../network/topology";
import { portOf, TCP } from "../network/traffic";
import { elementsIn, propertiesOf, textOf } from "../values";
import type { Obstacle } from "./obstacle";

const FILE_SYSTEMS = [FILE_SYSTEM_TYPE];
const MOUNT_TARGETS = [MOUNT_TARGET];
const NFS = portOf(TCP, NFS_PORT);

export function fileSystemObstacles(reachability: Reachability, definition: Resource, standing: Standing): Obstacle[] {
  const { index } = reachability.topology;
  const configurations = elementsIn(definition, "volumes").map((volume) =>
    isUnknown(volume) ? volume : propertiesOf(volume)["efsVolumeConfiguration"],
  );
  if (configurations.some(isUnknown)) return [unclear(undefined, `volumes of ${definition.name} is not known yet`)];
  const ids = configurations
    .map((configuration) => propertiesOf(configuration)["fileSystemId"])
    .filter((id) => id !== undefined);
  const { resources, others, isAmbiguous } = index.referredToBy(definition, "volumes", ids, FILE_SYSTEMS);
  if (isAmbiguous) return [unclear(undefined, "it may be one of several")];
  return [
    ...resources.flatMap((fileSystem) => obstaclesOf(reachability, fileSystem, standing)),
    ...others.map((id) => unclear(textOf(id), "the file system is not in this stack")),
  ];
}

function unclear(name: string | undefined, because: string): Obstacle {
  const what = `mount file system ${name ?? "that is not known yet"}`;
  return { answer: "unknown", what, because, fix: "Analyse it together with the stack that has the file system." };
}

function obstaclesOf(reachability: Reachability, fileSystem: Resource, { task, subnet }: Standing): Obstacle[] {
  const { index } = reachability.topology;
  const what = `mount file system ${fileSystem.name}`;
  const targets = index
    .referringTo(fileSystem, "fileSystemId", MOUNT_TARGETS)
    .flatMap((target) => reachability.of(target) ?? []);
  const inZone = targets.map(({ subnets, unknownSubnets }) =>
    anyOf([
      ...subnets.map(({ resource }) => sameZone(resource, subnet.resource)),
      ...unknownSubnets.map(() => "unknown" as const),
    ]),
  );
  const near = targets.filter((_, index) => inZone[index] === true);
  if (near.length === 0 && inZone.includes("unknown")) {
    const because = "the zones of the subnet and of the mount targets are not all known";
    return [{ answer: "unknown", what, because, fix: "Analyse the stack of the subnets too." }];
  }
  if (near.length === 0) {
    const zone = zonesOf(subnet.resource).find((each) => each !== undefined);
    const where = zone === undefined ? `the zone of subnet ${subnet.resource.name}` : `zone ${zone}`;
    return [
      {
        answer: "no",
        what,
        because: `it has no mount target in ${where}`,
        symptom: NO_MOUNT_TARGET,
        fix: `Create a mount target in a subnet of ${where}.`,
      },
    ];
  }
  return near.flatMap((target) => mountObstacle(reachability, what, { task, subnet }, target));
}

function mountObstacle(reachability: Reachability, what: string, standing: Standing, target: Endpoint): Obstacle[] {
  const { subnet } = standing;
  const from = (place: Subnet): Endpoint => ({ ...standing.task, subnets: [place], unknownSubnets: [] });
  const reach = reachability.between(from(subnet), target, NFS);
  // Where both have addresses of both families, it is enough that IPv4 gets through.
  if (isOpen(reach) || isOpen(reachability.between(from(inIpv4(subnet)), target, NFS))) return [];
  const { verdict, walk, packets } = reach;
  const stage = walk?.blockedBy ?? walk?.uncertainAt;
  const fix = stage?.fix ?? "Let NFS, port 2049, pass.";
  if (verdict === "not reachable") {
    const because = `nothing gets through ${stage?.what ?? "the network"}`;
    return [{ answer: "no", what, because, symptom: FILE_SYSTEM.noWay, fix }];
  }
  const unknowns = [...new Set(packets.unknowns)].join(", ");
  const part = `only a part of the addresses of subnet ${subnet.resource.name} is let through, and which one the task gets is not known`;
  return [{ answer: "unknown", what, because: unknowns === "" ? part : `${unknowns} is not known`, fix }];
}

/** From the whole subnet: which address a task gets, nobody knows before. */
function isOpen({ verdict, always }: Reach): boolean {
  return verdict === "reachable" && always;
}

/** By the names of both zones, or by their ids: neither tells what the other is. */
function sameZone(one: Resource, other: Resource): Truth {
  if (one === other) return true;
  const [own, others] = [zonesOf(one), zonesOf(other)];
  const said = own.findIndex((zone, index) => zone !== undefined && others[index] !== undefined);
  return said === -1 ? "unknown" : own[said] === others[said];
}

/** The name and the id of a subnet's zone, as far as they are known. */
function zonesOf({ inputs, outputs }: Resource): readonly (string | undefined)[] {
  return ["availabilityZone", "availabilityZoneId"].map((name) => textOf(inputs[name]) ?? textOf(outputs[name]));
}
