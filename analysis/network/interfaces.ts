/** Everything that has network interfaces in a VPC, in one shape: where they stand, which groups they have, what listens. */
import { hasPublicAddress, holderOf, INSTANCE, primaryInterface, type InterfaceHolder } from "./instances";
import { NFS_PORT } from "../../model/file-systems";
import { isUnknown, type Properties, type Resource, type Value } from "../../model/graph";
import { anyOf, negate, type Truth } from "../../model/truth";
import type { GraphIndex } from "../graph-index";
import { listOf, numberOf, propertiesOf, textOf } from "../values";
import { box, type Box, type Range } from "./packet-set";
import { SECURITY_GROUPS } from "./security-groups";
import { SUBNETS, type Subnet, type Topology } from "./topology";
import { portOf, TCP, transportsOf, UDP, type Traffic } from "./traffic";

export type EndpointKind =
  "service" | "load balancer" | "endpoint" | "function" | "database" | "file system" | "instance";

/** Network interfaces that behave alike: the tasks of a service, the nodes of a load balancer. */
export interface Endpoint {
  readonly kind: EndpointKind;
  readonly name: string;
  readonly resource: Resource;
  readonly subnets: readonly Subnet[];
  readonly groups: readonly Resource[];
  /** Groups that belong to another stack, or are not known yet, for people. */
  readonly unknownGroups: readonly string[];
  /** The same of subnets. */
  readonly unknownSubnets: readonly string[];
  /** Whether it has a public IPv4 address. */
  readonly isPublic: Truth;
  /** What it answers; absent if that can't be told, so that the security groups alone decide. */
  readonly listens?: readonly Traffic[];
}

interface Shape {
  readonly type: string;
  readonly kind: EndpointKind;
  /** Inputs with the ids of subnets and groups; a dot leads into an object. */
  readonly subnets: string;
  readonly groups: string;
  readonly isPublic?: (resource: Resource, index: GraphIndex) => Truth;
  /** What says which subnets and groups it has, where that is another resource. */
  readonly holder?: (resource: Resource, index: GraphIndex) => InterfaceHolder;
  readonly listens?: (resource: Resource, index: GraphIndex) => readonly Traffic[] | undefined;
  /** Whether it has IPv6 addresses where its subnets have some. @default it has */
  readonly hasIpv6?: (resource: Resource) => boolean;
  /** False: it is not made, or of another kind. */
  readonly applies?: (resource: Resource) => boolean;
}

/** A switch that is off unless it is set. */
function isTrue(value: Value | undefined): Truth {
  return isUnknown(value) ? "unknown" : value === true;
}

const tcp = (port: number): Traffic => portOf(TCP, port);
const only = (port: number) => () => [tcp(port)];
const portInput = (input: string) => (resource: Resource) => {
  const port = numberOf(resource.outputs[input] ?? resource.inputs[input]);
  return port === undefined ? undefined : [tcp(port)];
};
/**
 * What AWS calls the kinds of addresses that something has, of either family.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html
 */
const isNotIpv4Only = ({ inputs }: Resource) => (textOf(inputs["ipAddressType"]) ?? "ipv4") !== "ipv4";
const LOAD_BALANCERS = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];
export const LISTENERS = ["aws:lb/listener:Listener", "aws:alb/listener:Listener"];
export const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SUBNET_GROUP = "aws:rds/subnetGroup:SubnetGroup";

const SHAPES: readonly Shape[] = [
  {
    type: "aws:ecs/service:Service",
    kind: "service",
    subnets: "networkConfiguration.subnets",
    groups: "networkConfiguration.securityGroups",
    isPublic: ({ inputs: { networkConfiguration } }) =>
      isUnknown(networkConfiguration) ? "unknown" : isTrue(propertiesOf(networkConfiguration)["assignPublicIp"]),
    listens: containerPorts,
  },
  ...LOAD_BALANCERS.map((type): Shape => ({
    type,
    kind: "load balancer",
    subnets: "subnets",
    groups: "securityGroups",
    isPublic: ({ inputs }) => negate(isTrue(inputs["internal"])),
    hasIpv6: isNotIpv4Only,
    listens: listenerPorts,
  })),
  {
    type: "aws:ec2/vpcEndpoint:VpcEndpoint",
    kind: "endpoint",
    subnets: "subnetIds",
    groups: "securityGroupIds",
    hasIpv6: isNotIpv4Only,
    listens: only(443),
    applies: ({ inputs }) => inputs["vpcEndpointType"] === "Interface",
  },
  {
    type: "aws:lambda/function:Function",
    kind: "function",
    subnets: "vpcConfig.subnetIds",
    groups: "vpcConfig.securityGroupIds",
    // Functions are called through Lambda's API, never by their addresses.
    listens: () => [],
    applies: ({ inputs }) => listOf(propertiesOf(inputs["vpcConfig"])["subnetIds"]).length > 0,
  },
  ...["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"].map((type): Shape => ({
    type,
    kind: "database",
    subnets: "dbSubnetGroupName",
    groups: "vpcSecurityGroupIds",
    isPublic: ({ inputs }) => isTrue(inputs["publiclyAccessible"]),
    listens: portInput("port"),
  })),
  {
    type: "aws:efs/mountTarget:MountTarget",
    kind: "file system",
    subnets: "subnetId",
    groups: "securityGroups",
    listens: only(NFS_PORT),
  },
  {
    type: INSTANCE,
    kind: "instance",
    subnets: "subnetId",
    groups: "vpcSecurityGroupIds",
    holder: primaryInterface,
    isPublic: (instance, index) =>
      anyOf([hasPublicAddress(holderOf(instance), index), hasPublicAddress(primaryInterface(instance, index), index)]),
  },
];

