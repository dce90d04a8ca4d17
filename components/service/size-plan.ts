/** How large a task is: only certain combinations of CPU and memory exist. */
import {
  cpuSizesFor,
  FARGATE_SIZES,
  FARGATE_SIZES_SOURCE,
  formatSizes,
  isFargateSize,
  memorySizesFor,
} from "../../model/fargate-sizes";
import type { Problem } from "../../model/problem";
import type { PlainService } from "./service-plan";

export function checkSize(component: string, { cpuUnits, memoryMiB }: PlainService): Problem[] {
  if (isFargateSize(cpuUnits, memoryMiB)) return [];
  const memorySizes = memorySizesFor(cpuUnits);
  if (memorySizes.length === 0) {
    const cpuSizes = FARGATE_SIZES.map((row) => row.cpuUnits).join(", ");
    return [
      {
        component,
        argument: "cpuUnits",
        value: cpuUnits,
        message: `Fargate knows ${cpuSizes} CPU units (1024 are one vCPU).`,
        fix: "Choose one of them.",
        source: FARGATE_SIZES_SOURCE,
      },
    ];
  }
  const cpuSizes = cpuSizesFor(memoryMiB);
  return [
    {
      component,
      argument: "memoryMiB",
      value: memoryMiB,
      message: `With ${cpuUnits} CPU units Fargate accepts ${formatSizes(memorySizes)} MiB.`,
      fix:
        cpuSizes.length > 0
          ? `Choose one of them, or keep ${memoryMiB} MiB with cpuUnits ${cpuSizes.join(" or ")}.`
          : "Choose one of them.",
      source: FARGATE_SIZES_SOURCE,
    },
  ];
}
