/** Where NAT gateways stand, or what stands there instead. */
import type { ZoneSuffix } from "../../model/regions";

/**
 * `none`, an EC2 instance instead of a gateway for all zones (`instance`), one gateway for all zones (`single`), one in each
 * zone (`perAz`), or one that stands in all zones (`regional`).
 */
export const NAT_PLACEMENTS = ["none", "instance", "single", "perAz", "regional"] as const;
export type NatPlacement = (typeof NAT_PLACEMENTS)[number];

/**
 * The zones that a NAT gateway, or the instance, has an address in and is paid for. A single one stands in the zone that is
 * listed first.
 * Source: https://aws.amazon.com/vpc/pricing/ (a regional one costs as much as one in each of its zones)
 */
export function natZones(placement: NatPlacement, zones: readonly ZoneSuffix[]): readonly ZoneSuffix[] {
  const first = zones.slice(0, 1);
  return { none: [], instance: first, single: first, perAz: zones, regional: zones }[placement];
}

/** The zone whose NAT gateway serves the private subnet of the given zone; undefined if there is none. */
export function natZoneOf(
  placement: NatPlacement,
  zones: readonly ZoneSuffix[],
  zone: ZoneSuffix,
): ZoneSuffix | undefined {
  const withGateway = natZones(placement, zones);
  return withGateway.includes(zone) ? zone : withGateway[0];
}