export function readEndpoints(topology: Topology): Endpoint[] {
  const { index } = topology;
  return SHAPES.flatMap(({ type, kind, isPublic, hasIpv6, listens, applies, holder, ...own }) =>
    index
      .ofType(type)
      .filter((resource) => applies?.(resource) ?? true)
      .map((resource): Endpoint => {
        const [unknownSubnets, unknownGroups]: [string[], string[]] = [[], []];
        const { subnets, groups, ...held } = holder?.(resource, index) ?? { ...own, resource };
        const foundSubnets = subnetsOf(topology, held.resource, subnets, unknownSubnets);
        const foundGroups = referenced(index, held.resource, groups, SECURITY_GROUPS, unknownGroups);
        const listening = listens?.(resource, index);
        return {
          kind,
          name: resource.name,
          resource,
          subnets: (hasIpv6?.(resource) ?? true) ? foundSubnets : foundSubnets.map(inIpv4),
          groups: foundGroups,
          unknownGroups,
          unknownSubnets,
          isPublic: isPublic?.(resource, index) ?? false,
          ...(listening && { listens: listening }),
        };
      }),
  );
}

/** The subnet as something without IPv6 addresses has it. */
function inIpv4({ ranges: { ipv4 }, ...subnet }: Subnet): Subnet {
  return { ...subnet, ranges: ipv4 === undefined ? {} : { ipv4 } };
}

function subnetsOf(topology: Topology, resource: Resource, path: string, unknowns: string[]): Subnet[] {
  const { index } = topology;
  const found =
    path === "dbSubnetGroupName"
      ? index
          .referredTo(resource, path, resource.inputs[path], [SUBNET_GROUP])
          .flatMap((group) => referenced(index, group, "subnetIds", SUBNETS, unknowns))
      : referenced(index, resource, path, SUBNETS, unknowns);
  return found.map((subnet) => topology.subnets.get(subnet)!);
}

/** What a list of ids, or one id, stands for. */
export function referenced(
  index: GraphIndex,
  resource: Resource,
  path: string,
  types: readonly string[],
  unknowns: string[],
): Resource[] {
  const [input, inner] = path.split(".") as [string, string | undefined];
  const holder = inner === undefined ? resource.inputs : propertiesOf(resource.inputs[input]);
  const value = isUnknown(resource.inputs[input]) ? resource.inputs[input] : holder[inner ?? input];
  const ids: readonly Value[] = Array.isArray(value) ? (value as readonly Value[]) : [value ?? []].flat();
  const found = ids.flatMap((id) => {
    const resources = index.referredTo(resource, input, id, types);
    if (resources.length === 0)
      unknowns.push(`${path} of ${resource.name}${textOf(id) === undefined ? "" : ` (${textOf(id)!})`}`);
    return resources;
  });
  return [...new Set(found)];
}

/** The ports of a service's containers; undefined while the containers are not known. */
function containerPorts(service: Resource, index: GraphIndex): readonly Traffic[] | undefined {
  const [definition] = index.referredTo(service, "taskDefinition", service.inputs["taskDefinition"], [TASK_DEFINITION]);
  const text = definition && textOf(definition.inputs["containerDefinitions"]);
  if (text === undefined) return undefined;
  const mappings = containersOf(text).flatMap((container) => listOf(container["portMappings"]).map(propertiesOf));
  return mappings.flatMap((mapping) => {
    const port = numberOf(mapping["containerPort"]);
    return port === undefined ? [] : [portOf(mapping["protocol"] === "udp" ? UDP : TCP, port)];
  });
}

/** The containers of a definition's JSON text; none if it is no such text. */
export function containersOf(text: string): Properties[] {
  try {
    return listOf(JSON.parse(text) as Value).map(propertiesOf);
  } catch {
    return [];
  }
}

function listenerPorts(loadBalancer: Resource, index: GraphIndex): readonly Traffic[] | undefined {
  const listeners = index.referringTo(loadBalancer, "loadBalancerArn", LISTENERS);
  if (listeners.some(({ inputs }) => isUnknown(inputs["port"]) || isUnknown(inputs["protocol"]))) return undefined;
  return listeners.flatMap((listener) => {
    const port = numberOf(listener.inputs["port"]);
    if (port === undefined) return [];
    return transportsOf(textOf(listener.inputs["protocol"]) ?? "HTTP").map((transport) => portOf(transport, port));
  });
}

/** The packets that something answers, of an address family. */
export function listeningBoxes(listens: readonly Traffic[], everyone: Range): Box[] {
  return listens.map((traffic) => box(everyone, traffic));
}
