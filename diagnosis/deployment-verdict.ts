/**
 * Whether an ECS service runs what it should, from what ECS says about it. Pure: who asks ECS, and how often, is decided
 * elsewhere.
 *
 * Two things look like success and are none: after a roll-back a service is steady, with an older task definition; and
 * all tasks of a first deployment may run before one of them is healthy. So neither counts of tasks nor steadiness are
 * enough. Sources:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html
 */

/** What ECS says about a service, whoever asked: the provider's data source or the SDK. */
export interface ServiceFacts {
  /** The ARN of what production runs, or is about to. */
  readonly taskDefinition: string;
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly deployments: readonly DeploymentFacts[];
  /** The newest first; ECS keeps the last hundred. */
  readonly events: readonly EventFacts[];
}

export interface DeploymentFacts {
  /** `ecs-svc/…` */
  readonly id: string;
  /** `PRIMARY` for the newest, `ACTIVE` for what it replaces. */
  readonly status: string;
  /** RFC 3339. */
  readonly createdAt?: string;
  /** `COMPLETED`, `FAILED` or `IN_PROGRESS`; the provider's data source does not have it, and the events stand in. */
  readonly rolloutState?: string;
  readonly rolloutStateReason?: string;
}

export interface EventFacts {
  readonly message: string;
  /** RFC 3339. */
  readonly createdAt?: string;
}

export type Verdict =
  /** It runs what it should. `missingTasks`: those that have stopped since, and are being replaced. */
  | { readonly kind: "complete"; readonly missingTasks: number }
  | { readonly kind: "underWay"; readonly progress: string }
  /** ECS gave up, and had nothing to go back to, or was not told to go back. */
  | { readonly kind: "failed"; readonly reason: string }
  /** Production runs another task definition; `rolledBack`: because ECS went back to it. */
  | { readonly kind: "other"; readonly running: string; readonly rolledBack: boolean; readonly reason: string };

/**
 * A lone deployment with all its tasks is taken as complete at this age, if no event says how it ended: ECS forgets
 * events, and a deployment that can't become steady fails long before.
 */
const SETTLED_AFTER_MS = 60 * 60_000;

/** @param now milliseconds since 1970 */
export function judgeDeployment(wantedTaskDefinition: string, facts: ServiceFacts, now: number): Verdict {
  const failure = lastFailure(facts.events);
  if (facts.taskDefinition !== wantedTaskDefinition) {
    return { kind: "other", running: facts.taskDefinition, ...rollBack(facts), reason: failure };
  }
  const primary = facts.deployments.find(({ status }) => status === "PRIMARY");
  if (primary === undefined) return { kind: "underWay", progress: "no deployment has begun" };
  const state = rolloutState(primary, facts.events);
  const { runningCount, desiredCount, deployments } = facts;
  if (state === "FAILED") return { kind: "failed", reason: primary.rolloutStateReason ?? failure };
  if (deployments.length > 1)
    return { kind: "underWay", progress: `${tasks(facts)}, and older ones are being replaced` };
  const missingTasks = Math.max(0, desiredCount - runningCount);
  const old = primary.createdAt !== undefined && now - Date.parse(primary.createdAt) > SETTLED_AFTER_MS;
  if (state === "COMPLETED" || (state === undefined && old && missingTasks === 0)) {
    return { kind: "complete", missingTasks };
  }
  return { kind: "underWay", progress: tasks(facts) };
}

function tasks({ runningCount, desiredCount }: ServiceFacts): string {
  return `${runningCount} of ${desiredCount} tasks run`;
}

const DEPLOYMENT_FAILED = /deployment failed: (.+?)\.?$/;
const STEADY = /has reached a steady state\.?$/;

/**
 * As AWS's documents and services write them, e.g. `(service web) (deployment ecs-svc/1234) deployment completed.`
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
 */
function rolloutState(primary: DeploymentFacts, events: readonly EventFacts[]): string | undefined {
  if (primary.rolloutState !== undefined) return primary.rolloutState;
  const own = events.filter(({ message, createdAt }) => {
    if (message.includes(`(deployment ${primary.id})`)) return true;
    return STEADY.test(message) && !isBefore(createdAt, primary.createdAt);
  });
  for (const { message } of own) {
    if (DEPLOYMENT_FAILED.test(message)) return "FAILED";
    if (STEADY.test(message) || /deployment completed\.?$/.test(message)) return "COMPLETED";
  }
  return undefined;
}

/** False if either is not known. */
function isBefore(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && Date.parse(one) < Date.parse(other);
}

/** The circuit breaker's reason, or the alarm's, of whichever deployment failed last. */
function lastFailure(events: readonly EventFacts[]): string {
  for (const { message } of events) {
    const [, reason] = DEPLOYMENT_FAILED.exec(message) ?? [];
    if (reason !== undefined) return reason;
  }
  return "";
}

function rollBack({ events, deployments }: ServiceFacts): { rolledBack: boolean } {
  const said = deployments.some(({ rolloutStateReason = "" }) => /roll(ed|ing) back/.test(rolloutStateReason));
  return { rolledBack: said || events.some(({ message }) => /rolling back to deployment/.test(message)) };
}
