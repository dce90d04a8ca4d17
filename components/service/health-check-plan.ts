/** How a load balancer finds out whether a task can serve requests. */
import { HEALTH_CHECK, HEALTH_CHECK_SOURCE, successCodesProblem } from "../../model/load-balancing";
import type { Problem } from "../../model/problem";
import { rangeProblem } from "../../model/ranges";

export interface TargetHealthCheck {
  /** The path that is asked for; for GRPC `/package.Service/Method`. @default "/", for GRPC "/AWS.ALB/healthcheck" */
  readonly path?: string;
  /**
   * The answers that mean healthy: a code, a list or a range from 200 to 499, for GRPC from 0 to 99.
   * @default "200-399"; for GRPC "0", or "12" (not implemented) if no path is given
   */
  readonly successCodes?: string;
  /** Seconds from one check to the next, 5 to 300. @default 10 */
  readonly intervalSeconds?: number;
  /** Seconds until no answer counts as a failure, 2 to 120, less than the interval. @default 5 */
  readonly timeoutSeconds?: number;
  /** Good answers in a row until a task gets requests, 2 to 10. @default 2 */
  readonly healthyThreshold?: number;
  /** Failures in a row until a task is replaced, 2 to 10. @default 3 */
  readonly unhealthyThreshold?: number;
}

/** A tenth of the time that AWS's own defaults (30 s, 5 times) need until a new task serves. */
export const HEALTH_CHECK_DEFAULTS: Required<TargetHealthCheck> = {
  path: "/",
  successCodes: "200-399",
  intervalSeconds: 10,
  timeoutSeconds: 5,
  healthyThreshold: 2,
  unhealthyThreshold: 3,
};

/** What is not given. Every gRPC server answers that it doesn't implement AWS's method; its own have to succeed. */
export function healthCheckDefaults(protocolVersion: string, given: TargetHealthCheck): Required<TargetHealthCheck> {
  if (protocolVersion !== "GRPC") return HEALTH_CHECK_DEFAULTS;
  return {
    ...HEALTH_CHECK_DEFAULTS,
    path: "/AWS.ALB/healthcheck",
    successCodes: given.path === undefined ? "12" : "0",
  };
}

export function checkHealthCheck(
  component: string,
  argument: string,
  given: TargetHealthCheck,
  protocolVersion = "HTTP1",
): Problem[] {
  const check = { ...healthCheckDefaults(protocolVersion, given), ...given };
  const source = HEALTH_CHECK_SOURCE;
  const problems = [
    ...rangeProblem(
      component,
      `${argument}.intervalSeconds`,
      check.intervalSeconds,
      HEALTH_CHECK.intervalSeconds,
      source,
    ),
    ...rangeProblem(component, `${argument}.timeoutSeconds`, check.timeoutSeconds, HEALTH_CHECK.timeoutSeconds, source),
    ...rangeProblem(component, `${argument}.healthyThreshold`, check.healthyThreshold, HEALTH_CHECK.threshold, source),
    ...rangeProblem(
      component,
      `${argument}.unhealthyThreshold`,
      check.unhealthyThreshold,
      HEALTH_CHECK.threshold,
      source,
    ),
  ];
  if (check.timeoutSeconds >= check.intervalSeconds) {
    problems.push({
      component,
      argument: `${argument}.timeoutSeconds`,
      value: check.timeoutSeconds,
      message: `The time-out has to be shorter than the interval (${check.intervalSeconds} seconds).`,
      fix: "Lower the time-out or raise the interval.",
      source,
    });
  }
  if (!/^\/[\x21-\x7e]*$/.test(check.path) || check.path.length > HEALTH_CHECK.pathMaxLength) {
    problems.push({
      component,
      argument: `${argument}.path`,
      value: check.path,
      message: `A path begins with "/" and has at most ${HEALTH_CHECK.pathMaxLength} characters, none of them a space.`,
      fix: 'Write it as "/health".',
      source,
    });
  }
  if (protocolVersion === "GRPC" && !/^\/[A-Za-z_][\w.]*\/\w+$/.test(check.path)) {
    problems.push({
      component,
      argument: `${argument}.path`,
      value: check.path,
      message: "With GRPC it is a method: a slash, package and service, a slash and the method.",
      fix: 'Write it as "/grpc.health.v1.Health/Check".',
      source,
    });
  }
  const codes = successCodesProblem(check.successCodes, protocolVersion);
  if (codes !== undefined) {
    problems.push({
      component,
      argument: `${argument}.successCodes`,
      value: check.successCodes,
      message: codes,
      fix:
        protocolVersion === "GRPC"
          ? 'Write it as "0", "0,12" or "0-99".'
          : 'Write it as "200", "200,202" or "200-399".',
      source,
    });
  }
  return problems;
}
