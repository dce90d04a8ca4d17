/** Which packets belong to the internet. */
import { ALL_ADDRESSES, parseRange, type Family } from "./addresses";
import { box, difference, type PacketSet } from "./packet-set";

/**
 * Addresses that are nobody's on the internet.
 * Source: https://www.iana.org/assignments/iana-ipv4-special-registry (those that are not globally reachable)
 */
const NOT_PUBLIC = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
/** The part of IPv6 that is given out. Source: https://www.iana.org/assignments/ipv6-address-space */
const GLOBAL_UNICAST = parseRange("2000::/3")!.range;

type Side = "source" | "destination";

function publicPackets(family: Family, side: Side): PacketSet {
  const everyone = ALL_ADDRESSES[family];
  if (family === "ipv6") return [box(everyone, { [side]: GLOBAL_UNICAST })];
  return difference(
    [box(everyone)],
    NOT_PUBLIC.map((text) => box(everyone, { [side]: parseRange(text)!.range })),
  );
}

/** The packets that come from the internet, or go there. */
export const INTERNET_PACKETS: Readonly<Record<Family, Readonly<Record<Side, PacketSet>>>> = {
  ipv4: { source: publicPackets("ipv4", "source"), destination: publicPackets("ipv4", "destination") },
  ipv6: { source: publicPackets("ipv6", "source"), destination: publicPackets("ipv6", "destination") },
};
