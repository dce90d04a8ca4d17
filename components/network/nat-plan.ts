/** Where NAT gateways stand. */
import type { ZoneSuffix } from "../../model/regions";

/** `none`, one for all zones (`single`), one in each zone (`perAz`), or one that stands in all zones (`regional`). */
export const NAT_PLACEMENTS = ["none", "single", "perAz", "regional"] as const;
export type NatPlacement = (typeof NAT_PLACEMENTS)[number];

/**
 * The zones that a NAT gateway has an address in, and is paid for. A single one stands in the zone that is listed first.
 * Source: https://aws.amazon.com/vpc/pricing/ (a regional one costs as much as one in each of its zones)
 */
export function natZones(placement: NatPlacement, zones: readonly ZoneSuffix[]): readonly ZoneSuffix[] {
  return { none: [], single: zones.slice(0, 1), perAz: zones, regional: zones }[placement];
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
