/** Which names an environment has, and whether its certificate and its hosted zone are good for them. */
import type { Problem } from "../../model/problem";

export interface DomainNames {
  /** The environment's own name, such as `example.com` or `dev.example.com`. */
  readonly name: string;
  /** The public hosted zone in Route 53 that the name belongs to. It has to exist. @default the name itself */
  readonly hostedZone?: string;
  /**
   * The hosted zone's id instead of its name: where two have the same name, or nobody may look zones up. Any object stands
   * for one that is known later.
   * @default looked up by name
   */
  readonly hostedZoneId?: string | object;
}

/** Lower-case names of two or more labels. Source: https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html */
const NAME = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
const SOURCE = "https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html";
const CERTIFICATE_SOURCE = "https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html";
/** The first name of a certificate. Source: the same document. */
const MAX_LENGTH = 64;

/** Source: https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZone.html */
const HOSTED_ZONE_ID = /^Z[A-Z0-9]{1,31}$/;
const HOSTED_ZONE_SOURCE = "https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZone.html";

export function checkDomain(component: string, names: DomainNames): Problem[] {
  return [...checkNames(component, names), ...checkHostedZoneId(component, names)];
}

function checkHostedZoneId(component: string, { hostedZone, hostedZoneId: value }: DomainNames): Problem[] {
  if (value === undefined) return [];
  const problem = (message: string, fix: string): Problem[] => [
    { component, argument: "hostedZoneId", value, message, fix, source: HOSTED_ZONE_SOURCE },
  ];
  if (hostedZone !== undefined) return problem("The zone is named by hostedZone too.", "Remove one of the two.");
  if (typeof value !== "string" || HOSTED_ZONE_ID.test(value)) return [];
  return problem("It is no id of a hosted zone, such as Z0123456789ABCDEFGHIJ.", "Copy it from the zone's page.");
}

function checkNames(component: string, { name, hostedZone = name }: DomainNames): Problem[] {
  const problem = (argument: string, value: string, message: string, fix: string): Problem => ({
    component,
    argument,
    value,
    message,
    fix,
    source: SOURCE,
  });
  const problems = Object.entries({ name, hostedZone }).flatMap(([argument, value]) =>
    NAME.test(value) && value.length <= MAX_LENGTH
      ? []
      : [
          problem(
            argument,
            value,
            `It is a domain name in lower-case letters of at most ${MAX_LENGTH} characters, without a dot at the end.`,
            "Write it as example.com.",
          ),
        ],
  );
  if (problems.length > 0 || isBelow(name, hostedZone) || name === hostedZone) return problems;
  return [
    problem("hostedZone", hostedZone, `The name ${name} does not belong to it.`, "Name the zone that holds the name."),
  ];
}

/** Hosts that services want requests for, but that the certificate isn't good for. Hosts of other domains are others' business. */
export function checkHosts(component: string, domain: string, hosts: readonly string[]): Problem[] {
  return hosts
    .filter((host) => isBelow(lower(host), domain) && !isCovered(lower(host), domain))
    .map((host) => ({
      component,
      argument: "route.hosts",
      value: host,
      message: `The certificate is good for ${domain} and one name before it; this host has more, or a wildcard within a name.`,
      fix: `Use a host such as shop.${domain} or *.${domain}.`,
      source: CERTIFICATE_SOURCE,
    }));
}

/** The names that need a record: the environment's own, and the hosts of its services. */
export function recordNames(domain: string, hosts: readonly string[]): string[] {
  return [...new Set([domain, ...hosts.map(lower).filter((host) => isCovered(host, domain))])].sort();
}

/** The name of the internal load balancer, inside the VPC only. The wildcard of the certificate is good for it. */
export function internalName(domain: string): string {
  return `internal.${domain}`;
}

/** The name of an internal Network Load Balancer, inside the VPC only. The wildcard is good for it too. */
export function networkName(domain: string): string {
  return `network.${domain}`;
}

/** A host that is to have a record, and whether clients compare it with the domain's certificate. */
export interface RecordedHost {
  readonly component: string;
  readonly argument: string;
  readonly host: string;
  readonly usesCertificate: boolean;
}

/** What keeps a host from having a record in the domain, or the certificate from being good for it. */
export function checkRecordedHost(domain: string, { component, argument, host, usesCertificate }: RecordedHost) {
  const name = lower(host);
  const problem = (message: string, fix: string, source: string): Problem[] => [
    { component, argument, value: host, message, fix, source },
  ];
  if (!NAME.test(name.replace(/^\*\./, ""))) {
    return problem(
      "It is no host name, in which * may stand for the first part.",
      `Write it as feed.${domain}.`,
      "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DomainNameFormat.html",
    );
  }
  if (name !== domain && !isBelow(name, domain)) {
    return problem(
      `It is not below ${domain}, so the environment can make no record for it.`,
      `Use a host such as feed.${domain}, or make the record yourself and remove the host.`,
      "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-elb-load-balancer.html",
    );
  }
  if (!usesCertificate || isCovered(name, domain)) return [];
  return problem(
    `Clients would find another name in the certificate, which is good for ${domain} and one name before it.`,
    `Use a host such as feed.${domain}, or give the load balancer a certificateArn.`,
    CERTIFICATE_SOURCE,
  );
}

function isBelow(name: string, parent: string): boolean {
  return name.endsWith(`.${parent}`);
}

function isCovered(host: string, domain: string): boolean {
  const label = host.slice(0, -domain.length - 1);
  return host === domain || (isBelow(host, domain) && (label === "*" || /^[a-z0-9-]+$/.test(label)));
}

/** Host names are not case-sensitive. */
function lower(host: string): string {
  return host.toLowerCase();
}
