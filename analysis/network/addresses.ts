/** Address ranges of both families, read strictly. */
import { Ipv4Cidr } from "../../model/ipv4-cidr";
import { Ipv6Cidr } from "../../model/ipv6-cidr";
import type { Value } from "../../model/graph";
import type { Range } from "./packet-set";

export type Family = "ipv4" | "ipv6";

export const FAMILIES: readonly Family[] = ["ipv4", "ipv6"];

export const ALL_ADDRESSES: Readonly<Record<Family, Range>> = {
  ipv4: { first: 0, last: 2 ** 32 - 1 },
  ipv6: { first: 0n, last: 2n ** 128n - 1n },
};

export interface AddressRange {
  readonly family: Family;
  readonly range: Range;
  readonly prefixLength: number;
}

/** The range in CIDR notation, RFC 4632 and RFC 4291; undefined if it is none, or has bits set behind the prefix. */
export function parseRange(text: string): AddressRange | undefined {
  const ipv4 = Ipv4Cidr.parse(text);
  if (typeof ipv4 !== "string") {
    return { family: "ipv4", range: { first: ipv4.first, last: ipv4.last }, prefixLength: ipv4.prefixLength };
  }
  const ipv6 = Ipv6Cidr.parse(text);
  if (typeof ipv6 === "string") return undefined;
  return { family: "ipv6", range: { first: ipv6.first, last: ipv6.last }, prefixLength: ipv6.prefixLength };
}

/** The same of a property, which may be anything. */
export function rangeOf(value: Value | undefined): AddressRange | undefined {
  return typeof value === "string" ? parseRange(value) : undefined;
}
