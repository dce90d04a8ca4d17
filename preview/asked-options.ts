/** The options that ask who reaches whom. */
import type { Command } from "commander";
import type { Asked } from "./explain";

export interface AskedOptions {
  readonly explain?: readonly string[];
  readonly assertReachable?: readonly string[];
  readonly assertUnreachable?: readonly string[];
}

export function addAskedOptions(command: Command): Command {
  return command
    .option("--explain <question>", "who reaches whom, and why: ONE -> OTHER, with :PORT if one port is meant", collect)
    .option("--assert-reachable <question>", "exit with 1 unless it is reachable", collect)
    .option("--assert-unreachable <question>", "exit with 1 unless it is not reachable", collect);
}

export function askedOf({ explain = [], assertReachable = [], assertUnreachable = [] }: AskedOptions): Asked[] {
  return [
    ...explain.map((question) => ({ option: "--explain" as const, question })),
    ...assertReachable.map((question) => ({ option: "--assert-reachable" as const, question })),
    ...assertUnreachable.map((question) => ({ option: "--assert-unreachable" as const, question })),
  ];
}

/** An option that may be given several times. */
function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
