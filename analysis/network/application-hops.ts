/** Where load balancers pass on what they get: from a listener by a rule to a target group, and from there to tasks. */
import type { Properties, Resource } from "../../model/graph";
import { alwaysPreservesClients } from "../../model/network-load-balancing";
import { LISTENERS, LISTENER_RULES } from "../../model/type-tokens";
import { forwardedTo, registeredTargets } from "../forwarding";
import type { GraphIndex } from "../graph-index";
import { listOf, numberOf, propertiesOf, textOf } from "../values";
import type { Endpoint } from "./interfaces";
import { portOf, transportsOf, type Traffic } from "./traffic";

/** One way through a load balancer. */
export interface ApplicationHop {
  readonly loadBalancer: Endpoint;
  /** What the listener takes. */
  readonly listens: Traffic;
  /** What a request has to look like, for people: `path /users/*`; empty: any. */
  readonly condition: string;
  /** The rule, or the listener if it passes on what no rule takes. */
  readonly by: Resource;
  readonly to: Endpoint;
  /** What the tasks get. */
  readonly target: Traffic;
  /** Whether it comes from the clients' own addresses, not from the load balancer's. */
  readonly keepsClients: boolean;
  /** What isn't known, so that it may lead elsewhere; for people. */
  readonly unknowns: readonly string[];
}

interface Target {
  readonly service: Endpoint;
  readonly port: number;
  readonly isAmbiguous: boolean;
}

export function readApplicationHops(index: GraphIndex, endpoints: readonly Endpoint[]): ApplicationHop[] {
  const loadBalancers = new Map(
    endpoints.filter(({ kind }) => kind === "load balancer").map((endpoint) => [endpoint.resource, endpoint]),
  );
  const targets = targetsByGroup(index, endpoints);
  const listeners = new Map<Resource, Endpoint>();
  for (const listener of LISTENERS.flatMap((type) => index.ofType(type))) {
    const types = [...loadBalancers.keys()].map(({ type }) => type);
    const found = index.theOne(listener, "loadBalancerArn", types);
    const loadBalancer = found && loadBalancers.get(found);
    if (loadBalancer) listeners.set(listener, loadBalancer);
  }
  const hopsBy = (
    by: Resource,
    input: string,
    listener: Resource,
    unknowns: readonly string[] = [],
  ): ApplicationHop[] => {
    const [loadBalancer, port] = [listeners.get(listener), numberOf(listener.inputs["port"])];
    if (loadBalancer === undefined || port === undefined) return [];
    const condition = listOf(by.inputs["conditions"]).map(propertiesOf).map(conditionText).join(", ");
    // Blue and green have the same tasks behind them.
    const { resources: groups, isAmbiguous } = forwardedTo(index, by, input);
    const services = new Set(groups.flatMap((group) => [...(targets.get(group) ?? [])]));
    const keepsClients = groups.some(preservesClients);
    return transportsOf(textOf(listener.inputs["protocol"])).flatMap((transport) =>
      [...services].map(({ service, port: targetPort, isAmbiguous: isRegisteredSomewhere }) => ({
        loadBalancer,
        listens: portOf(transport, port),
        condition,
        by,
        to: service,
        target: portOf(transport, targetPort),
        keepsClients,
        unknowns: [
          ...unknowns,
          ...(isAmbiguous ? [`${input} of ${by.name}`] : []),
          ...(isRegisteredSomewhere ? [`loadBalancers of ${service.name}`] : []),
        ],
      })),
    );
  };
  const ofRules = LISTENER_RULES.flatMap((type) => index.ofType(type)).flatMap((rule) => {
    const found = index.referredTo(rule, "listenerArn", rule.inputs["listenerArn"], LISTENERS);
    const unknowns = found.length > 1 ? [`listenerArn of ${rule.name}`] : [];
    return found.flatMap((listener) => hopsBy(rule, "actions", listener, unknowns));
  });
  return [...ofRules, ...[...listeners.keys()].flatMap((listener) => hopsBy(listener, "defaultActions", listener))];
}

/** UDP always comes from the clients' own addresses, TCP and TLS to tasks if that is switched on. */
function preservesClients({ inputs }: Resource): boolean {
  const asked = inputs["preserveClientIp"];
  return alwaysPreservesClients(textOf(inputs["protocol"]) ?? "") || asked === "true" || asked === true;
}

function targetsByGroup(index: GraphIndex, endpoints: readonly Endpoint[]): Map<Resource, ReadonlySet<Target>> {
  const targets = new Map<Resource, ReadonlySet<Target>>();
  for (const service of endpoints.filter(({ kind }) => kind === "service")) {
    for (const { port, groups, isAmbiguous } of registeredTargets(index, service.resource)) {
      if (port === undefined) continue;
      const target = { service, port, isAmbiguous };
      for (const group of groups) targets.set(group, new Set(targets.get(group)).add(target));
    }
  }
  return targets;
}

function conditionText(condition: Properties): string {
  return Object.entries(condition)
    .flatMap(([kind, value]) => {
      const values = listOf(propertiesOf(value)["values"]).map((each) => textOf(each) ?? "?");
      return values.length === 0 ? [] : [`${CONDITIONS[kind] ?? kind} ${values.join(" or ")}`];
    })
    .join(", ");
}

const CONDITIONS: Readonly<Record<string, string>> = {
  pathPattern: "path",
  hostHeader: "host",
  httpHeader: "header",
  httpRequestMethod: "method",
  sourceIp: "from",
};
