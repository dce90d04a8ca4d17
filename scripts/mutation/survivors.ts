/** The reviewed list of mutants that no test notices, and how a run compares with it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import type { Mutant } from "./stryker";

/** A file for each part. */
const SURVIVORS = join(__dirname, "survivors");

const reviewed = z.array(z.strictObject({ reason: z.string().min(20), mutants: z.array(z.string()).min(1) }));

/** Mutants that may survive, each as {@link nameOf} gives it, with the reason that somebody wrote down. */
export type Reviewed = z.infer<typeof reviewed>;

/** @throws ZodError if a file is not a list of reasons with mutants */
export function readReviewed(): Reviewed {
  return readdirSync(SURVIVORS).flatMap((file) => reviewed.parse(parse(readFileSync(join(SURVIVORS, file), "utf8"))));
}

/** Without the line, which moves; the same change twice in a file has one name. */
export function nameOf({ file, was, became }: Mutant): string {
  return `${file}: ${was} → ${became}`;
}

export interface Comparison {
  readonly noticed: number;
  readonly survived: number;
  /** Of all that were tried, how many were noticed; the reviewed ones count as not noticed. */
  readonly percent: number;
  /** Nobody has written down why they may survive. */
  readonly unlisted: readonly Mutant[];
  /** Listed, but noticed by now or not in the code any more. */
  readonly stale: readonly string[];
}

/** Only entries about files that were mutated can be stale. */
export function compare(mutants: readonly Mutant[], reviewed: Reviewed): Comparison {
  const listed = reviewed.flatMap((entry) => entry.mutants);
  const survivors = mutants.filter(({ fate }) => fate === "survived");
  const noticed = mutants.filter(({ fate }) => fate === "noticed").length;
  const files = new Set(mutants.map(({ file }) => file));
  // What was not tried this time may survive still.
  const possible = new Set(mutants.filter(({ fate }) => fate !== "noticed").map(nameOf));
  return {
    noticed,
    survived: survivors.length,
    percent: noticed + survivors.length === 0 ? 100 : (100 * noticed) / (noticed + survivors.length),
    unlisted: survivors.filter((mutant) => !listed.includes(nameOf(mutant))),
    stale: listed.filter((name) => files.has(name.slice(0, name.indexOf(": "))) && !possible.has(name)),
  };
}
