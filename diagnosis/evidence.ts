/** What AWS was found to say about a service and its last stopped tasks, and what it could not be asked. */
import type { ServiceFacts } from "./deployment-verdict";

export interface Evidence {
  /** Absent if ECS could not be asked, or knows no such service. */
  readonly facts?: ServiceFacts;
  /** The last first. ECS remembers them for an hour. */
  readonly stoppedTasks: readonly StoppedTask[];
  readonly gaps: readonly Gap[];
}

export interface StoppedTask {
  readonly taskId: string;
  readonly taskDefinition: string;
  /** RFC 3339. */
  readonly stoppedAt?: string;
  readonly stopCode?: string;
  readonly stoppedReason?: string;
  readonly containers: readonly StoppedContainer[];
}

export interface StoppedContainer {
  readonly name: string;
  readonly exitCode?: number;
  readonly reason?: string;
  /** The last lines that it wrote, without what looks like a credential. */
  readonly log: readonly string[];
  /** Where its log is instead, if a log router sends it elsewhere than to CloudWatch Logs in the service's region. */
  readonly logIsIn?: string;
}

/** A question that AWS did not answer. */
export interface Gap {
  /** What is missing because of it: `the stopped tasks`. */
  readonly what: string;
  /** The IAM action that the question needs: `ecs:ListTasks`. */
  readonly action: string;
  /** The error's name and message. */
  readonly reason: string;
}
