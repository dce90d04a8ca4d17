/** The VPCs of a graph: subnets with their addresses, route tables and network ACLs. */
import { isUnknown, type Resource } from "../../model/graph";
import {
  DEFAULT_NETWORK_ACL,
  DEFAULT_ROUTE_TABLE,
  MAIN_ROUTE_TABLE_ASSOCIATION,
  NETWORK_ACLS,
  NETWORK_ACL_ASSOCIATION,
  ROUTE_TABLE_ASSOCIATION,
  SUBNET,
  VPC,
} from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import { elementsIn, isComputed, isGiven, textOf } from "../values";
import { rangeOf, type Family } from "./addresses";
import type { Malformed } from "./malformed";
import { readNetworkAcls, unknownAcl, type NetworkAcl } from "./network-acls";
import type { Range } from "./packet-set";
import { readRouteTables, tableNamed, unseenMainTable, type RoutedAddresses, type RouteTable } from "./routes";
import { readSecurityGroups, type SecurityGroups } from "./security-groups";

/** What AWS makes with a VPC, by the input that says of which VPC it is; the VPC has an output of that name. */
export const DEFAULTS = {
  [DEFAULT_ROUTE_TABLE]: "defaultRouteTableId",
  [DEFAULT_NETWORK_ACL]: "defaultNetworkAclId",
} as const;

export interface Subnet {
  readonly resource: Resource;
  /** Absent if the VPC is not in this graph. */
  readonly vpc?: Resource;
  readonly ranges: Readonly<Partial<Record<Family, Range>>>;
  /** Its own, or else the VPC's main one, which may lead anywhere if the VPC isn't here; absent if nobody changed what AWS gives, which leads nowhere outside. */
  readonly routeTable?: RouteTable;
  /** Its own, or else the VPC's; absent if nobody changed what AWS gives, which lets everything pass. */
  readonly acl?: NetworkAcl;
}

export interface Topology {
  readonly index: GraphIndex;
  readonly subnets: ReadonlyMap<Resource, Subnet>;
  readonly securityGroups: SecurityGroups;
  /** What can't be read, and so lets nothing pass. */
  readonly malformed: readonly Malformed[];
  /** Subnets whose addresses are not known, for people. */
  readonly unknownRanges: readonly string[];
}

export const SUBNETS = [SUBNET];
export const VPCS = [VPC];

export function readTopology(index: GraphIndex): Topology {
  const malformed: Malformed[] = [];
  const [tables, acls] = [readRouteTables(index, malformed), readNetworkAcls(index, malformed)];
  const tableOf = explicitTables(index, tables);
  const aclOf = explicitAcls(index, acls);
  const mainTables = mainRouteTables(index, tables);
  const defaultAcls = new Map(
    index
      .ofType(DEFAULT_NETWORK_ACL)
      .flatMap((acl) => vpcsOf(index, acl, DEFAULTS[DEFAULT_NETWORK_ACL]).map((vpc) => [vpc, acls.get(acl)!])),
  );
  const subnets = new Map<Resource, Subnet>();
  const unknownRanges: string[] = [];
  for (const resource of index.ofType(SUBNET)) {
    const vpc = index.theOne(resource, "vpcId", VPCS);
    const ranges: Partial<Record<Family, Range>> = {};
    for (const property of ["cidrBlock", "ipv6CidrBlock"]) {
      const value = resource.outputs[property] ?? resource.inputs[property];
      if (isUnknown(value) && (property === "cidrBlock" || mayHaveIpv6(resource, vpc))) {
        unknownRanges.push(`${property} of ${resource.name}`);
      }
      if (!isGiven(value) || isUnknown(value)) continue;
      const range = rangeOf(value);
      if (range === undefined) malformed.push({ resource, what: `${property} is no range of addresses` });
      else ranges[range.family] = range.range;
    }
    const routeTable = tableOf.get(resource) ?? (vpc === undefined ? unseenMainTable(resource) : mainTables.get(vpc));
    const acl = aclOf.get(resource) ?? (vpc && defaultAcls.get(vpc));
    subnets.set(resource, {
      resource,
      ranges,
      ...(vpc && { vpc }),
      ...(routeTable && { routeTable }),
      ...(acl && { acl }),
    });
  }
  const securityGroups = readSecurityGroups(index);
  return { index, subnets, securityGroups, malformed: [...malformed, ...securityGroups.malformed], unknownRanges };
}

