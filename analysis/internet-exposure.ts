/** What becomes of requests from the internet: at which load balancers they arrive, and where their rules send them. */
import type { Properties, Resource, ResourceGraph } from "../model/graph";
import { LISTENER_RULES, LISTENERS, LOAD_BALANCERS, SERVICE } from "../model/type-tokens";
import { forwardedTo, registeredTargets } from "./forwarding";
import type { GraphIndex } from "./graph-index";
import { Reachability } from "./network/reachability";
import { portOf, transportsOf } from "./network/traffic";
import { listOf, numberOf, propertiesOf, textOf } from "./values";

export interface InternetExposure {
  readonly entries: readonly Entry[];
  /** Services whose tasks have public addresses of their own. */
  readonly publicServices: readonly string[];
  /** What is added to listeners that are not in this graph; who reaches those can't be told from here. */
  readonly outside: readonly OutsideListener[];
}

/** A listener of another stack. */
export interface OutsideListener {
  /** Its ARN; absent while it is not known. */
  readonly listenerArn?: string;
  /** Those of this stack, in the order in which the load balancer tries them; others may come before and between them. */
  readonly rules: readonly EntryRule[];
}

/** A listener of an internet-facing load balancer that its security groups let everyone reach. */
export interface Entry {
  readonly listener: string;
  readonly loadBalancer: string;
  /** Absent while AWS has not given it. */
  readonly dnsName?: string;
  readonly protocol: string;
  readonly port: number;
  /** False: everyone between the users and the load balancer can read and change what is sent. */
  readonly encrypted: boolean;
  /** In the order in which the load balancer tries them; the last one takes all that is left. */
  readonly rules: readonly EntryRule[];
}

export interface EntryRule {
  readonly priority?: number;
  /** Patterns; empty: any. */
  readonly hosts: readonly string[];
  readonly paths: readonly string[];
  /** What else has to be met, for people; absent: nothing. */
  readonly conditions?: readonly string[];
  readonly outcome: Outcome;
}

export type Outcome =
  | { readonly kind: "services"; readonly targets: readonly Target[] }
  | { readonly kind: "redirect"; readonly to: string }
  | { readonly kind: "answer"; readonly statusCode: string }
  | { readonly kind: "other"; readonly action: string };

/** Where requests end; the service is absent if no service of this stack is behind the target group. */
export interface Target {
  readonly service?: string;
  readonly container?: string;
  readonly port?: number;
}

export function internetExposure(graph: ResourceGraph, reachability = new Reachability(graph)): InternetExposure {
  const { index } = reachability.topology;
  const reading = { index, behind: targetsByGroup(index) };
  const loadBalancers = LOAD_BALANCERS.flatMap((type) => index.ofType(type));
  return {
    entries: loadBalancers
      .filter((loadBalancer) => loadBalancer.inputs["internal"] !== true)
      .flatMap((loadBalancer) => entriesOf(reading, loadBalancer, reachability)),
    publicServices: index
      .ofType(SERVICE)
      .filter((service) => propertiesOf(service.inputs["networkConfiguration"])["assignPublicIp"] === true)
      .map((service) => service.name),
    outside: outsideListeners(reading),
  };
}

/** What is joined once for all rules. */
interface Reading {
  readonly index: GraphIndex;
  /** What services register in each target group. */
  readonly behind: ReadonlyMap<Resource, readonly Target[]>;
}

function outsideListeners({ index, behind }: Reading): OutsideListener[] {
  const byArn = new Map<string | undefined, Resource[]>();
  for (const rule of LISTENER_RULES.flatMap((type) => index.ofType(type))) {
    const value = rule.inputs["listenerArn"];
    if (index.referredTo(rule, "listenerArn", value, LISTENERS).length > 0) continue;
    byArn.set(textOf(value), [...(byArn.get(textOf(value)) ?? []), rule]);
  }
  return [...byArn].map(([listenerArn, rules]) => ({
    ...(listenerArn !== undefined && { listenerArn }),
    rules: inOrder({ index, behind }, rules),
  }));
}

