/** CPU and memory of a task, and whether its containers fit into it. */
import { cpuSizesFor, FARGATE_SIZES, formatSizes, isFargateSize, memorySizesFor } from "../../model/fargate-sizes";
import type { Properties } from "../../model/graph";
import { number, text } from "../read";

/** Sources: the sizes, and `cpu`, `memory` and `memoryReservation` of a container. */
export const TASK_SIZE_SOURCES: readonly string[] = [
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
  "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html#container_definition_memory",
];

/** Why Fargate has no task of this size: the input that is wrong, and a sentence. */
export function fargateSizeProblem(inputs: Properties): readonly [property: string, reason: string] | undefined {
  const [cpu, memory] = [cpuOf(inputs), memoryOf(inputs)];
  if (cpu === undefined || memory === undefined || isFargateSize(cpu, memory)) return undefined;
  const allowed = memorySizesFor(cpu);
  const advice =
    allowed.length > 0
      ? `With cpu ${cpu}, memory is one of ${formatSizes(allowed)}; with memory ${memory}, cpu is one of ${formatSizes(cpuSizesFor(memory)) || "none"}.`
      : `cpu is one of ${FARGATE_SIZES.map(({ cpuUnits }) => cpuUnits).join(", ")}.`;
  return [allowed.length > 0 ? "memory" : "cpu", `No Fargate configuration exists for these values. ${advice}`];
}

/** Why the containers don't fit into the task, as sentences. What a container reserves is its soft limit if it has one. */
export function fitProblems(taskDefinition: Properties, containers: readonly Properties[]): string[] {
  const sum = (numberOf: (container: Properties) => number | undefined) =>
    containers.reduce((total, container) => total + (numberOf(container) ?? 0), 0);
  const [cpu = Infinity, memory = Infinity] = [cpuOf(taskDefinition), memoryOf(taskDefinition)];
  const asked = sum((container) => number(container, "cpu"));
  const reserved = sum((container) => number(container, "memoryReservation") ?? number(container, "memory"));
  return [
    ...(asked > cpu ? [`The containers ask for ${asked} CPU units, and the task has ${cpu}.`] : []),
    ...(reserved > memory ? [`The containers reserve ${reserved} MiB, and the task has ${memory}.`] : []),
  ];
}

/** Why a single container's memory is wrong, as sentences. */
export function memoryProblems(taskDefinition: Properties, container: Properties): string[] {
  const taskMemory = memoryOf(taskDefinition) ?? Infinity;
  const [memory, reservation] = [number(container, "memory"), number(container, "memoryReservation")];
  return [
    ...((memory ?? 0) > taskMemory ? [`memory: the task has ${taskMemory} MiB.`] : []),
    ...(memory !== undefined && reservation !== undefined && reservation >= memory
      ? ["memoryReservation: it has to be less than memory."]
      : []),
  ];
}

function cpuOf(taskDefinition: Properties): number | undefined {
  return units(text(taskDefinition, "cpu"), "vCPU");
}

function memoryOf(taskDefinition: Properties): number | undefined {
  return units(text(taskDefinition, "memory"), "GB");
}

/** `1024`, or `1 vCPU` and `2 GB` as the API also takes them. */
function units(value: string | undefined, unit: string): number | undefined {
  const match = /^(\d*(?:\.\d+)?) ?([A-Za-z]*)$/.exec(value ?? "");
  if (!match || match[1] === "") return undefined;
  if (match[2] === "") return Number(match[1]);
  return match[2]?.toLowerCase() === unit.toLowerCase() ? Number(match[1]) * 1024 : undefined;
}
