import assert from "node:assert/strict";
import fc from "fast-check";
import { Ipv4Cidr } from "../../model/ipv4-cidr";

function parsed(text: string): Ipv4Cidr {
  const cidr = Ipv4Cidr.parse(text);
  assert.ok(typeof cidr !== "string", `${text}: ${String(cidr)}`);
  return cidr;
}

/** Any range without host bits, as text. */
const cidrText = fc.tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 })).map(([address, prefix]) => {
  const first = prefix === 0 ? 0 : Math.floor(address / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
  return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${prefix}`;
});

describe("IPv4 ranges", () => {
  it("are read as they are written", () => {
    const cidr = parsed("10.20.0.0/16");
    assert.equal(cidr.first, 10 * 2 ** 24 + 20 * 2 ** 16);
    assert.equal(cidr.last, 10 * 2 ** 24 + 20 * 2 ** 16 + 65535);
    assert.equal(cidr.size, 65536);
  });

  const refused: readonly (readonly [string, string])[] = [
    ["010.0.0.0/8", 'It has a leading zero ("010").'],
    ["10.0.0.0/08", 'It has a leading zero ("08").'],
    ["10.0.0.1/16", "It has bits set behind the prefix; the range is written 10.0.0.0/16."],
    ["10.0.0.0/33", "Its prefix length is 33; 0 to 32 are possible."],
    ["10.0.256.0/24", "It has 256 where 0 to 255 are possible."],
    ["10.0.0/16", "It is not an address range in CIDR notation, such as 10.0.0.0/16."],
    ["10.0.0.0", "It is not an address range in CIDR notation, such as 10.0.0.0/16."],
    ["0x0a.0.0.0/8", "It is not an address range in CIDR notation, such as 10.0.0.0/16."],
    [" 10.0.0.0/16", "It is not an address range in CIDR notation, such as 10.0.0.0/16."],
    ["fd00::/8", "It is not an address range in CIDR notation, such as 10.0.0.0/16."],
  ];
  for (const [text, reason] of refused) {
    it(`are refused when written as "${text}"`, () => {
      assert.equal(Ipv4Cidr.parse(text), reason);
    });
  }

  it("are written as they were read", () => {
    fc.assert(fc.property(cidrText, (text) => assert.equal(parsed(text).toString(), text)));
  });

  it("overlap exactly when they share an address, and contain exactly when all addresses are shared", () => {
    fc.assert(
      fc.property(cidrText, cidrText, (a, b) => {
        const [left, right] = [parsed(a), parsed(b)];
        const shared = Math.min(left.last, right.last) - Math.max(left.first, right.first) + 1;
        assert.equal(left.overlaps(right), shared > 0);
        assert.equal(left.contains(right), shared === right.size);
      }),
    );
  });

  it("are cut into equal parts that fill them without overlap", () => {
    fc.assert(
      fc.property(cidrText, fc.integer({ min: 0, max: 5 }), (text, bits) => {
        const cidr = parsed(text);
        fc.pre(cidr.prefixLength + bits <= 32);
        const parts = Array.from({ length: 2 ** bits }, (_, index) => cidr.part(bits, index));
        assert.equal(parts[0]!.first, cidr.first);
        assert.equal(parts.at(-1)!.last, cidr.last);
        parts.slice(1).forEach((part, index) => assert.equal(part.first, parts[index]!.last + 1));
      }),
    );
  });

  it("have no part beyond the last one, and none smaller than one address", () => {
    assert.throws(() => parsed("10.0.0.0/16").part(2, 4), RangeError);
    assert.throws(() => parsed("10.0.0.0/16").part(2, -1), RangeError);
    assert.throws(() => parsed("10.0.0.0/31").part(2, 0), RangeError);
  });
});
