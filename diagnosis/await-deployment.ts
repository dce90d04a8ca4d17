/** Waits until ECS has done with a deployment, one way or the other. */
import { setTimeout as sleep } from "node:timers/promises";
import { judgeDeployment, type ServiceFacts, type Verdict } from "./deployment-verdict";

export interface Waiting {
  readonly wantedTaskDefinition: string;
  readonly timeLimitMs: number;
  /** Asks ECS. */
  readonly ask: () => Promise<ServiceFacts>;
  /**
   * Asks ECS for the state of the roll-out too, as long as the deployment is under way by what `ask` tells. Undefined:
   * that can't be asked, and is not asked again; events have to do.
   */
  readonly askClosely?: () => Promise<ServiceFacts | undefined>;
  /** Told once for each new state: `1 of 2 tasks run`. */
  readonly onProgress?: (progress: string) => void;
  /** For tests. */
  readonly clock?: Clock;
}

export interface Clock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
}

export interface Outcome {
  /** `underWay` if the time is up. */
  readonly verdict: Verdict;
  readonly facts: ServiceFacts;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 15_000;
const GROWTH = 1.5;

/** A question that fails is asked again: an hour's deployment shall not end with one lost answer. */
const FAILURES_IN_A_ROW = 3;

/** @throws what `ask` throws, if it does so three times in a row */
export async function awaitDeployment(waiting: Waiting): Promise<Outcome> {
  const { wantedTaskDefinition, timeLimitMs, ask, onProgress, clock = { now: Date.now, sleep } } = waiting;
  let { askClosely } = waiting;
  const judge = (facts: ServiceFacts) => judgeDeployment(wantedTaskDefinition, facts, clock.now());
  const end = clock.now() + timeLimitMs;
  let last: Verdict["kind"] | undefined;
  let told = "";
  let failures = 0;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * GROWTH, LONGEST_PAUSE_MS)) {
    let facts = await ask().catch((error: unknown) => {
      if (++failures >= FAILURES_IN_A_ROW) throw error;
      return undefined;
    });
    if (facts) {
      failures = 0;
      let verdict = judge(facts);
      if (verdict.kind === "underWay") {
        const closely = await askClosely?.();
        if (closely === undefined) askClosely = undefined;
        else [facts, verdict] = [closely, judge(closely)];
      }
      // Right after a change ECS may still show the task definition of before, so that is believed the second time.
      const certain = verdict.kind === "other" ? last === "other" : verdict.kind !== "underWay";
      if (certain || clock.now() >= end) return { verdict, facts };
      last = verdict.kind;
      if (verdict.kind === "underWay" && verdict.progress !== told) onProgress?.((told = verdict.progress));
    }
    await clock.sleep(pause);
  }
}
