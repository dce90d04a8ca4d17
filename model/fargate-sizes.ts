/**
 * The task sizes that Fargate accepts.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */

/** One row of AWS's table: a number of CPU units (1024 = 1 vCPU) and the memory sizes (MiB) that go with it. */
export interface FargateSizeRow {
  readonly cpuUnits: number;
  readonly memoryMiB: readonly number[];
}

function steps(fromMiB: number, toMiB: number, stepMiB: number): number[] {
  return Array.from({ length: (toMiB - fromMiB) / stepMiB + 1 }, (_, i) => fromMiB + i * stepMiB);
}

/** All rows, smallest first. The last two need Linux platform version 1.4.0, which is today's LATEST. */
export const FARGATE_SIZES: readonly FargateSizeRow[] = [
  { cpuUnits: 256, memoryMiB: [512, 1024, 2048] },
  { cpuUnits: 512, memoryMiB: steps(1024, 4096, 1024) },
  { cpuUnits: 1024, memoryMiB: steps(2048, 8192, 1024) },
  { cpuUnits: 2048, memoryMiB: steps(4096, 16384, 1024) },
  { cpuUnits: 4096, memoryMiB: steps(8192, 30720, 1024) },
  { cpuUnits: 8192, memoryMiB: steps(16384, 61440, 4096) },
  { cpuUnits: 16384, memoryMiB: steps(32768, 122880, 8192) },
];

export interface FargateSize {
  readonly cpuUnits: number;
  readonly memoryMiB: number;
}

/**
 * What a vCPU costs in an hour, in units of what a GB of memory costs. It decides which of two sizes is cheaper, and is
 * about the same everywhere: in us-east-1 0.04048 and 0.004445 USD on x86, 0.03238 and 0.00356 USD on ARM.
 * Source: https://aws.amazon.com/fargate/pricing/
 */
const GB_PER_VCPU = 9.1;

/** The price of a size, in units of what a GB of memory costs. */
export function relativeCost({ cpuUnits, memoryMiB }: FargateSize): number {
  return (cpuUnits * GB_PER_VCPU + memoryMiB) / 1024;
}

/** All sizes, the cheapest first. */
export const SIZES_BY_COST: readonly FargateSize[] = FARGATE_SIZES.flatMap(({ cpuUnits, memoryMiB }) =>
  memoryMiB.map((memory) => ({ cpuUnits, memoryMiB: memory })),
).sort((a, b) => relativeCost(a) - relativeCost(b));
/**
 * GiB that a task can have for its images and volumes, if it asks for more than the 20 that every task gets.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html
 */
export const EPHEMERAL_STORAGE_GIB = { lowest: 21, highest: 200 } as const;

export const FARGATE_SIZES_SOURCE =
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size";

/** True if Fargate runs a task of this size. */
export function isFargateSize(cpuUnits: number, memoryMiB: number): boolean {
  return FARGATE_SIZES.some((row) => row.cpuUnits === cpuUnits && row.memoryMiB.includes(memoryMiB));
}

/** Every memory size (MiB) that goes with the CPU units; empty if Fargate does not know the CPU units. */
export function memorySizesFor(cpuUnits: number): readonly number[] {
  return FARGATE_SIZES.find((row) => row.cpuUnits === cpuUnits)?.memoryMiB ?? [];
}

/** Every number of CPU units that goes with the memory size (MiB); empty if Fargate does not know the memory size. */
export function cpuSizesFor(memoryMiB: number): readonly number[] {
  return FARGATE_SIZES.filter((row) => row.memoryMiB.includes(memoryMiB)).map((row) => row.cpuUnits);
}

/** The list in words, shortened where it is regular: `4096, 5120, … 16384`. */
export function formatSizes(sizes: readonly number[]): string {
  return sizes.length <= 4 ? sizes.join(", ") : `${sizes[0]}, ${sizes[1]}, … ${sizes.at(-1)}`;
}
