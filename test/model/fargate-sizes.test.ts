import assert from "node:assert/strict";
import {
  cpuSizesFor,
  FARGATE_SIZES,
  formatSizes,
  isFargateSize,
  memorySizesFor,
  SIZES_BY_COST,
} from "../../model/fargate-sizes";

/**
 * AWS's table, typed in from the document and not computed: CPU units, then memory in GB as the document gives it.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
const DOCUMENTED: readonly (readonly [number, readonly number[]])[] = [
  [256, [0.5, 1, 2]],
  [512, [1, 2, 3, 4]],
  [1024, [2, 3, 4, 5, 6, 7, 8]],
  [2048, [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]],
  [4096, [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30]],
  [8192, [16, 20, 24, 28, 32, 36, 40, 44, 48, 52, 56, 60]],
  [16384, [32, 40, 48, 56, 64, 72, 80, 88, 96, 104, 112, 120]],
];

describe("Fargate task sizes", () => {
  it("are those of AWS's table", () => {
    assert.deepEqual(
      FARGATE_SIZES.map((row) => [row.cpuUnits, row.memoryMiB]),
      DOCUMENTED.map(([cpuUnits, gigabytes]) => [cpuUnits, gigabytes.map((gb) => gb * 1024)]),
    );
  });

  it("accept a pair of the table and refuse its neighbours", () => {
    assert.equal(isFargateSize(512, 1024), true);
    assert.equal(isFargateSize(512, 512), false);
    assert.equal(isFargateSize(512, 5120), false);
    assert.equal(isFargateSize(8192, 17408), false);
    assert.equal(isFargateSize(300, 1024), false);
  });

  it("tell which memory goes with a CPU, and the reverse", () => {
    assert.deepEqual(memorySizesFor(256), [512, 1024, 2048]);
    assert.deepEqual(memorySizesFor(100), []);
    assert.deepEqual(cpuSizesFor(2048), [256, 512, 1024]);
    assert.deepEqual(cpuSizesFor(700), []);
  });

  /** USD for an hour of a vCPU and of a GB. https://aws.amazon.com/fargate/pricing/ */
  const PRICES: readonly (readonly [string, number, number])[] = [
    ["x86 in us-east-1", 0.04048, 0.004445],
    ["ARM in us-east-1", 0.03238, 0.00356],
    ["x86 in eu-central-1", 0.04656, 0.00511],
    ["ARM in eu-central-1", 0.03725, 0.00409],
  ];
  for (const [where, vcpu, gigabyte] of PRICES) {
    it(`are in the order of their price on ${where}`, () => {
      const prices = SIZES_BY_COST.map(({ cpuUnits, memoryMiB }) => (cpuUnits * vcpu + memoryMiB * gigabyte) / 1024);
      assert.equal(SIZES_BY_COST.length, DOCUMENTED.flatMap(([, sizes]) => sizes).length);
      assert.deepEqual(
        prices,
        [...prices].sort((a, b) => a - b),
      );
    });
  }

  it("are listed in full when they are few, and shortened when they are many", () => {
    assert.equal(formatSizes(memorySizesFor(512)), "1024, 2048, 3072, 4096");
    assert.equal(formatSizes(memorySizesFor(4096)), "8192, 9216, … 30720");
  });
});
