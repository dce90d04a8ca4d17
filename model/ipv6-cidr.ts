/**
 * IPv6 address ranges in CIDR notation, read strictly: no bits set behind the prefix, no embedded IPv4 address.
 * Source: RFC 4291, sections 2.2 and 2.3
 */
export class Ipv6Cidr {
  private constructor(
    /** The first address, as an unsigned 128-bit number. */
    readonly first: bigint,
    /** 0 to 128. */
    readonly prefixLength: number,
  ) {}

  /**
   * Reads `2001:db8::/32`.
   * @returns the range, or a sentence that says what is wrong with the text.
   */
  static parse(text: string): Ipv6Cidr | string {
    const match = /^([0-9a-f:]+)\/(\d{1,3})$/i.exec(text);
    const first = match ? parseAddress(match[1]!) : undefined;
    if (first === undefined) return "It is not an IPv6 address range in CIDR notation, such as 2001:db8::/56.";
    const prefixLength = Number(match?.[2]);
    if (prefixLength > 128) return `Its prefix length is ${prefixLength}; 0 to 128 are possible.`;
    const cidr = new Ipv6Cidr(first - (first % sizeOf(prefixLength)), prefixLength);
    if (cidr.first !== first) return `It has bits set behind the prefix; the range is written ${cidr.toString()}.`;
    return cidr;
  }

  /** The last address, as an unsigned 128-bit number. */
  get last(): bigint {
    return this.first + sizeOf(this.prefixLength) - 1n;
  }

  contains(other: Ipv6Cidr): boolean {
    return this.first <= other.first && other.last <= this.last;
  }

  overlaps(other: Ipv6Cidr): boolean {
    return this.first <= other.last && other.first <= this.last;
  }

  /**
   * The range cut into 2^`bits` equal parts, the part with the number `index` of them.
   * @throws RangeError if there is no such part.
   */
  part(bits: number, index: number): Ipv6Cidr {
    const prefixLength = this.prefixLength + bits;
    if (prefixLength > 128 || index < 0 || index >= 2 ** bits) {
      throw new RangeError(`${this.toString()} has no part ${index} of ${2 ** bits}`);
    }
    return new Ipv6Cidr(this.first + BigInt(index) * sizeOf(prefixLength), prefixLength);
  }

  /** As AWS writes it: without leading zeros, and without the longest run of zeros. Source: RFC 5952, section 4 */
  toString(): string {
    const groups = Array.from({ length: 8 }, (_, index) => (this.first >> BigInt(112 - 16 * index)) & 0xffffn);
    const zeros = longestRunOfZeros(groups);
    const written = groups.map((group) => group.toString(16));
    if (zeros.length < 2) return `${written.join(":")}/${this.prefixLength}`;
    const [before, after] = [written.slice(0, zeros.start), written.slice(zeros.start + zeros.length)];
    return `${before.join(":")}::${after.join(":")}/${this.prefixLength}`;
  }
}

function sizeOf(prefixLength: number): bigint {
  return 2n ** BigInt(128 - prefixLength);
}

/** Eight groups of 16 bits, of which one run of zeros may be left out. */
function parseAddress(text: string): bigint | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head!.length - (tail?.length ?? 0);
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head!, ...Array.from({ length: tail === undefined ? 0 : missing }, () => "0"), ...(tail ?? [])];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.reduce((sum, group) => sum * 65_536n + BigInt(`0x${group}`), 0n);
}

/** The first one of several that are equally long. */
function longestRunOfZeros(groups: readonly bigint[]): { readonly start: number; readonly length: number } {
  const lengthAt = (start: number) => {
    const end = groups.findIndex((group, index) => index >= start && group !== 0n);
    return (end === -1 ? groups.length : end) - start;
  };
  return groups
    .map((_, start) => ({ start, length: lengthAt(start) }))
    .reduce((longest, run) => (run.length > longest.length ? run : longest));
}