function entriesOf(reading: Reading, loadBalancer: Resource, reachability: Reachability): Entry[] {
  const endpoint = reachability.of(loadBalancer);
  return reading.index.referringTo(loadBalancer, "loadBalancerArn", LISTENERS).flatMap((listener) => {
    const port = numberOf(listener.inputs["port"]);
    if (port === undefined || endpoint === undefined) return [];
    const protocol = textOf(listener.inputs["protocol"]) ?? "HTTP";
    const isReached = transportsOf(protocol).some((transport) => {
      return reachability.fromInternet(endpoint, portOf(transport, port)).verdict !== "not reachable";
    });
    if (!isReached) return [];
    const dnsName = textOf(loadBalancer.outputs["dnsName"]);
    return [
      {
        listener: listener.name,
        loadBalancer: loadBalancer.name,
        ...(dnsName !== undefined && { dnsName }),
        protocol,
        port,
        encrypted: protocol === "HTTPS" || protocol === "TLS",
        rules: rulesOf(reading, listener),
      },
    ];
  });
}

function rulesOf(reading: Reading, listener: Resource): EntryRule[] {
  const rules = inOrder(reading, reading.index.referringTo(listener, "listenerArn", LISTENER_RULES));
  return [...rules, { hosts: [], paths: [], outcome: outcomeOf(reading, listener, "defaultActions") }];
}

function inOrder(reading: Reading, rules: readonly Resource[]): EntryRule[] {
  return rules
    .map((rule): EntryRule => {
      const conditions = listOf(rule.inputs["conditions"]).map(propertiesOf);
      const valuesOf = (condition: string) =>
        conditions.flatMap((each) => listOf(propertiesOf(each[condition])["values"]).map(String));
      const others = conditions.flatMap(otherConditions);
      const priority = numberOf(rule.inputs["priority"]);
      return {
        ...(priority !== undefined && { priority }),
        hosts: valuesOf("hostHeader"),
        paths: valuesOf("pathPattern"),
        ...(others.length > 0 && { conditions: others }),
        outcome: outcomeOf(reading, rule, "actions"),
      };
    })
    .sort((a, b) => (a.priority ?? Infinity) - (b.priority ?? Infinity));
}

/** Conditions on anything but host and path. */
function otherConditions(condition: Properties): string[] {
  const valuesOf = (kind: string) => listOf(propertiesOf(condition[kind])["values"]).map(String).join(" or ");
  const queryStrings = listOf(condition["queryStrings"]).map(propertiesOf);
  const query = queryStrings.map(({ key, value }) => `${textOf(key) ?? "*"}=${textOf(value) ?? ""}`).join(" or ");
  const header = textOf(propertiesOf(condition["httpHeader"])["httpHeaderName"]);
  return [
    ...(header === undefined ? [] : [`header ${header}: ${valuesOf("httpHeader")}`]),
    ...(query === "" ? [] : [`query ${query}`]),
    ...(valuesOf("httpRequestMethod") === "" ? [] : [`method ${valuesOf("httpRequestMethod")}`]),
    ...(valuesOf("sourceIp") === "" ? [] : [`from ${valuesOf("sourceIp")}`]),
  ];
}

/** What the last action does: those before it only check who asks. */
function outcomeOf({ index, behind }: Reading, from: Resource, input: string): Outcome {
  const action = propertiesOf(listOf(from.inputs[input]).at(-1));
  const kind = textOf(action["type"]) ?? "unknown";
  if (kind === "redirect") {
    const redirect = propertiesOf(action["redirect"]);
    return { kind, to: `${textOf(redirect["protocol"]) ?? "#{protocol}"} ${textOf(redirect["port"]) ?? "#{port}"}` };
  }
  if (kind === "fixed-response") {
    const statusCode = textOf(propertiesOf(action["fixedResponse"])["statusCode"]) ?? "unknown";
    return { kind: "answer", statusCode };
  }
  if (kind !== "forward") return { kind: "other", action: kind };
  return { kind: "services", targets: targetsOf(behind, forwardedTo(index, from, input).resources) };
}

/** Each target once: blue and green have the same tasks behind them. */
function targetsOf(behind: Reading["behind"], targetGroups: readonly Resource[]): Target[] {
  const inside = new Set(targetGroups.flatMap((group) => behind.get(group) ?? []));
  return [...inside, ...targetGroups.filter((group) => !behind.has(group)).map(() => ({}))];
}

function targetsByGroup(index: GraphIndex): Map<Resource, readonly Target[]> {
  const behind = new Map<Resource, Target[]>();
  for (const service of index.ofType(SERVICE)) {
    for (const { groups, isAmbiguous: _, ...registered } of registeredTargets(index, service)) {
      const target: Target = { service: service.name, ...registered };
      for (const group of groups) {
        const others = behind.get(group);
        if (others === undefined) behind.set(group, [target]);
        else others.push(target);
      }
    }
  }
  return behind;
}
