/**
 * References between the parts of a network of which nobody can tell where they lead: an unknown id that wasn't computed
 * from anything in the graph, or from several of which only one is meant, or an id that may be one that isn't known yet.
 */
import { isUnknown, type Unknown, type Value } from "../../model/graph";
import {
  DB_SUBNET_GROUP,
  DIRECTED_RULE,
  EGRESS_RULE,
  ENDPOINT_ASSOCIATION,
  INGRESS_RULE,
  LISTENERS,
  LOAD_BALANCERS,
  MAIN_ROUTE_TABLE_ASSOCIATION,
  NETWORK_ACL,
  NETWORK_ACLS,
  NETWORK_ACL_ASSOCIATION,
  NETWORK_ACL_RULE,
  NETWORK_INTERFACE,
  PREFIX_LIST_ENTRY,
  ROLE,
  ROLE_POLICY,
  ROLE_POLICY_ATTACHMENT,
  ROUTE,
  ROUTE_TABLES,
  ROUTE_TABLE_ASSOCIATION,
  SECURITY_GROUPS,
  SUBNET,
  VPC_ENDPOINT,
} from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import { PREFIX_LISTS } from "./prefix-lists";
import { DEFAULTS, SUBNETS, VPCS, vpcsOf } from "./topology";

const ENDPOINTS = [VPC_ENDPOINT];

/** By type: the inputs that refer to others, and to what. */
const JOINS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  [SUBNET]: { vpcId: VPCS },
  [ROUTE_TABLE_ASSOCIATION]: { subnetId: SUBNETS, routeTableId: ROUTE_TABLES },
  [MAIN_ROUTE_TABLE_ASSOCIATION]: { vpcId: VPCS, routeTableId: ROUTE_TABLES },
  [ROUTE]: { routeTableId: ROUTE_TABLES },
  [NETWORK_ACL]: { subnetIds: SUBNETS },
  [NETWORK_ACL_ASSOCIATION]: { subnetId: SUBNETS, networkAclId: NETWORK_ACLS },
  [NETWORK_ACL_RULE]: { networkAclId: NETWORK_ACLS },
  [DIRECTED_RULE]: { securityGroupId: SECURITY_GROUPS },
  [INGRESS_RULE]: { securityGroupId: SECURITY_GROUPS },
  [EGRESS_RULE]: { securityGroupId: SECURITY_GROUPS },
  [PREFIX_LIST_ENTRY]: { prefixListId: PREFIX_LISTS },
  [DB_SUBNET_GROUP]: { subnetIds: SUBNETS },
  [NETWORK_INTERFACE]: { subnetId: SUBNETS },
  ...Object.fromEntries(LISTENERS.map((type) => [type, { loadBalancerArn: LOAD_BALANCERS }])),
  [VPC_ENDPOINT]: { vpcId: VPCS, routeTableIds: ROUTE_TABLES },
  [ENDPOINT_ASSOCIATION]: {
    vpcEndpointId: ENDPOINTS,
    routeTableId: ROUTE_TABLES,
  },
  [ROLE_POLICY]: { role: [ROLE] },
  [ROLE_POLICY_ATTACHMENT]: { role: [ROLE] },
};

/** Where one of several may be meant, and what depends on it is unknown without making all else uncertain. */
const TOLD_APART: Readonly<Record<string, string>> = {
  [ROUTE_TABLE_ASSOCIATION]: "routeTableId",
  [MAIN_ROUTE_TABLE_ASSOCIATION]: "routeTableId",
  [ROUTE]: "routeTableId",
  [VPC_ENDPOINT]: "vpcId",
};

/** The inputs that hold several ids. */
const LISTS = ["subnetIds", "routeTableIds"];

/** For people: `subnetId of main-private-a`. */
export function unjoinedReferences(index: GraphIndex): string[] {
  const nameless = new Map<string, boolean>();
  const mayBeNameless = (type: string) => {
    const known = nameless.get(type) ?? index.ofType(type).some((resource) => !index.isIdentified(resource));
    nameless.set(type, known);
    return known;
  };
  const joined = Object.entries(JOINS).flatMap(([type, inputs]) =>
    index.ofType(type).flatMap((resource) =>
      Object.entries(inputs).flatMap(([input, types]) => {
        const isOpen = (value: Value) => isUnknown(value) || types.some(mayBeNameless);
        const ids = idsIn(input, resource.inputs[input] ?? []);
        const { others, isAmbiguous } = index.referredToBy(resource, input, ids, types);
        const isOneOfSeveral = isAmbiguous && TOLD_APART[type] !== input;
        return isOneOfSeveral || others.some(isOpen) ? [`${input} of ${resource.name}`] : [];
      }),
    ),
  );
  return [...joined, ...unjoinedDefaults(index)];
}

function idsIn(input: string, given: Value): readonly Value[] | Unknown {
  return isUnknown(given) && LISTS.includes(input) ? given : [given].flat();
}

/** A VPC's default whose VPC is not found, while it may be one of which not everything is known. */
function unjoinedDefaults(index: GraphIndex): string[] {
  return Object.entries(DEFAULTS).flatMap(([type, input]) => {
    const mayBeAnyones = VPCS.flatMap((each) => index.ofType(each)).some(({ outputs }) => isUnknown(outputs[input]));
    return index
      .ofType(type)
      .filter((each) => vpcsOf(index, each, input).length === 0 && (mayBeAnyones || isUnknown(each.inputs[input])))
      .map(({ name }) => `${input} of ${name}`);
  });
}
