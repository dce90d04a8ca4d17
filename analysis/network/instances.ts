/** Instances of EC2 by their network interfaces, which are resources of their own or come with the instance. */
import type { Properties, Resource } from "../../model/graph";
import { isUnknown } from "../../model/graph";
import { anyOf, type Truth } from "../../model/truth";
import type { GraphIndex } from "../graph-index";
import { listOf, propertiesOf, textOf } from "../values";

export const INSTANCE = "aws:ec2/instance:Instance";
export const NETWORK_INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
const ADDRESSES = ["aws:ec2/eip:Eip"];
const ASSOCIATIONS = ["aws:ec2/eipAssociation:EipAssociation"];
const ATTACHMENTS = ["aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment"];

/** What decides where an interface stands and what gets through: a resource, and its inputs for that. */
export interface InterfaceHolder {
  readonly resource: Resource;
  readonly subnets: string;
  readonly groups: string;
}

/** The first network interface of an instance. */
export function primaryInterface(instance: Resource, index: GraphIndex): InterfaceHolder {
  const given: readonly (readonly [input: string, properties: Properties])[] = [
    ["primaryNetworkInterface", propertiesOf(instance.inputs["primaryNetworkInterface"])],
    ["networkInterfaces", propertiesOf(listOf(instance.inputs["networkInterfaces"])[0])],
  ];
  for (const [input, { networkInterfaceId }] of given) {
    const [own] = index.referredTo(instance, input, networkInterfaceId, [NETWORK_INTERFACE]);
    if (own !== undefined) return holderOf(own);
  }
  return holderOf(instance);
}

/** @param resource an interface, or an instance with an interface that came along */
export function holderOf(resource: Resource): InterfaceHolder {
  const isInterface = resource.type === NETWORK_INTERFACE;
  return { resource, subnets: "subnetId", groups: isInterface ? "securityGroups" : "vpcSecurityGroupIds" };
}

/** The instances that an interface is attached to. */
export function attachedTo(networkInterface: Resource, index: GraphIndex): readonly Resource[] {
  const primary = index
    .ofType(INSTANCE)
    .filter((instance) => primaryInterface(instance, index).resource === networkInterface);
  const attachments = index.referringTo(networkInterface, "networkInterfaceId", ATTACHMENTS);
  const others = attachments.flatMap((each) =>
    index.referredTo(each, "instanceId", each.inputs["instanceId"], [INSTANCE]),
  );
  return [...primary, ...others];
}

/** Whether the interface has a public IPv4 address: one that it got when it was made, or an Elastic IP address. */
export function hasPublicAddress({ resource }: InterfaceHolder, index: GraphIndex): Truth {
  const { inputs, outputs, type } = resource;
  const asked = inputs["associatePublicIpAddress"];
  const [input, ofAssociation] =
    type === NETWORK_INTERFACE ? ["networkInterface", "networkInterfaceId"] : ["instance", "instanceId"];
  return anyOf([
    isUnknown(asked) ? "unknown" : asked === true,
    (textOf(outputs["publicIp"]) ?? "") !== "",
    index.referringTo(resource, input, ADDRESSES).length > 0,
    index.referringTo(resource, ofAssociation, ASSOCIATIONS).length > 0,
  ]);
}

/** Whether it takes packets that are for others. Source: https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html */
export function takesForeignPackets({ resource }: InterfaceHolder): Truth {
  const check = resource.inputs["sourceDestCheck"];
  return isUnknown(check) ? "unknown" : check === false;
}
