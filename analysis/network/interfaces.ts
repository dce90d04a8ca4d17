/** Everything that has network interfaces in a VPC, in one shape: where they stand, which groups they have, what listens. */
import { isUnknown, UNKNOWN, type Resource, type Value } from "../../model/graph";
import type { Truth } from "../../model/truth";
import { DB_SUBNET_GROUP, DEFAULT_SECURITY_GROUP, SECURITY_GROUPS } from "../../model/type-tokens";
import type { GraphIndex, Referred } from "../graph-index";
import { propertiesOf, textOf } from "../values";
import { SHAPES, type EndpointKind, type Listening, type Shape } from "./interface-shapes";
import { SUBNETS, type Subnet, type Topology } from "./topology";

/** Network interfaces that behave alike: the tasks of a service, the nodes of a load balancer. */
export interface Endpoint {
  readonly kind: EndpointKind;
  readonly name: string;
  readonly resource: Resource;
  readonly subnets: readonly Subnet[];
  readonly groups: readonly Resource[];
  /** True: it has no groups, and everything passes. */
  readonly isUnfiltered?: true;
  /** Groups that belong to another stack, or are not known yet, for people. */
  readonly unknownGroups: readonly string[];
  /** The ids of those that belong to another stack. */
  readonly outsideGroups: readonly string[];
  /** The same as of groups. */
  readonly unknownSubnets: readonly string[];
  /** Whether it has a public IPv4 address. */
  readonly isPublic: Truth;
  /** What it answers; absent if nothing tells that, so that the security groups alone decide. */
  readonly listens?: Listening;
}

export function readEndpoints(topology: Topology): Endpoint[] {
  const { index } = topology;
  return SHAPES.flatMap((shape) =>
    index
      .ofType(shape.type)
      .filter((resource) => shape.applies?.(resource) ?? true)
      .map((resource): Endpoint => {
        const [unknownSubnets, unknownGroups]: [string[], string[]] = [[], []];
        const held = { ...shape, ...(shape.holder?.(resource, index) ?? { resource }) };
        const subnets = subnetsOf(topology, held, unknownSubnets);
        const groups = groupsOf(topology, held, subnets, unknownGroups);
        const listens = shape.listens?.(resource, index);
        return {
          kind: shape.kind,
          name: resource.name,
          resource,
          subnets: (shape.hasIpv6?.(resource) ?? true) ? subnets : subnets.map(inIpv4),
          groups: groups === "none" ? [] : groups,
          unknownGroups,
          outsideGroups: outsideGroupsOf(index, held),
          ...(groups === "none" && { isUnfiltered: true as const }),
          unknownSubnets,
          isPublic: shape.isPublic?.(resource, index) ?? false,
          ...(listens && { listens }),
        };
      }),
  );
}

/** The subnet as something without IPv6 addresses has it. */
export function inIpv4({ ranges: { ipv4 }, ...subnet }: Subnet): Subnet {
  return { ...subnet, ranges: ipv4 === undefined ? {} : { ipv4 } };
}

/** A shape, and the resource that has its inputs. */
type Held = Shape & { readonly resource: Resource };

/** The subnets that a resource names by the properties; what it names beyond them is added to the unknowns. */
export function subnetsOf(
  topology: Topology,
  { resource, subnets: path, otherSubnets }: Pick<Held, "resource" | "subnets" | "otherSubnets">,
  unknowns: string[],
): Subnet[] {
  const { index } = topology;
  const group = index.theOne(resource, path, [DB_SUBNET_GROUP]);
  const found = [
    ...(group === undefined
      ? referenced(index, resource, path, SUBNETS, unknowns)
      : referenced(index, group, "subnetIds", SUBNETS, unknowns)),
    ...(otherSubnets === undefined ? [] : referenced(index, resource, otherSubnets, SUBNETS, unknowns)),
  ];
  // Where nothing is said, AWS takes a VPC that isn't in this graph, or something else of the resource decides.
  if (found.length + unknowns.length === 0) unknowns.push(`${path} of ${resource.name}`);
  return [...new Set(found)].map((subnet) => topology.subnets.get(subnet)!);
}

/**
 * Without groups of its own almost everything gets the default one of its VPC; Network Load Balancers get none.
 * Sources: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
 */
function groupsOf(
  { index }: Topology,
  { resource, groups: path, isOpenWithoutGroups, elsewhere }: Held,
  subnets: readonly Subnet[],
  unknowns: string[],
): readonly Resource[] | "none" {
  const own = referenced(index, resource, path, SECURITY_GROUPS, unknowns);
  if (own.length + unknowns.length > 0) return own;
  if (isOpenWithoutGroups?.(resource) === true) return "none";
  const vpcs = new Set(subnets.map(({ vpc }) => vpc));
  const managed = [...vpcs].flatMap((vpc) =>
    vpc === undefined ? [] : index.referringTo(vpc, "vpcId", [DEFAULT_SECURITY_GROUP]),
  );
  const isElsewhere = elsewhere?.some((input) => resource.inputs[input] !== undefined) ?? false;
  if (managed.length > 0 && managed.length === vpcs.size && !isElsewhere) return managed;
  unknowns.push(`${path} of ${resource.name}`);
  return [];
}

/** Every other path leads to a list of ids. */
const SINGLE_ID = "subnetId";

/** What a list of ids, or one id, stands for. */
export function referenced(
  index: GraphIndex,
  resource: Resource,
  path: string,
  types: readonly string[],
  unknowns: string[],
): readonly Resource[] {
  const { resources, others, isAmbiguous } = referredAt(index, resource, path, types);
  for (const id of others) {
    unknowns.push(`${path} of ${resource.name}${textOf(id) === undefined ? "" : ` (${textOf(id)!})`}`);
  }
  if (!isAmbiguous) return resources;
  unknowns.push(`${path} of ${resource.name}`);
  return [];
}

/** What the ids at a path refer to together. */
function referredAt(index: GraphIndex, resource: Resource, path: string, types: readonly string[]): Referred {
  const [input, inner] = path.split(".") as [string, string | undefined];
  const given = resource.inputs[input] ?? [];
  const held: readonly Value[] =
    inner === undefined
      ? [given]
      : [given].flat().map((each: Value) => (isUnknown(each) ? each : (propertiesOf(each)[inner] ?? [])));
  const isUnknownList = !path.endsWith(SINGLE_ID) && isUnknown(held[0]);
  return index.referredToBy(resource, input, isUnknownList ? UNKNOWN : held.flat(), types);
}

/** The ids of groups that somebody has, and that are no group of this graph: what is still to be made has no id yet. */
function outsideGroupsOf(index: GraphIndex, { resource, groups: path }: Held): readonly string[] {
  return referredAt(index, resource, path, SECURITY_GROUPS).others.flatMap((id) => textOf(id) ?? []);
}
