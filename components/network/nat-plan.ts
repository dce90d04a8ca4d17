/** Where NAT gateways stand. */
import type { ZoneSuffix } from "../../model/regions";

/** `none`, one for all zones (`single`), or one in each zone (`perAz`). */
export const NAT_PLACEMENTS = ["none", "single", "perAz"] as const;
export type NatPlacement = (typeof NAT_PLACEMENTS)[number];

/** The zones that have a NAT gateway. A single one stands in the zone that is listed first. */
export function natZones(placement: NatPlacement, zones: readonly ZoneSuffix[]): readonly ZoneSuffix[] {
  return { none: [], single: zones.slice(0, 1), perAz: zones }[placement];
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
