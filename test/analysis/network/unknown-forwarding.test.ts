import assert from "node:assert/strict";
import { Paths } from "../../../analysis/network/paths";
import { Reachability } from "../../../analysis/network/reachability";
import { portOf, TCP } from "../../../analysis/network/traffic";
import { UNKNOWN, type Properties, type Resource } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";
import { any, EVERYWHERE, PUBLIC_AND_PRIVATE } from "./two-instances";

const forward = (targetGroupArn: Properties[string]) => [{ type: "forward", targetGroupArn }];
const listener = (name: string, port: number, actions: readonly Properties[]) =>
  resource("listener", name, { loadBalancerArn: "lb", port, protocol: "HTTP", defaultActions: actions });
const registered = (targetGroupArn: Properties[string], containerPort: number) => ({
  targetGroupArn,
  containerName: "web",
  containerPort,
});
const web = (...loadBalancers: readonly Properties[]) =>
  resource("service", "web", {
    networkConfiguration: { subnets: ["second"], securityGroups: ["open"] },
    taskDefinition: "definition",
    loadBalancers,
  });
const computed = (of: Resource, input: string, ...from: readonly Resource[]): Resource => ({
  ...of,
  propertyDependencies: { [input]: from.map(({ urn }) => urn) },
});
const [blue, green] = [resource("targetGroup", "blue"), resource("targetGroup", "green")];

/** The ways from the internet to a port of the service, through a load balancer that faces it. */
function ways(port: number, ...others: readonly Resource[]) {
  const analysis = new Reachability(
    graphOf(
      ...PUBLIC_AND_PRIVATE,
      resource("group", "open", { vpcId: "vpc", ingress: [any(EVERYWHERE)], egress: [any(EVERYWHERE)] }),
      resource("loadBalancer", "lb", { internal: false, subnets: ["first"], securityGroups: ["open"] }),
      resource("taskDefinition", "definition", {
        containerDefinitions: JSON.stringify([{ portMappings: [{ containerPort: 8080 }, { containerPort: 9090 }] }]),
      }),
      blue,
      green,
      ...others,
    ),
  );
  const paths = new Paths(analysis).between("internet", analysis.named("web")[0]!, portOf(TCP, port));
  return paths
    .filter(({ legs }) => legs.length > 1)
    .map(({ verdict, legs }) => `${legs[1]!.hop!.by.name} ${verdict} ${legs[1]!.hop!.unknowns.join(", ")}`.trim());
}

describe("where a load balancer passes on to, before deployment", () => {
  it("is certain, if a listener and a service name one target group each, or both of a pair", () => {
    const one = [
      computed(listener("http", 80, forward(UNKNOWN)), "defaultActions", blue),
      computed(web(registered(UNKNOWN, 8080)), "loadBalancers", blue),
    ];
    assert.deepEqual(ways(8080, ...one), ["http reachable"]);
    assert.deepEqual(ways(9090, ...one), []);
    const entry = { ...registered(UNKNOWN, 8080), advancedConfiguration: { alternateTargetGroupArn: UNKNOWN } };
    const weighted = [{ type: "forward", forward: { targetGroups: [{ arn: UNKNOWN }, { arn: UNKNOWN }] } }];
    const pair = [
      computed(listener("http", 80, weighted), "defaultActions", blue, green),
      computed(web(entry), "loadBalancers", blue, green),
    ];
    assert.deepEqual(ways(8080, ...pair), ["http reachable"]);
  });

  it("is not, if a service names several groups for different ports", () => {
    const listeners = [listener("http", 80, forward("blue")), listener("metrics", 81, forward("green"))];
    const known = web(registered("blue", 8080), registered("green", 9090));
    assert.deepEqual(ways(8080, ...listeners, known), ["http reachable"]);
    const unknown = computed(web(registered(UNKNOWN, 8080), registered(UNKNOWN, 9090)), "loadBalancers", blue, green);
    assert.deepEqual(ways(8080, ...listeners, unknown), [
      "http unknown loadBalancers of web",
      "metrics unknown loadBalancers of web",
    ]);
  });

  it("is not, if a listener forwards to one of several groups, or nobody knows whose rule it is", () => {
    const either = computed(listener("http", 80, forward(UNKNOWN)), "defaultActions", blue, green);
    assert.deepEqual(ways(8080, either, web(registered("blue", 8080))), ["http unknown defaultActions of http"]);
    const none = [{ type: "fixed-response" }];
    const [http, metrics] = [listener("http", 80, none), listener("metrics", 81, none)];
    const rule = computed(
      resource("listenerRule", "rule", { listenerArn: UNKNOWN, actions: forward("blue") }),
      "listenerArn",
      http,
      metrics,
    );
    assert.deepEqual(ways(8080, http, metrics, rule, web(registered("blue", 8080))), [
      "rule unknown listenerArn of rule",
      "rule unknown listenerArn of rule",
    ]);
  });
});
