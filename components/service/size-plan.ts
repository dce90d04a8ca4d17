/** How large a task is: only certain combinations of CPU and memory exist, and the containers have to fit. */
import { CONTAINER_CPU_UNITS, CONTAINER_MEMORY_MIB } from "../../model/container-definition";
import {
  cpuSizesFor,
  FARGATE_SIZES,
  FARGATE_SIZES_SOURCE,
  type FargateSize,
  formatSizes,
  memorySizesFor,
  SIZES_BY_COST,
} from "../../model/fargate-sizes";
import type { Problem } from "../../model/problem";
import { rangeProblem } from "../../model/ranges";
import { PROXY_SIZE } from "../../model/service-connect";
import type { PlainService } from "./service-plan";

/** What a container asks of its task. */
export interface ContainerSize {
  /** CPU units that the container has whenever it needs them; 1024 are one vCPU. */
  readonly cpuUnits?: number;
  /** The most memory that it can use: beyond that it is ended. */
  readonly memoryMiB?: number;
  /** The memory that is kept for it. */
  readonly memoryReservationMiB?: number;
}

type Sized = Pick<PlainService, "cpuUnits" | "memoryMiB" | "serviceConnect"> & {
  readonly containers: Readonly<Record<string, ContainerSize>>;
};

const SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html";

/** The cheapest size that Fargate has, that is as it is given, and that all containers fit into. */
export function taskSize(service: Sized): FargateSize | undefined {
  const sizes = sizesAsGiven(service);
  const least = needOf(service);
  const wanted = withProxy(service, least);
  const cheapest = (need: FargateSize) =>
    sizes.find(({ cpuUnits, memoryMiB }) => cpuUnits >= need.cpuUnits && memoryMiB >= need.memoryMiB);
  // A size that is given decides, also where it leaves the proxy less than it should have.
  return cheapest(wanted) ?? cheapest({ ...wanted, cpuUnits: least.cpuUnits }) ?? cheapest(least);
}

export function checkSize(component: string, service: Sized): Problem[] {
  const problems = Object.entries(service.containers).flatMap(([name, container]) =>
    checkContainerSize(component, `containers.${name}`, container),
  );
  // What a container asks for wrongly says nothing about the task.
  if (problems.length > 0) return problems;
  return sizesAsGiven(service).length === 0 ? checkTaskSize(component, service) : checkFit(component, service);
}

function sizesAsGiven(given: Pick<Sized, "cpuUnits" | "memoryMiB">): readonly FargateSize[] {
  return SIZES_BY_COST.filter(
    ({ cpuUnits, memoryMiB }) =>
      (given.cpuUnits ?? cpuUnits) === cpuUnits && (given.memoryMiB ?? memoryMiB) === memoryMiB,
  );
}

/**
 * All reservations together, and no less than any single container may use. The proxy of Service Connect needs memory that
 * no container has.
 */
function needOf({ containers, serviceConnect }: Sized): FargateSize {
  const all = Object.values(containers);
  const reserved = sum(all.map(({ memoryMiB = 0, memoryReservationMiB = memoryMiB }) => memoryReservationMiB));
  const proxyMiB = serviceConnect !== undefined && reserved > 0 ? PROXY_SIZE.memoryMiB : 0;
  return {
    cpuUnits: sum(all.map(({ cpuUnits = 0 }) => cpuUnits)),
    memoryMiB: Math.max(reserved, ...all.map(({ memoryMiB = 0 }) => memoryMiB)) + proxyMiB,
  };
}

/** What AWS recommends with Service Connect: what the containers ask for, or the smallest task, and the proxy on top. */
function withProxy({ serviceConnect }: Sized, least: FargateSize): FargateSize {
  if (serviceConnect === undefined) return least;
  const [smallest] = SIZES_BY_COST;
  return {
    cpuUnits: (least.cpuUnits || smallest!.cpuUnits) + PROXY_SIZE.cpuUnits,
    memoryMiB: least.memoryMiB || smallest!.memoryMiB + PROXY_SIZE.memoryMiB,
  };
}

