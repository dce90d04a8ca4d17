/** Who may call whom inside an environment. */
import { checkCallers } from "../../components/service/caller-plan";
import { plainService } from "../../components/service/service-args";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";
import { INTERNAL_LOAD_BALANCER } from "../names";
import type { PlannedService } from "../plan";
import { callsOf, checkCall, internalCallers } from "./calls";
import { checkStartOrder } from "./start-order";

export function checkTraffic(settings: Partial<Configuration>, services: readonly PlannedService[]): Problem[] {
  const names = services.map(({ name }) => name);
  const callersOfAll = internalCallers(settings);
  const unknown = (component: string, argument: string, value: string): Problem[] =>
    names.includes(value)
      ? []
      : [
          {
            component,
            argument,
            value,
            message: `The environment has no such service. It has ${names.join(", ")}.`,
            fix: "Correct the name, or remove it.",
          },
        ];
  return [
    ...services.flatMap(({ name, settings: service }) => [
      ...checkCallers(
        plainService(name, { containers: service.containers, networkRoutes: service.networkRoutes }),
        service.allowFrom ?? {},
      ),
      ...Object.keys(service.allowFrom ?? {}).flatMap((caller) =>
        unknown(`service "${name}"`, `allowFrom.${caller}`, caller),
      ),
      ...callsOf({ name, settings: service }).flatMap((call) => {
        const component = `service "${name}"`;
        const argument = `containers.${call.container}.${call.setting}.${call.variable}`;
        const target = services.find((other) => other.name === call.called);
        if (target === undefined) return unknown(component, argument, call.called);
        const wrong = checkCall(settings, { name, settings: service }, target, call);
        return wrong === undefined ? [] : [{ component, argument, value: call.called, ...wrong }];
      }),
    ]),
    ...callersOfAll.flatMap((caller, index) =>
      unknown(`load balancer "${INTERNAL_LOAD_BALANCER}"`, `allowFrom[${index}]`, caller),
    ),
    ...checkInternalHosts(settings, services),
    ...checkStartOrder(settings, services),
  ];
}

/** Callers check the name in the certificate, which is never the one that AWS gives to the load balancer. */
function checkInternalHosts(
  { internalLoadBalancer, existing }: Partial<Configuration>,
  services: readonly PlannedService[],
): Problem[] {
  const { protocol, hostName } = existing?.internalLoadBalancer ?? {};
  if (internalLoadBalancer?.certificateArn === undefined && (protocol !== "HTTPS" || hostName !== undefined)) return [];
  return services.flatMap(({ name, settings: { route } }) =>
    route?.loadBalancer !== "internal" || route.hosts?.some((host) => !/[*?]/.test(host))
      ? []
      : [
          {
            component: `service "${name}"`,
            argument: "route.hosts",
            value: route.hosts,
            message: "Over HTTPS callers need a name that the internal load balancer's certificate is for.",
            fix: "Name such a host, and point its DNS record at the output internalLoadBalancerDnsName.",
            source:
              "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html",
          },
        ],
  );
}
