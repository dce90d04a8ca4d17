/** The addresses of VPCs and subnets, of either family. */
import { Ipv6Cidr } from "../../model/ipv6-cidr";
import type { Properties } from "../../model/graph";
import type { NewResource, World } from "../behaviour";
import { text } from "../read";
import { INSTANCE, NETWORK_INTERFACE, refuseIf, SUBNET, VPC } from "./common";

/** A /56, as AWS gives them, of addresses that are nobody's. Source: https://datatracker.ietf.org/doc/html/rfc3849 */
export function generatedIpv6Cidr(digits: string): string {
  const range = Ipv6Cidr.parse(`2001:db8:${digits.slice(0, 4)}:${digits.slice(4)}00::/56`);
  return String(range);
}

interface Addresses<Cidr> {
  readonly contains: (other: Cidr) => boolean;
  readonly overlaps: (other: Cidr) => boolean;
}

/** A subnet's addresses are among the VPC's, and no other subnet's. */
export function refuseRange<Cidr extends Addresses<Cidr>>(
  { inputs, world, existingId }: NewResource,
  property: "cidrBlock" | "ipv6CidrBlock",
  parse: (text: string) => Cidr | string,
): void {
  const given = text(inputs, property) ?? "";
  const range = parse(given);
  if (typeof range === "string") return;
  const ofVpc = text(world.find(VPC, text(inputs, "vpcId"))?.outputs ?? {}, property) ?? "";
  const vpcRange = parse(ofVpc);
  refuseIf(
    property === "ipv6CidrBlock" && ofVpc === "",
    "InvalidSubnet.Range",
    `The CIDR '${given}' is invalid: the VPC has no IPv6 addresses.`,
  );
  refuseIf(
    typeof vpcRange !== "string" && !vpcRange.contains(range),
    "InvalidSubnet.Range",
    `The CIDR '${given}' is invalid: it is not inside the VPC's ${ofVpc}.`,
  );
  const siblings = world
    .all(SUBNET)
    .filter(({ id, inputs: other }) => id !== existingId && other.vpcId === inputs.vpcId);
  const conflict = siblings.find((other) => {
    const taken = parse(text(other.inputs, property) ?? "");
    return typeof taken !== "string" && taken.overlaps(range);
  });
  refuseIf(
    conflict !== undefined,
    "InvalidSubnet.Conflict",
    `The CIDR '${given}' conflicts with another subnet: ${conflict?.id} has ${text(conflict?.inputs ?? {}, property)}.`,
  );
}

/** The VPC of what an Elastic IP address belongs to; undefined if it belongs to nothing there. */
export function vpcOfAddress(world: World, address: Properties): string | undefined {
  const holder =
    world.find(NETWORK_INTERFACE, text(address, "networkInterface")) ?? world.find(INSTANCE, text(address, "instance"));
  return text(world.find(SUBNET, text(holder?.outputs ?? {}, "subnetId"))?.outputs ?? {}, "vpcId");
}