function checkContainerSize(component: string, at: string, container: ContainerSize): Problem[] {
  const { cpuUnits, memoryMiB, memoryReservationMiB } = container;
  const problems = [
    ...rangeProblem(component, `${at}.cpuUnits`, cpuUnits, CONTAINER_CPU_UNITS, SOURCE),
    ...rangeProblem(component, `${at}.memoryMiB`, memoryMiB, CONTAINER_MEMORY_MIB, SOURCE),
    ...rangeProblem(component, `${at}.memoryReservationMiB`, memoryReservationMiB, CONTAINER_MEMORY_MIB, SOURCE),
  ];
  if (memoryMiB !== undefined && memoryReservationMiB !== undefined && memoryReservationMiB >= memoryMiB) {
    problems.push({
      component,
      argument: `${at}.memoryReservationMiB`,
      value: memoryReservationMiB,
      message: `It has to be less than memoryMiB (${memoryMiB}), the most that the container can use.`,
      fix: "Lower it, or leave it out: then all of memoryMiB is kept for the container.",
      source: SOURCE,
    });
  }
  return problems;
}

/** What is wrong with a size that doesn't exist. */
function checkTaskSize(component: string, { cpuUnits, memoryMiB }: Sized): Problem[] {
  const problem = (argument: string, value: unknown, message: string, fix: string): Problem[] => [
    { component, argument, value, message, fix, source: FARGATE_SIZES_SOURCE },
  ];
  if (cpuUnits !== undefined && memorySizesFor(cpuUnits).length === 0) {
    const known = FARGATE_SIZES.map((row) => row.cpuUnits).join(", ");
    const message = `Fargate knows ${known} CPU units (1024 are one vCPU).`;
    return problem("cpuUnits", cpuUnits, message, "Choose one of them.");
  }
  const cpuSizes = cpuSizesFor(memoryMiB!);
  if (cpuUnits === undefined) {
    const known = [...new Set(FARGATE_SIZES.flatMap((row) => row.memoryMiB))].sort((a, b) => a - b);
    const [below, above] = [known.filter((size) => size < memoryMiB!).at(-1), known.find((size) => size > memoryMiB!)];
    const nearest = [below, above].filter((size) => size !== undefined).join(" and ");
    const message = `Fargate has no task of this size; the nearest are ${nearest} MiB.`;
    return problem("memoryMiB", memoryMiB, message, "Choose one of them, or leave it out.");
  }
  return problem(
    "memoryMiB",
    memoryMiB,
    `With ${cpuUnits} CPU units Fargate accepts ${formatSizes(memorySizesFor(cpuUnits))} MiB.`,
    cpuSizes.length > 0
      ? `Choose one of them, or keep ${memoryMiB} MiB with cpuUnits ${cpuSizes.join(" or ")}.`
      : "Choose one of them.",
  );
}

/** Whether the containers fit into the largest size that is as it is given. */
function checkFit(component: string, service: Sized): Problem[] {
  const least = needOf(service);
  const sizes = sizesAsGiven(service);
  return (["cpuUnits", "memoryMiB"] as const).flatMap((dimension): Problem[] => {
    const most = Math.max(...sizes.map((size) => size[dimension]));
    if (least[dimension] <= most) return [];
    const unit = dimension === "cpuUnits" ? "CPU units" : "MiB";
    // The other one, if it is given, decides how much there can be of this one.
    const other = dimension === "cpuUnits" ? "memoryMiB" : "cpuUnits";
    const argument = [dimension, other].find((name) => service[name as typeof dimension] !== undefined);
    return [
      {
        component,
        argument: argument ?? "containers",
        value: argument === undefined ? Object.keys(service.containers) : service[argument as typeof dimension],
        message: `The containers${service.serviceConnect ? " and the proxy" : ""} ask for ${least[dimension]} ${unit}, and the task has at most ${most}.`,
        fix:
          argument === undefined
            ? "Split the service, or lower what its containers ask for."
            : "Raise it, leave it out, or lower what the containers ask for.",
        source: FARGATE_SIZES_SOURCE,
      },
    ];
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