/** A subnet without a route table of its VPC's own leads nowhere outside. */
export function routedOf({ routeTable }: Subnet, family: Family): readonly RoutedAddresses[] {
  return routeTable?.routed[family] ?? [];
}

/** What tells the subnet's VPC from others; that of another stack has an id alone. */
export function vpcOf({ vpc, resource }: Subnet): Resource | string | undefined {
  return vpc ?? textOf(resource.inputs["vpcId"]);
}

/** The resource that holds the routes of a subnet: one or none. */
export function tablesOf({ routeTable }: Subnet): readonly Resource[] {
  return routeTable === undefined ? [] : [routeTable.resource];
}

/** An output that nobody knows yet is not an address: a subnet has IPv6 if the program gives it some of its VPC's. */
function mayHaveIpv6(subnet: Resource, vpc: Resource | undefined): boolean {
  return isComputed(subnet, "ipv6CidrBlock") || vpc?.inputs["assignGeneratedIpv6CidrBlock"] === true;
}

function explicitTables(index: GraphIndex, tables: ReadonlyMap<Resource, RouteTable>): Map<Resource, RouteTable> {
  return new Map(
    index.ofType(ROUTE_TABLE_ASSOCIATION).flatMap((association) => {
      const subnet = index.theOne(association, "subnetId", SUBNETS);
      return subnet === undefined ? [] : [[subnet, tableNamed(index, association, tables)] as const];
    }),
  );
}

/** The table of subnets that have none of their own. */
function mainRouteTables(index: GraphIndex, tables: ReadonlyMap<Resource, RouteTable>): Map<Resource, RouteTable> {
  const main = new Map<Resource, RouteTable>();
  for (const table of index.ofType(DEFAULT_ROUTE_TABLE)) {
    for (const vpc of vpcsOf(index, table, DEFAULTS[DEFAULT_ROUTE_TABLE])) main.set(vpc, tables.get(table)!);
  }
  for (const association of index.ofType(MAIN_ROUTE_TABLE_ASSOCIATION)) {
    const vpc = index.theOne(association, "vpcId", VPCS);
    if (vpc !== undefined) main.set(vpc, tableNamed(index, association, tables));
  }
  return main;
}

function explicitAcls(index: GraphIndex, acls: ReadonlyMap<Resource, NetworkAcl>): Map<Resource, NetworkAcl> {
  const found = new Map<Resource, NetworkAcl>();
  for (const acl of NETWORK_ACLS.flatMap((type) => index.ofType(type))) {
    for (const value of elementsIn(acl, "subnetIds")) {
      for (const subnet of index.referredTo(acl, "subnetIds", value, SUBNETS)) found.set(subnet, acls.get(acl)!);
    }
  }
  for (const association of index.ofType(NETWORK_ACL_ASSOCIATION)) {
    const acl = index.theOne(association, "networkAclId", NETWORK_ACLS);
    const subnet = index.theOne(association, "subnetId", SUBNETS);
    if (subnet !== undefined) found.set(subnet, acl === undefined ? unknownAcl(association) : acls.get(acl)!);
  }
  return found;
}

/** The VPC whose default something is: by the id that the VPC's outputs have, or by what the input was computed from. */
export function vpcsOf(index: GraphIndex, resource: Resource, input: string): readonly Resource[] {
  const id = textOf(resource.inputs[input]);
  if (id === undefined) return index.referredTo(resource, input, resource.inputs[input], [VPC]);
  return index.ofType(VPC).filter((vpc) => vpc.outputs[input] === id);
}
