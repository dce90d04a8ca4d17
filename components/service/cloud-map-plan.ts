/** What a service's name in AWS Cloud Map can be wrong about. */
import type { Problem } from "../../model/problem";
import { rangeProblem } from "../../model/ranges";
import {
  DISCOVERED_TASKS_MAX_COUNT,
  DISCOVERY_SOURCE,
  DNS_RECORD_SOURCE,
  DNS_TTL_SECONDS,
} from "../../model/service-discovery";
import type { PlainService } from "./service-plan";
import { shiftsTraffic } from "./strategy-plan";

export const CLOUD_MAP_DEFAULTS = { ttlSeconds: 10 } as const;

export function checkCloudMap(component: string, service: PlainService): Problem[] {
  if (service.cloudMap === undefined) return [];
  const problems = rangeProblem(
    component,
    "cloudMap.ttlSeconds",
    service.cloudMap.ttlSeconds,
    DNS_TTL_SECONDS,
    DNS_RECORD_SOURCE,
  );
  const problem = (message: string, fix: string): Problem => ({
    component,
    argument: "cloudMap",
    message,
    fix,
    source: DISCOVERY_SOURCE,
  });
  if (!Object.values(service.containers).some(({ containerPort }) => containerPort !== undefined)) {
    problems.push(
      problem(
        "None of its containers listens on a port, so nobody could call it by a name.",
        "Set containerPort on the container that serves the callers, or remove cloudMap.",
      ),
    );
  }
  const tasks = service.autoScaling?.maxTasks ?? service.desiredCount;
  if (tasks > DISCOVERED_TASKS_MAX_COUNT) {
    problems.push(
      problem(
        `A name leads to at most ${DISCOVERED_TASKS_MAX_COUNT} tasks, and the service may have ${tasks}.`,
        "Let it have fewer, or be called through a load balancer.",
      ),
    );
  }
  if (shiftsTraffic(service.strategy)) {
    const message = `With strategy ${service.strategy.type} ECS leads requests from one version to the other at the load balancer; a name would lead to both at once.`;
    problems.push({
      ...problem(message, "Let it be called through its load balancer or Service Connect, or deploy it by rolling."),
      source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-implementation.html",
    });
  }
  return problems;
}
