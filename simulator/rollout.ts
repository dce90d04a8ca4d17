/**
 * What ECS makes of the deployments of a service. Simulated time stands still, so each deployment ends at once: complete,
 * or as a test says that it fails. Sources:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
 */

/** A deployment about which a test may say that it fails. */
export interface SimulatedDeployment {
  readonly serviceName: string;
  /** ARN */
  readonly taskDefinition: string;
  /** Of the task's containers. */
  readonly images: readonly string[];
}

/** Why a deployment fails, in the circuit breaker's words (`tasks failed to start`); undefined if it doesn't. */
export type DeploymentFailure = (deployment: SimulatedDeployment) => string | undefined;

/** What DescribeServices tells of a service's deployments. */
export interface Rollout {
  /** What production runs. */
  readonly taskDefinition: string;
  readonly deployments: readonly RolloutDeployment[];
  /** The newest first. */
  readonly events: readonly { readonly id: string; readonly createdAt: string; readonly message: string }[];
  /** The task definition that a roll-back goes to. */
  readonly completed?: string;
}

export interface RolloutDeployment {
  readonly id: string;
  readonly status: "PRIMARY" | "ACTIVE";
  readonly taskDefinition: string;
  readonly createdAt: string;
  /** False: none of its tasks could be kept running. */
  readonly runs: boolean;
}

export interface Deploying extends SimulatedDeployment {
  readonly circuitBreaker: boolean;
  readonly rollback: boolean;
}

const MOST_EVENTS = 100;

/** @param nextNumber counts deployments and events, and is the simulated clock */
export function deploy(
  deploying: Deploying,
  failure: string | undefined,
  before: Rollout | undefined,
  nextNumber: () => number,
): Rollout {
  const { serviceName, taskDefinition } = deploying;
  const now = () => new Date(Date.UTC(2026, 0, 1) + nextNumber() * 1000).toISOString();
  const begin = (definition: string, runs: boolean): RolloutDeployment => {
    const createdAt = now();
    const id = `ecs-svc/${String(Date.parse(createdAt)).padStart(19, "1")}`;
    return { id, status: "PRIMARY", taskDefinition: definition, createdAt, runs };
  };
  const events = [...(before?.events ?? [])];
  const say = (text: string) => {
    const id = String(events.length);
    events.unshift({ id, createdAt: now(), message: `(service ${serviceName}) ${text}` });
  };
  const complete = (deployment: RolloutDeployment): Rollout => {
    say(`(deployment ${deployment.id}) deployment completed.`);
    say("has reached a steady state.");
    return {
      taskDefinition: deployment.taskDefinition,
      deployments: [deployment],
      events: events.slice(0, MOST_EVENTS),
      completed: deployment.taskDefinition,
    };
  };

  const deployment = begin(taskDefinition, failure === undefined);
  if (failure === undefined) return complete(deployment);
  if (deploying.circuitBreaker) say(`(deployment ${deployment.id}) deployment failed: ${failure}.`);
  else say("is unable to consistently start tasks successfully.");
  if (deploying.circuitBreaker && deploying.rollback && before?.completed !== undefined) {
    const rollBack = begin(before.completed, true);
    say(`rolling back to deployment ${rollBack.id}.`);
    return complete(rollBack);
  }
  const kept = before?.deployments.filter(({ runs }) => runs).map((each) => ({ ...each, status: "ACTIVE" as const }));
  return {
    taskDefinition,
    deployments: [deployment, ...(kept ?? [])],
    events: events.slice(0, MOST_EVENTS),
    ...(before?.completed !== undefined && { completed: before.completed }),
  };
}
