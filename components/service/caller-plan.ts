/** Which other services may reach a service's tasks directly, without a load balancer. */
import type { Problem } from "../../model/problem";
import { udpContainers } from "./network-route-plan";
import type { PlainService } from "./service-plan";

/** Which port each caller, by its name, may reach. */
export type Callers = Readonly<Record<string, number>>;

const SOURCE = "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html";

/**
 * Rules that a security group can hold in each direction. A service uses one for its load balancer and one for HTTPS.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
 */
const CALLERS_MAX_COUNT = 59;

export function checkCallers(
  service: Pick<PlainService, "name" | "containers" | "networkRoutes">,
  callers: Callers,
): Problem[] {
  const component = `service "${service.name}"`;
  // Callers come by TCP.
  const udp = udpContainers(service);
  const ports = Object.entries(service.containers).flatMap(([name, { containerPort }]) =>
    udp.has(name) ? [] : (containerPort ?? []),
  );
  const problems = Object.entries(callers).flatMap(([caller, port]): Problem[] => {
    if (ports.includes(port)) return [];
    return [
      {
        component,
        argument: `allowFrom.${caller}`,
        value: port,
        message:
          ports.length === 0
            ? "None of its containers listens on a TCP port."
            : `None of its containers listens there; they listen on ${ports.join(" and ")}.`,
        fix: ports.length === 0 ? "Set containerPort on the container that serves the callers." : "Choose that port.",
        source: SOURCE,
      },
    ];
  });
  if (Object.keys(callers).length > CALLERS_MAX_COUNT) {
    problems.push({
      component,
      argument: "allowFrom",
      value: Object.keys(callers).length,
      message: `A service has at most ${CALLERS_MAX_COUNT} callers: its security group holds no more rules.`,
      fix: "Put it behind an internal load balancer.",
      source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups",
    });
  }
  return problems;
}
