/** Which names lead to the Network Load Balancer, and that no name leads to two load balancers. */
import { checkRecordedHost, internalName, networkName, recordNames } from "../../components/domain/domain-plan";
import type { Problem } from "../../model/problem";
import type { ParsedConfiguration } from "../configuration";
import type { Configuration } from "../configuration-schema";
import { DOMAIN, INTERNAL_LOAD_BALANCER, LOAD_BALANCER, NETWORK_LOAD_BALANCER } from "../names";
import type { PlannedService } from "../plan";
import { publicHosts } from "./domain";

const RECORD_SOURCE = "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html";
const PRIVATE_ZONE_SOURCE =
  "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html";

/** Whether the Network Load Balancer is called by the hosts of its routes, or by one name inside the VPC. */
function isPublic(networkLoadBalancer: Configuration["networkLoadBalancer"]): boolean {
  return networkLoadBalancer?.internal === false;
}

/** Names of the internet that lead to the Network Load Balancer. */
export function networkRecordNames({ networkLoadBalancer, services = {} }: Partial<Configuration>): string[] {
  if (!isPublic(networkLoadBalancer)) return [];
  const hosts = Object.values(services).flatMap(({ networkRoutes = [] }) =>
    networkRoutes.flatMap(({ hosts = [] }) => hosts),
  );
  return [...new Set(hosts.map((host) => host.toLowerCase()))].sort();
}

/** The name of the Network Load Balancer inside the VPC; undefined if it has none. */
export function privateNetworkName({ networkLoadBalancer, domain }: Partial<Configuration>): string | undefined {
  return domain === undefined || networkLoadBalancer === undefined || isPublic(networkLoadBalancer)
    ? undefined
    : networkName(domain.name);
}

export function checkDnsNames(
  { settings, unreadable }: ParsedConfiguration,
  services: readonly PlannedService[],
): Problem[] {
  if (["domain", "networkLoadBalancer"].some((key) => unreadable.has(key))) return [];
  return [...services.flatMap((service) => checkHosts(settings, service)), ...checkClaims(claimsOf(settings))];
}

/** Routes whose clients can't find the certificate's name: it has no other than the domain's. */
export function warnOfNamelessTls(settings: Configuration, services: readonly PlannedService[]): Problem[] {
  const { domain, networkLoadBalancer } = settings;
  if (domain === undefined || !isPublic(networkLoadBalancer) || networkLoadBalancer?.certificateArn !== undefined)
    return [];
  return services.flatMap(({ name, settings: { networkRoutes = [] } }) =>
    networkRoutes.flatMap(({ protocol, hosts = [] }, index): Problem[] =>
      protocol !== "TLS" || hosts.length > 0
        ? []
        : [
            {
              component: `service "${name}"`,
              argument: `networkRoutes[${index}].hosts`,
              message: `No name leads to it that the certificate is good for: ${domain.name}, or one name before it.`,
              fix: `Name a host such as ${name}.${domain.name}.`,
              source: RECORD_SOURCE,
            },
          ],
    ),
  );
}

function checkHosts(settings: Partial<Configuration>, { name, settings: { networkRoutes = [] } }: PlannedService) {
  const { domain, networkLoadBalancer } = settings;
  const component = `service "${name}"`;
  return networkRoutes.flatMap(({ hosts, protocol }, route): Problem[] => {
    const argument = `networkRoutes[${route}].hosts`;
    // Without any load balancer the routes themselves are refused.
    if (hosts === undefined || networkLoadBalancer === undefined) return [];
    if (domain === undefined) {
      return [
        {
          component,
          argument,
          value: hosts,
          message: "Their records belong to the domain's hosted zone, and the environment has no domain.",
          fix: "Add domain, or remove the hosts and point records of your own at the output networkLoadBalancerDnsName.",
          source: RECORD_SOURCE,
        },
      ];
    }
    if (!isPublic(networkLoadBalancer)) {
      return [
        {
          component,
          argument,
          value: hosts,
          message: `The load balancer is internal: it is called ${networkName(domain.name)}, inside the VPC only.`,
          fix: "Remove the hosts, or set networkLoadBalancer.internal to false.",
        },
      ];
    }
    const usesCertificate = protocol === "TLS" && networkLoadBalancer.certificateArn === undefined;
    return hosts.flatMap((host, index) =>
      checkRecordedHost(domain.name, { component, argument: `${argument}[${index}]`, host, usesCertificate }),
    );
  });
}

/** A name that the environment makes a record for. */
interface Claim {
  readonly name: string;
  readonly loadBalancer: string;
  /** Known inside the VPC, where it hides what the internet knows by it and below it. */
  readonly isPrivate: boolean;
}

function claimsOf(settings: Partial<Configuration>): Claim[] {
  const { domain, loadBalancer, internalLoadBalancer, services = {} } = settings;
  if (domain === undefined) return [];
  const claims = (names: readonly string[], loadBalancer: string, isPrivate: boolean) =>
    names.map((name): Claim => ({ name, loadBalancer, isPrivate }));
  const privateName = privateNetworkName(settings);
  return [
    ...(internalLoadBalancer ? claims([internalName(domain.name)], INTERNAL_LOAD_BALANCER, true) : []),
    ...claims(privateName === undefined ? [] : [privateName], NETWORK_LOAD_BALANCER, true),
    ...(loadBalancer ? claims(recordNames(domain.name, publicHosts(services)), LOAD_BALANCER, false) : []),
    ...claims(networkRecordNames(settings), NETWORK_LOAD_BALANCER, false),
  ];
}

function checkClaims(claims: readonly Claim[]): Problem[] {
  return claims.flatMap((claim, index) =>
    claims.slice(0, index).flatMap((first): Problem[] => {
      const isSame = claim.name === first.name;
      const isHidden = first.isPrivate && !claim.isPrivate && (isSame || claim.name.endsWith(`.${first.name}`));
      if (claim.loadBalancer === first.loadBalancer || (!isSame && !isHidden)) return [];
      return [
        {
          component: `domain "${DOMAIN}"`,
          argument: "hosts",
          value: claim.name,
          message: isHidden
            ? `Inside the VPC it is hidden by ${first.name}, which leads to load balancer "${first.loadBalancer}", not to "${claim.loadBalancer}".`
            : `It would lead to load balancer "${first.loadBalancer}" and to "${claim.loadBalancer}", and a name has one record.`,
          fix: "Choose another host for one of them.",
          source: isHidden ? PRIVATE_ZONE_SOURCE : RECORD_SOURCE,
        },
      ];
    }),
  );
}
