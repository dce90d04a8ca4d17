/** What has network interfaces, type by type: where its subnets and groups are written, and what listens. */
import { NFS_PORT } from "../../model/file-systems";
import { isUnknown, type Properties, type Resource, type Value } from "../../model/graph";
import { anyOf, negate, type Truth } from "../../model/truth";
import {
  DATABASES,
  INSTANCE,
  LAMBDA_FUNCTION,
  LISTENERS,
  LOAD_BALANCERS,
  MOUNT_TARGET,
  SERVICE,
  TASK_DEFINITION,
  VPC_ENDPOINT,
} from "../../model/type-tokens";
import { registeredTargets, type RegisteredTarget } from "../forwarding";
import type { GraphIndex } from "../graph-index";
import { listOf, numberOf, propertiesOf, textOf } from "../values";
import { hasPublicAddress, hasUnseenInterface, holderOf, primaryInterface, type InterfaceHolder } from "./instances";
import { portOf, TCP, transportsOf, UDP, type Traffic } from "./traffic";

export type EndpointKind =
  "service" | "load balancer" | "endpoint" | "function" | "database" | "file system" | "instance";

/** What something answers. */
export interface Listening {
  readonly surely: readonly Traffic[];
  /** What isn't known, for people: it may answer anything more. Absent if everything is known. */
  readonly unknown?: string;
}

/** Which inputs of a type say where its interfaces stand, and what they are like. */
export interface Shape {
  readonly type: string;
  readonly kind: EndpointKind;
  /** Inputs with the ids of subnets and groups; a dot leads into an object, or into each of a list. */
  readonly subnets: string;
  /** Where the ids of subnets stand if they don't stand there. */
  readonly otherSubnets?: string;
  readonly groups: string;
  /** True: without groups of its own everything passes, instead of what the VPC's default group lets through. */
  readonly isOpenWithoutGroups?: (resource: Resource) => boolean;
  /** Inputs of other resources or kinds that may say where it stands, and which groups it has. */
  readonly elsewhere?: readonly string[];
  readonly isPublic?: (resource: Resource, index: GraphIndex) => Truth;
  /** What says which subnets and groups it has, where that is another resource. */
  readonly holder?: (resource: Resource, index: GraphIndex) => InterfaceHolder;
  readonly listens?: (resource: Resource, index: GraphIndex) => Listening | undefined;
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
const only = (port: number) => () => ({ surely: [tcp(port)] });
const portInput = (input: string) => (resource: Resource) => {
  const port = numberOf(resource.outputs[input] ?? resource.inputs[input]);
  return port === undefined ? undefined : { surely: [tcp(port)] };
};
/**
 * What AWS calls the kinds of addresses that something has, of either family.
 * Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html
 */
const isNotIpv4Only = ({ inputs }: Resource) => (textOf(inputs["ipAddressType"]) ?? "ipv4") !== "ipv4";

export const SHAPES: readonly Shape[] = [
  {
    type: SERVICE,
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
    otherSubnets: "subnetMappings.subnetId",
    groups: "securityGroups",
    isOpenWithoutGroups: ({ inputs }) => (textOf(inputs["loadBalancerType"]) ?? "application") !== "application",
    isPublic: ({ inputs }) => negate(isTrue(inputs["internal"])),
    hasIpv6: isNotIpv4Only,
    listens: listenerPorts,
  })),
  {
    type: VPC_ENDPOINT,
    kind: "endpoint",
    subnets: "subnetIds",
    groups: "securityGroupIds",
    hasIpv6: isNotIpv4Only,
    listens: only(443),
    applies: ({ inputs }) => inputs["vpcEndpointType"] === "Interface",
  },
  {
    type: LAMBDA_FUNCTION,
    kind: "function",
    subnets: "vpcConfig.subnetIds",
    groups: "vpcConfig.securityGroupIds",
    // Functions are called through Lambda's API, never by their addresses.
    listens: () => ({ surely: [] }),
    applies: ({ inputs: { vpcConfig } }) => {
      const subnetIds = isUnknown(vpcConfig) ? vpcConfig : propertiesOf(vpcConfig)["subnetIds"];
      return isUnknown(subnetIds) || listOf(subnetIds).length > 0;
    },
  },
  ...DATABASES.map((type): Shape => ({
    type,
    kind: "database",
    subnets: "dbSubnetGroupName",
    groups: "vpcSecurityGroupIds",
    isPublic: ({ inputs }) => isTrue(inputs["publiclyAccessible"]),
    listens: portInput("port"),
  })),
  {
    type: MOUNT_TARGET,
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
      anyOf([
        hasPublicAddress(holderOf(instance), index),
        hasPublicAddress(primaryInterface(instance, index), index),
        hasUnseenInterface(instance, index) ? "unknown" : false,
      ]),
    elsewhere: ["launchTemplate", "networkInterfaces", "primaryNetworkInterface", "securityGroups"],
  },
];

/** The ports of a service's containers; while the containers are not known, those that target groups send to. */
function containerPorts(service: Resource, index: GraphIndex): Listening {
  const definition = index.theOne(service, "taskDefinition", [TASK_DEFINITION]);
  const text = definition && textOf(definition.inputs["containerDefinitions"]);
  if (text === undefined) {
    const unknown =
      definition === undefined ? `taskDefinition of ${service.name}` : `containerDefinitions of ${definition.name}`;
    return { surely: registeredTargets(index, service).flatMap(registeredPorts), unknown };
  }
  const mappings = containersOf(text).flatMap((container) => listOf(container["portMappings"]).map(propertiesOf));
  const surely = mappings.flatMap((mapping) => {
    const port = numberOf(mapping["containerPort"]);
    return port === undefined ? [] : [portOf(mapping["protocol"] === "udp" ? UDP : TCP, port)];
  });
  return { surely };
}

function registeredPorts({ port, groups }: RegisteredTarget): Traffic[] {
  const transports = new Set(groups.flatMap(({ inputs }) => transportsOf(textOf(inputs["protocol"]))));
  return port === undefined ? [] : [...transports].map((transport) => portOf(transport, port));
}

/** The containers of a definition's JSON text; none if it is no such text. */
export function containersOf(text: string): Properties[] {
  try {
    return listOf(JSON.parse(text) as Value).map(propertiesOf);
  } catch {
    return [];
  }
}

function listenerPorts(loadBalancer: Resource, index: GraphIndex): Listening {
  const listeners = index.referringTo(loadBalancer, "loadBalancerArn", LISTENERS);
  const unknown = listeners.find(({ inputs }) => isUnknown(inputs["port"]) || isUnknown(inputs["protocol"]));
  const surely = listeners.flatMap((listener) => {
    const port = numberOf(listener.inputs["port"]);
    if (port === undefined || isUnknown(listener.inputs["protocol"])) return [];
    return transportsOf(textOf(listener.inputs["protocol"])).map((transport) => portOf(transport, port));
  });
  return { surely, ...(unknown && { unknown: `port of listener ${unknown.name}` }) };
}
