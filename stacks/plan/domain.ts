/** The environment's name on the internet. */
import { checkDomain, checkHosts } from "../../components/domain/domain-plan";
import type { Problem } from "../../model/problem";
import type { ParsedConfiguration } from "../configuration";
import type { Configuration } from "../configuration-schema";
import { DOMAIN } from "../names";

type LoadBalancerSettings = NonNullable<Configuration["loadBalancer"]>;

/** The load balancer's settings with the domain's certificate, which exists only later, unless they name another one. */
export function withDomain<T extends LoadBalancerSettings>(loadBalancer: T, domain: Configuration["domain"]) {
  const { certificateArn = domain && {}, ...rest } = loadBalancer;
  return { ...rest, ...(certificateArn !== undefined && { certificateArn }) };
}

interface Routed {
  readonly route?:
    | { readonly hosts?: readonly string[] | undefined; readonly loadBalancer?: "public" | "internal" | undefined }
    | undefined;
}

/** Hosts that the public load balancer gets requests for. */
export function publicHosts(services: Readonly<Record<string, Routed>>): string[] {
  return Object.values(services).flatMap(({ route }) =>
    (route?.loadBalancer ?? "public") === "public" ? [...(route?.hosts ?? [])] : [],
  );
}

export function checkDomainSettings({ settings, unreadable }: ParsedConfiguration): Problem[] {
  const { domain, loadBalancer, networkLoadBalancer, services = {} } = settings;
  if (domain === undefined) return [];
  const component = `domain "${DOMAIN}"`;
  const problems = [...checkDomain(component, domain), ...checkHosts(component, domain.name, publicHosts(services))];
  // With an existing load balancer it is said there what the domain is not for.
  if ((loadBalancer ?? networkLoadBalancer ?? settings.existing?.loadBalancer) !== undefined) return problems;
  if (unreadable.has("loadBalancer") || unreadable.has("networkLoadBalancer")) return problems;
  return [
    ...problems,
    {
      component,
      argument: "domain",
      value: domain.name,
      message: "There is neither a public nor a Network Load Balancer that it could lead to.",
      fix: "Add loadBalancer or networkLoadBalancer to the environment, or remove domain.",
    },
  ];
}
