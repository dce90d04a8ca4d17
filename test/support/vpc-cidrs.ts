import fc from "fast-check";

/** Ranges that a VPC of this platform can have. */
export const vpcCidrs = fc
  .tuple(fc.integer({ min: 16, max: 23 }), fc.nat({ max: 2 ** 24 - 1 }))
  .map(([prefix, low]) => {
    const first = 10 * 2 ** 24 + Math.floor(low / 2 ** (32 - prefix)) * 2 ** (32 - prefix);
    return `${[24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256).join(".")}/${prefix}`;
  });
