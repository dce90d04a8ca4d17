/** How the services of an environment call each other: which address a caller gets, and what keeps it from answering. */
import { plainService } from "../../components/service/service-args";
import { endpointOf } from "../../components/service/service-connect-plan";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";
import type { PlannedService } from "../plan";

/** A variable of a container that gets the address of another service. */
export interface Call {
  readonly container: string;
  readonly variable: string;
  /** The service that is called. */
  readonly called: string;
  /** The setting that says so. */
  readonly setting: "serviceUrls" | "directServiceUrls";
}

/** Straight to the tasks: by which name, on which port. */
export interface DirectWay {
  readonly by: "serviceConnect" | "cloudMap";
  readonly host: string;
  readonly port: number;
  /** What the tasks listen on, and so what `allowFrom` has to open. */
  readonly containerPort: number;
}

export const DEFAULT_PRIVATE_DOMAIN = "services.internal";

/** The services that may call all services behind the internal load balancer. */
export function internalCallers({ internalLoadBalancer, existing }: Partial<Configuration>): readonly string[] {
  return (internalLoadBalancer ?? existing?.internalLoadBalancer)?.allowFrom ?? [];
}

export function callsOf({ settings }: PlannedService): Call[] {
  return Object.entries(settings.containers).flatMap(([container, { serviceUrls = {}, directServiceUrls = {} }]) =>
    Object.entries({ serviceUrls, directServiceUrls }).flatMap(([setting, urls]) =>
      Object.entries(urls).map(([variable, called]) => ({
        container,
        variable,
        called,
        setting: setting as Call["setting"],
      })),
    ),
  );
}

/** The direct way of a call; undefined if it goes through a load balancer, or nowhere. */
export function directWay(
  { privateDomain = DEFAULT_PRIVATE_DOMAIN }: Pick<Partial<Configuration>, "privateDomain">,
  caller: PlannedService,
  target: PlannedService,
  { setting }: Pick<Call, "setting">,
): DirectWay | undefined {
  const { name, settings } = target;
  if (setting === "serviceUrls" && (settings.route ?? settings.networkRoutes?.[0]) !== undefined) return undefined;
  const { containers, serviceConnect } = settings;
  const endpoint = endpointOf(plainService(name, { containers, serviceConnect }));
  if (endpoint !== undefined && caller.settings.serviceConnect !== undefined) {
    const { port, containerPort } = endpoint;
    return { by: "serviceConnect", host: name, port, containerPort };
  }
  if (settings.cloudMap === undefined) return undefined;
  // Of several ports the one that is opened to the caller.
  const ports = Object.values(containers).flatMap(({ containerPort }) => containerPort ?? []);
  const port = settings.allowFrom?.[caller.name] ?? ports[0];
  return port === undefined
    ? undefined
    : { by: "cloudMap", host: `${name}.${privateDomain}`, port, containerPort: port };
}

/** What keeps a service from calling another one. */
export function checkCall(
  settings: Partial<Configuration>,
  caller: PlannedService,
  target: PlannedService,
  call: Call,
): Pick<Problem, "message" | "fix"> | undefined {
  const { name } = target;
  const { environment = {}, secrets = {} } = caller.settings.containers[call.container]!;
  const twice = callsOf(caller).some(
    ({ container, variable, setting }) =>
      container === call.container && variable === call.variable && setting !== call.setting,
  );
  if (twice || call.variable in environment || call.variable in secrets) {
    return { message: "The variable is set twice.", fix: "Remove one of the two." };
  }
  const way = directWay(settings, caller, target, call);
  if (way !== undefined) {
    if (target.settings.allowFrom?.[caller.name] === way.containerPort) return undefined;
    return {
      message: `"${name}" does not let "${caller.name}" in on port ${way.containerPort}.`,
      fix: `Add ${caller.name}: ${way.containerPort} to its allowFrom.`,
    };
  }
  const { route, networkRoutes = [] } = target.settings;
  if (call.setting === "serviceUrls" && route === undefined && networkRoutes.length > 0) {
    const { internal = true, allowFrom = [] } = settings.networkLoadBalancer ?? {};
    if (!internal || allowFrom.includes(caller.name)) return undefined;
    return {
      message: `The Network Load Balancer does not let "${caller.name}" in.`,
      fix: `Add ${caller.name} to networkLoadBalancer.allowFrom.`,
    };
  }
  if (call.setting === "directServiceUrls" || route === undefined) return noAddress(caller, target);
  if (route.loadBalancer !== "internal" || internalCallers(settings).includes(caller.name)) return undefined;
  return {
    message: `The internal load balancer does not let "${caller.name}" in.`,
    fix: `Add ${caller.name} to ${settings.existing?.internalLoadBalancer ? "existing." : ""}internalLoadBalancer.allowFrom.`,
  };
}

function noAddress(caller: PlannedService, { name, settings }: PlannedService): Pick<Problem, "message" | "fix"> {
  if (settings.serviceConnect?.endpoint !== undefined) {
    return {
      message: `"${name}" is called by Service Connect, and "${caller.name}" takes no part in it.`,
      fix: `Add serviceConnect: {} to ${caller.name}.`,
    };
  }
  const direct = "serviceConnect with an endpoint, or cloudMap";
  return settings.route === undefined
    ? {
        message: `"${name}" has no route and no name, so it has no address.`,
        fix: `Give it a route, ${direct}, or remove this.`,
      }
    : { message: `"${name}" has an address at its load balancer only.`, fix: `Give it ${direct}, or use serviceUrls.` };
}
