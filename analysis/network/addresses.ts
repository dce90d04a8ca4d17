/** Address ranges of both families, read strictly. */
import { Ipv4Cidr } from "../../model/ipv4-cidr";
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
  const match = /^([0-9a-f:]+)\/(\d{1,3})$/i.exec(text);
  const first = match && parseIpv6(match[1]!);
  const prefixLength = Number(match?.[2]);
  if (first === undefined || first === null || prefixLength > 128) return undefined;
  const size = 2n ** BigInt(128 - prefixLength);
  if (first % size !== 0n) return undefined;
  return { family: "ipv6", range: { first, last: first + size - 1n }, prefixLength };
}

/** Eight groups of 16 bits, of which one run of zeros may be left out. Source: RFC 4291, section 2.2 */
function parseIpv6(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head!.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head!, ...Array.from({ length: tail === undefined ? 0 : missing }, () => "0"), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}
