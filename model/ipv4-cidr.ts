/**
 * IPv4 address ranges in CIDR notation, read strictly: no leading zeros (some libraries read `010` as octal), no bits
 * set behind the prefix, no missing parts. Source: RFC 4632, section 3.1.
 */
export class Ipv4Cidr {
  private constructor(
    /** The first address, as an unsigned 32-bit number. */
    readonly first: number,
    /** 0 to 32. */
    readonly prefixLength: number,
  ) {}

  /**
   * Reads `a.b.c.d/n`.
   * @returns the range, or a sentence that says what is wrong with the text.
   */
  static parse(text: string): Ipv4Cidr | string {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
    if (!match) return "It is not an address range in CIDR notation, such as 10.0.0.0/16.";
    const numbers = match.slice(1);
    const zero = numbers.find((part) => part.length > 1 && part.startsWith("0"));
    if (zero !== undefined) return `It has a leading zero ("${zero}").`;
    const prefixLength = Number(numbers[4]);
    if (prefixLength > 32) return `Its prefix length is ${prefixLength}; 0 to 32 are possible.`;
    const octets = numbers.slice(0, 4).map(Number);
    const wrong = octets.find((octet) => octet > 255);
    if (wrong !== undefined) return `It has ${wrong} where 0 to 255 are possible.`;
    const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
    const cidr = new Ipv4Cidr(address - (address % 2 ** (32 - prefixLength)), prefixLength);
    if (cidr.first !== address) return `It has bits set behind the prefix; the range is written ${cidr.toString()}.`;
    return cidr;
  }

  /** How many addresses the range has. */
  get size(): number {
    return 2 ** (32 - this.prefixLength);
  }

  /** The last address, as an unsigned 32-bit number. */
  get last(): number {
    return this.first + this.size - 1;
  }

  contains(other: Ipv4Cidr): boolean {
    return this.first <= other.first && other.last <= this.last;
  }

  overlaps(other: Ipv4Cidr): boolean {
    return this.first <= other.last && other.first <= this.last;
  }

  /**
   * The range cut into 2^`bits` equal parts, the part with the number `index` of them.
   * @throws RangeError if there is no such part.
   */
  part(bits: number, index: number): Ipv4Cidr {
    const prefixLength = this.prefixLength + bits;
    if (prefixLength > 32 || index < 0 || index >= 2 ** bits) {
      throw new RangeError(`${this.toString()} has no part ${index} of ${2 ** bits}`);
    }
    return new Ipv4Cidr(this.first + index * 2 ** (32 - prefixLength), prefixLength);
  }

  toString(): string {
    const octets = [24, 16, 8, 0].map((shift) => Math.floor(this.first / 2 ** shift) % 256);
    return `${octets.join(".")}/${this.prefixLength}`;
  }
}
