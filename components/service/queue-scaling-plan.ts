/** How many tasks a service runs, by how much waits in its queue. */
import type * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../model/problem";
import { rangeProblem, type Range } from "../../model/ranges";

/** The queue that the tasks take their work from. */
export interface QueueScaling {
  /** The name of an SQS queue in the service's own account and region: 1 to 80 letters, digits, `-` and `_`, or fewer and `.fifo`. */
  readonly name: pulumi.Input<string>;
  /**
   * How many messages may wait for each task, 1 to 1,000,000: how long one may wait, divided by how long a task works on
   * one. The fewer, the more tasks.
   */
  readonly messagesPerTask: number;
}

const QUEUE_NAME = /^(?=.{1,80}$)[\w-]+(\.fifo)?$/;
const QUEUE_NAME_SOURCE = "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html";
export const QUEUE_SCALING_SOURCE =
  "https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html";

/** AWS names no limit of its own; a task that has more than a million messages before it is a mistake in the unit. */
const MESSAGES: Range = { lowest: 1, highest: 1_000_000 };

export function checkQueueScaling(component: string, { name, messagesPerTask }: QueueScaling): Problem[] {
  const at = "autoScaling.queue";
  const problems = rangeProblem(component, `${at}.messagesPerTask`, messagesPerTask, MESSAGES, QUEUE_SCALING_SOURCE);
  // AWS finds out about a name that is an Output; a metric of a queue that doesn't exist says nothing.
  if (typeof name !== "string" || QUEUE_NAME.test(name)) return problems;
  return [
    ...problems,
    {
      component,
      argument: `${at}.name`,
      value: name,
      message:
        "A queue's name has 1 to 80 letters, digits, hyphens and underscores; that of a FIFO queue ends in .fifo.",
      fix: "Give the name alone, without the queue's URL or ARN.",
      source: QUEUE_NAME_SOURCE,
    },
  ];
}
