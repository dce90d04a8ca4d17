/** All that is said about a stack's network, whatever the graph was read from. */
import { flowsOf, type Flow } from "../analysis/network/flows";
import { outsideWays, type OutsideWay } from "../analysis/network/outside-ways";
import type { Reachability } from "../analysis/network/reachability";
import { taskStarts, type TaskStart } from "../analysis/task-start/task-start";
import { answers, type Answer, type Asked } from "./explain";
import type { NetworkDoubts } from "./flows-section";

export interface NetworkReport {
  /** Every connection that the network lets through. */
  readonly flows: readonly Flow[];
  /** Ways to and from security groups of other stacks. */
  readonly outsideWays: readonly OutsideWay[];
  readonly networkDoubts: NetworkDoubts;
  /** Whether the tasks of each service can start where they run. */
  readonly taskStarts: readonly TaskStart[];
  /** To the questions that were asked; then nothing else is shown. */
  readonly answers: readonly Answer[];
}

/**
 * @param component the command that was asked, for messages
 * @throws ProblemsError with every question that can't be understood, or asks for what isn't there
 */
export function networkReport(reachability: Reachability, asked: readonly Asked[], component: string): NetworkReport {
  return {
    flows: flowsOf(reachability),
    outsideWays: outsideWays(reachability),
    networkDoubts: { malformed: reachability.topology.malformed, unknowns: reachability.unknowns },
    taskStarts: taskStarts(reachability),
    answers: answers(reachability, asked, component),
  };
}
