/**
 * References between the parts of a network of which nobody can tell where they lead: an unknown id that wasn't computed
 * from anything in the graph, or from several of which only one is meant, or an id that may be one that isn't known yet.
 */
import { isUnknown, type Unknown, type Value } from "../../model/graph";
import type { GraphIndex } from "../graph-index";
import { NETWORK_ACLS } from "./network-acls";
import { PREFIX_LISTS } from "./prefix-lists";
import { ROUTE_TABLES } from "./routes";
import { SECURITY_GROUPS } from "./security-groups";
import { DEFAULTS, SUBNETS, VPCS, vpcsOf } from "./topology";

const LOAD_BALANCERS = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];
const ENDPOINTS = ["aws:ec2/vpcEndpoint:VpcEndpoint"];

/** By type: the inputs that refer to others, and to what. */
const JOINS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "aws:ec2/subnet:Subnet": { vpcId: VPCS },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": { subnetId: SUBNETS, routeTableId: ROUTE_TABLES },
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": { vpcId: VPCS, routeTableId: ROUTE_TABLES },
  "aws:ec2/route:Route": { routeTableId: ROUTE_TABLES },
  "aws:ec2/networkAcl:NetworkAcl": { subnetIds: SUBNETS },
  "aws:ec2/networkAclAssociation:NetworkAclAssociation": { subnetId: SUBNETS, networkAclId: NETWORK_ACLS },
  "aws:ec2/networkAclRule:NetworkAclRule": { networkAclId: NETWORK_ACLS },
  "aws:ec2/securityGroupRule:SecurityGroupRule": { securityGroupId: SECURITY_GROUPS },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": { securityGroupId: SECURITY_GROUPS },
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": { securityGroupId: SECURITY_GROUPS },
  "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry": { prefixListId: PREFIX_LISTS },
  "aws:rds/subnetGroup:SubnetGroup": { subnetIds: SUBNETS },
  "aws:ec2/networkInterface:NetworkInterface": { subnetId: SUBNETS },
  "aws:lb/listener:Listener": { loadBalancerArn: LOAD_BALANCERS },
  "aws:alb/listener:Listener": { loadBalancerArn: LOAD_BALANCERS },
  "aws:ec2/vpcEndpoint:VpcEndpoint": { vpcId: VPCS, routeTableIds: ROUTE_TABLES },
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation": {
    vpcEndpointId: ENDPOINTS,
    routeTableId: ROUTE_TABLES,
  },
  "aws:iam/rolePolicy:RolePolicy": { role: ["aws:iam/role:Role"] },
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment": { role: ["aws:iam/role:Role"] },
};

/** Where one of several may be meant, and what depends on it is unknown without making all else uncertain. */
const TOLD_APART: Readonly<Record<string, string>> = {
  "aws:ec2/routeTableAssociation:RouteTableAssociation": "routeTableId",
  "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation": "routeTableId",
  "aws:ec2/route:Route": "routeTableId",
  "aws:ec2/vpcEndpoint:VpcEndpoint": "vpcId",
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
        const isOpen = (value: Value) =>
          index.referredTo(resource, input, value, types).length === 0 &&
          (isUnknown(value) || (typeof value === "string" && types.some(mayBeNameless)));
        const given = resource.inputs[input] ?? [];
        const { isAmbiguous } = index.referredToBy(resource, input, idsIn(input, given), types);
        const isOneOfSeveral = isAmbiguous && TOLD_APART[type] !== input;
        return isOneOfSeveral || [given].flat().some(isOpen) ? [`${input} of ${resource.name}`] : [];
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
