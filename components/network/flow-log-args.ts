import type * as pulumi from "@pulumi/pulumi";
import { MAX_AGGREGATION_SECONDS, trafficTypeOf, type FlowLogChoice } from "./flow-log-plan";

/** What is asked for wherever the records go. */
export interface CommonFlowLogArgs {
  readonly vpcId: pulumi.Input<string>;
  readonly record: Exclude<FlowLogChoice, "none">;
  /** @default 365 */
  readonly retentionDays?: number | undefined;
}

/** What of the flow log itself doesn't depend on where the records go. */
export function recorded({ vpcId, record }: CommonFlowLogArgs) {
  return { vpcId, trafficType: trafficTypeOf(record), maxAggregationInterval: MAX_AGGREGATION_SECONDS };
}
