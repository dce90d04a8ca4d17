/** How a load balancer passes requests on to the tasks of a service. */
import {
  LOAD_BALANCING_ALGORITHMS,
  PROTOCOL_VERSIONS,
  SLOW_START_SECONDS,
  STICKINESS_SECONDS,
  stickyCookieProblem,
  TARGET_GROUP_SOURCE,
} from "../../model/load-balancing";
import type { Problem } from "../../model/problem";
import { inRange, rangeProblem } from "../../model/ranges";

export interface TargetGroupSettings {
  /**
   * What the tasks speak. HTTP2 and GRPC need an HTTPS listener. A later change makes a new target group: until new
   * tasks are in it, requests are answered with 503.
   * @default "HTTP1"
   */
  readonly protocolVersion?: (typeof PROTOCOL_VERSIONS)[number];
  /** Sends a client's requests to the task that answered the first one. @default each request goes to any task */
  readonly stickiness?: Stickiness;
  /**
   * Seconds, 30 to 900, in which a new task's share of the requests grows; 0: it has its full share at once. With
   * `round_robin` only.
   * @default 0
   */
  readonly slowStartSeconds?: number;
  /** Which task gets the next request. @default "round_robin" */
  readonly loadBalancingAlgorithm?: (typeof LOAD_BALANCING_ALGORITHMS)[number];
  /**
   * Whether tasks that answer with more errors than the others get fewer requests. With `weighted_random` only.
   * @default false
   */
  readonly anomalyMitigation?: boolean;
}

export interface Stickiness {
  /** The application's own cookie that a session goes by. @default a cookie of the load balancer */
  readonly cookieName?: string;
  /** Seconds until a client may get another task, 1 to 604800. @default 86400 */
  readonly durationSeconds?: number;
}

export const TARGET_GROUP_DEFAULTS = {
  protocolVersion: "HTTP1",
  slowStartSeconds: 0,
  loadBalancingAlgorithm: "round_robin",
  anomalyMitigation: false,
  stickinessSeconds: 86_400,
} as const;

/** The settings alone, of something that has more to say. */
export function targetGroupSettings<T extends TargetGroupSettings>(args: T): TargetGroupSettings {
  const { protocolVersion, stickiness, slowStartSeconds, loadBalancingAlgorithm, anomalyMitigation } = args;
  return {
    ...(protocolVersion !== undefined && { protocolVersion }),
    ...(stickiness !== undefined && { stickiness }),
    ...(slowStartSeconds !== undefined && { slowStartSeconds }),
    ...(loadBalancingAlgorithm !== undefined && { loadBalancingAlgorithm }),
    ...(anomalyMitigation !== undefined && { anomalyMitigation }),
  };
}

export function checkTargetGroup(component: string, argument: string, settings: TargetGroupSettings): Problem[] {
  const { stickiness, slowStartSeconds = 0, anomalyMitigation = false } = settings;
  const { loadBalancingAlgorithm = TARGET_GROUP_DEFAULTS.loadBalancingAlgorithm } = settings;
  const problem = (key: keyof TargetGroupSettings, message: string, fix: string): Problem => ({
    component,
    argument: `${argument}.${key}`,
    value: settings[key],
    message,
    fix,
    source: TARGET_GROUP_SOURCE,
  });
  const problems = stickiness === undefined ? [] : checkStickiness(component, `${argument}.stickiness`, stickiness);
  if (slowStartSeconds !== 0 && !inRange(slowStartSeconds, SLOW_START_SECONDS)) {
    const { lowest, highest } = SLOW_START_SECONDS;
    problems.push(
      problem("slowStartSeconds", `It is 0, or ${lowest} to ${highest} whole seconds.`, "Choose one of them."),
    );
  }
  if (slowStartSeconds !== 0 && loadBalancingAlgorithm !== "round_robin") {
    problems.push(
      problem("slowStartSeconds", `With ${loadBalancingAlgorithm} there is no slow start.`, "Remove one of the two."),
    );
  }
  if (anomalyMitigation && loadBalancingAlgorithm !== "weighted_random") {
    problems.push(
      problem(
        "anomalyMitigation",
        `With ${loadBalancingAlgorithm} every task gets its share, whatever it answers.`,
        "Set loadBalancingAlgorithm to weighted_random, or remove anomalyMitigation.",
      ),
    );
  }
  return problems;
}

function checkStickiness(component: string, argument: string, { cookieName, durationSeconds }: Stickiness): Problem[] {
  const problems = rangeProblem(
    component,
    `${argument}.durationSeconds`,
    durationSeconds,
    STICKINESS_SECONDS,
    TARGET_GROUP_SOURCE,
  );
  const message = cookieName === undefined ? undefined : stickyCookieProblem(cookieName);
  if (message === undefined) return problems;
  return [
    ...problems,
    {
      component,
      argument: `${argument}.cookieName`,
      value: cookieName,
      message,
      fix: "Name the cookie that the application sets, or leave it out for one of the load balancer's own.",
      source: TARGET_GROUP_SOURCE,
    },
  ];
}
