import assert from "node:assert/strict";
import fc from "fast-check";
import { Ipv6Cidr } from "../../model/ipv6-cidr";

function cidr(text: string): Ipv6Cidr {
  const parsed = Ipv6Cidr.parse(text);
  return typeof parsed === "string" ? assert.fail(parsed) : parsed;
}

describe("an IPv6 address range", () => {
  it("is written without leading zeros and without the longest run of zeros, the first of equals", () => {
    const written = {
      "2001:0DB8:0000:ab00:0:0:0:0/56": "2001:db8:0:ab00::/56",
      "::/0": "::/0",
      "0:0:0:0:0:0:0:1/128": "::1/128",
      "2001:db8:0:0:1:0:0:1/128": "2001:db8::1:0:0:1/128",
      "2001:db8:1:0:1:1:1:1/128": "2001:db8:1:0:1:1:1:1/128",
      "1:0:0:2::/64": "1:0:0:2::/64",
    };
    for (const [text, expected] of Object.entries(written)) assert.equal(cidr(text).toString(), expected);
  });

  it("is read as it was written, whatever it is", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.integer({ min: 0, max: 128 }), (address, length) => {
        const first = address - (address % 2n ** BigInt(128 - length));
        const groups = Array.from({ length: 8 }, (_, index) => (first >> BigInt(112 - 16 * index)) & 0xffffn);
        const range = cidr(`${groups.map((group) => group.toString(16)).join(":")}/${length}`);
        assert.equal(range.first, first);
        assert.deepEqual(cidr(range.toString()), range);
      }),
    );
  });

  it("is refused with bits behind the prefix, and if it is none", () => {
    assert.equal(
      Ipv6Cidr.parse("2001:db8:0:ab01::/56"),
      "It has bits set behind the prefix; the range is written 2001:db8:0:ab00::/56.",
    );
    assert.equal(Ipv6Cidr.parse("::/129"), "Its prefix length is 129; 0 to 128 are possible.");
    const none = "It is not an IPv6 address range in CIDR notation, such as 2001:db8::/56.";
    for (const text of [
      "",
      "10.0.0.0/8",
      "::",
      "1::2::3/64",
      "1:2:3/64",
      "1:2:3:4:5:6:7:8:9/64",
      "::ffff:10.0.0.1/128",
      "g::/16",
    ]) {
      assert.equal(Ipv6Cidr.parse(text), none, text);
    }
  });

  it("is cut into equal parts, which are inside of it and overlap no other", () => {
    const vpc = cidr("2001:db8:0:ab00::/56");
    const parts = [0, 1, 255].map((index) => vpc.part(8, index));
    assert.deepEqual(parts.map(String), ["2001:db8:0:ab00::/64", "2001:db8:0:ab01::/64", "2001:db8:0:abff::/64"]);
    assert.ok(parts.every((part) => vpc.contains(part) && !part.contains(vpc) && part.overlaps(vpc)));
    assert.ok(!parts[0]!.overlaps(parts[1]!));
    assert.throws(() => vpc.part(8, 256), RangeError);
    assert.throws(() => vpc.part(73, 0), RangeError);
  });
});
