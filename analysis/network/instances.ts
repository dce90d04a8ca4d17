/** Instances of EC2 by their network interfaces, which are resources of their own or come with the instance. */
import { isUnknown, UNKNOWN, type Resource, type Value } from "../../model/graph";
import { anyOf, type Truth } from "../../model/truth";
import { INSTANCE, LOAD_BALANCERS, NAT_GATEWAY, NETWORK_INTERFACE, SUBNET } from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import { propertiesOf, textOf } from "../values";

const HOLDERS = [INSTANCE, NETWORK_INTERFACE];
/** What gives an Elastic IP address to somebody, by the inputs that say to whom. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/eip:Eip": ["instance", "networkInterface"],
  "aws:ec2/eipAssociation:EipAssociation": ["instanceId", "networkInterfaceId"],
};
/** What takes an address by itself: of these, the address need not say whose it is. */
const TAKERS: Readonly<Record<string, string>> = {
  "aws:ec2/eipAssociation:EipAssociation": "allocationId",
  [NAT_GATEWAY]: "allocationId",
  ...Object.fromEntries(LOAD_BALANCERS.map((type) => [type, "subnetMappings"])),
};
const ATTACHMENTS = ["aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment"];

/** What decides where an interface stands and what gets through: a resource, and its inputs for that. */
export interface InterfaceHolder {
  readonly resource: Resource;
  readonly subnets: string;
  readonly groups: string;
}

/** The first network interface of an instance; an interface is its own. */
export function primaryInterface(resource: Resource, index: GraphIndex): InterfaceHolder {
  return holderOf(ownInterface(resource, index) ?? resource);
}

/** What an instance says of its first interface, by the input that holds it. */
function namedInterfaces({ inputs }: Resource): readonly (readonly [input: string, id: Value | undefined])[] {
  return ["primaryNetworkInterface", "networkInterfaces"].map((input) => {
    const [value] = [inputs[input]].flat() as readonly (Value | undefined)[];
    return [input, isUnknown(value) ? value : propertiesOf(value)["networkInterfaceId"]];
  });
}

/** The first interface of an instance, if it is a resource of its own. */
function ownInterface(instance: Resource, index: GraphIndex): Resource | undefined {
  return namedInterfaces(instance).flatMap(
    ([input, id]) => index.theOne(instance, input, [NETWORK_INTERFACE], id) ?? [],
  )[0];
}

/**
 * Whether the first interface may be one that is not in the graph. One that comes along stands in the instance's subnet;
 * then what is unknown of interfaces is only what AWS will say.
 */
export function hasUnseenInterface(instance: Resource, index: GraphIndex): boolean {
  const { subnetId } = instance.inputs;
  const stands =
    textOf(subnetId) !== undefined || index.referredTo(instance, "subnetId", subnetId, [SUBNET]).length > 0;
  if (stands || ownInterface(instance, index) !== undefined) return false;
  return namedInterfaces(instance).some(([, id]) => isUnknown(id) || (textOf(id) ?? "") !== "");
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
  return anyOf([
    getsOneAtLaunch(resource, index),
    (textOf(resource.outputs["publicIp"]) ?? "") !== "",
    ...Object.entries(ADDRESSES).flatMap(([type, givenTo]) =>
      index.ofType(type).map((address) => isGivenTo(address, givenTo, resource, index)),
    ),
  ]);
}

/**
 * Whether an interface that comes along with its instance gets a public address: if the instance asks for none, its subnet
 * decides; an interface that was made before gets none.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html#concepts-public-addresses
 */
function getsOneAtLaunch(holder: Resource, index: GraphIndex): Truth {
  const asked = holder.inputs["associatePublicIpAddress"];
  if (isUnknown(asked)) return "unknown";
  if (typeof asked === "boolean") return asked;
  const cameAlong = holder.type === INSTANCE && ownInterface(holder, index) === undefined;
  if (!cameAlong || holder.outputs["publicIp"] === "") return false;
  const subnet = index.theOne(holder, "subnetId", [SUBNET]);
  const decides = subnet === undefined ? UNKNOWN : subnet.inputs["mapPublicIpOnLaunch"];
  return isUnknown(decides) ? "unknown" : decides === true;
}

/** An address of which nobody knows whose it is may be anybody's. */
function isGivenTo(address: Resource, inputs: readonly string[], holder: Resource, index: GraphIndex): Truth {
  const holders = inputs.flatMap((input) => index.referredTo(address, input, address.inputs[input], HOLDERS));
  if (holders.length > 0) return holders.includes(holder) && (holders.length === 1 || "unknown");
  const isTaken = Object.entries(TAKERS).some(([type, input]) => index.referringTo(address, input, [type]).length > 0);
  const mayBe = (value: Value | undefined) =>
    isUnknown(value) || ((textOf(value) ?? "") !== "" && !index.isIdentified(holder));
  return !isTaken && inputs.some((input) => mayBe(address.inputs[input])) ? "unknown" : false;
}

/** Whether it takes packets that are for others. Source: https://docs.aws.amazon.com/vpc/latest/userguide/work-with-nat-instances.html */
export function takesForeignPackets({ resource }: InterfaceHolder): Truth {
  const check = resource.inputs["sourceDestCheck"];
  return isUnknown(check) ? "unknown" : check === false;
}
