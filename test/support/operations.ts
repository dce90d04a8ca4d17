import { parseUrn } from "../../model/urn";
import type { EngineRun } from "./engine";

/** What is done to which resource, if anything; components left out. */
export function operations(run: EngineRun): Partial<Record<string, string[]>> {
  const byOperation: Record<string, string[]> = {};
  for (const { op, type, urn } of run.steps) {
    const token = /^aws:([^:]+):/.exec(type)?.[1];
    if (token === undefined || ["same", "refresh", "read"].includes(op)) continue;
    (byOperation[op] ??= []).push(`${token} ${parseUrn(urn).name}`);
  }
  for (const list of Object.values(byOperation)) list.sort();
  return byOperation;
}
