/** Who may call whom inside an environment. */
import { checkCallers } from "../../components/service/caller-plan";
import { plainService } from "../../components/service/service-args";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";
import { INTERNAL_LOAD_BALANCER } from "../names";
import type { PlannedService } from "../plan";

export function checkTraffic(settings: Partial<Configuration>, services: readonly PlannedService[]): Problem[] {
  const names = services.map(({ name }) => name);
  const callersOfAll = settings.internalLoadBalancer?.allowFrom ?? [];
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
      ...checkCallers(plainService(name, { containers: service.containers }), service.allowFrom ?? {}),
      ...Object.keys(service.allowFrom ?? {}).flatMap((caller) =>
        unknown(`service "${name}"`, `allowFrom.${caller}`, caller),
      ),
      ...Object.entries(service.containers).flatMap(
        ([container, { serviceUrls = {}, environment = {}, secrets = {} }]) =>
          Object.entries(serviceUrls).flatMap(([variable, called]) => {
            const component = `service "${name}"`;
            const argument = `containers.${container}.serviceUrls.${variable}`;
            const target = services.find((other) => other.name === called);
            if (target === undefined) return unknown(component, argument, called);
            const wrong = wrongCall(name, target, settings, variable in environment || variable in secrets);
            return wrong === undefined ? [] : [{ component, argument, value: called, ...wrong }];
          }),
      ),
    ]),
    ...callersOfAll.flatMap((caller, index) =>
      unknown(`load balancer "${INTERNAL_LOAD_BALANCER}"`, `allowFrom[${index}]`, caller),
    ),
    ...checkInternalHosts(settings, services),
  ];
}

/** What keeps a service from calling another one at its address. */
function wrongCall(
  caller: string,
  { name, settings: { route, networkRoutes = [] } }: PlannedService,
  { internalLoadBalancer, networkLoadBalancer }: Partial<Configuration>,
  isSetTwice: boolean,
): Pick<Problem, "message" | "fix"> | undefined {
  if (isSetTwice) return { message: "The variable is set twice.", fix: "Remove one of the two." };
  if (route === undefined && networkRoutes.length > 0) {
    const { internal = true, allowFrom = [] } = networkLoadBalancer ?? {};
    if (!internal || allowFrom.includes(caller)) return undefined;
    return {
      message: `The Network Load Balancer does not let "${caller}" in.`,
      fix: `Add ${caller} to networkLoadBalancer.allowFrom.`,
    };
  }
  if (route === undefined) {
    return { message: `"${name}" has no route, so it has no address.`, fix: "Give it a route, or remove this." };
  }
  if (route.loadBalancer !== "internal" || internalLoadBalancer?.allowFrom?.includes(caller)) return undefined;
  return {
    message: `The internal load balancer does not let "${caller}" in.`,
    fix: `Add ${caller} to internalLoadBalancer.allowFrom.`,
  };
}

/** Callers check the name in the certificate, which is never the one that AWS gives to the load balancer. */
function checkInternalHosts(
  { internalLoadBalancer }: Partial<Configuration>,
  services: readonly PlannedService[],
): Problem[] {
  if (internalLoadBalancer?.certificateArn === undefined) return [];
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
