import assert from "node:assert/strict";
import { sureTraffic } from "../../../analysis/network/reach";
import { Reachability } from "../../../analysis/network/reachability";
import { formatTraffic } from "../../../analysis/network/traffic";
import { UNKNOWN, type Properties, type Resource } from "../../../model/graph";
import { graphOf, resource } from "./graph-of";
import { any, EVERYWHERE, PUBLIC_AND_PRIVATE } from "./two-instances";

/** Something in a public subnet, whose security group lets everything in. */
function fromInternet(name: string, ...others: readonly Resource[]): string {
  const analysis = new Reachability(
    graphOf(
      ...PUBLIC_AND_PRIVATE,
      resource("group", "open", { vpcId: "vpc", ingress: [any(EVERYWHERE)], egress: [] }),
      ...others,
    ),
  );
  return answersOf(analysis, name).join("; ");
}

/** What surely gets through, whether nothing more does, and what is not known. */
function answersOf(analysis: Reachability, name: string): string[] {
  const reach = analysis.fromInternet(analysis.named(name)[0] ?? assert.fail(name));
  const surely = sureTraffic(reach).map(formatTraffic).join(", ");
  return [`${reach.verdict}: ${surely || "nothing for certain"}`, ...new Set(reach.packets.unknowns)];
}

const service = (inputs: Properties) =>
  resource("service", "web", {
    networkConfiguration: { subnets: ["first"], securityGroups: ["open"], assignPublicIp: true },
    taskDefinition: "definition",
    ...inputs,
  });
const definition = (containerDefinitions: Properties[string]) =>
  resource("taskDefinition", "definition", { containerDefinitions });
const ports = (...portMappings: Properties[]) => definition(JSON.stringify([{ portMappings }]));
const targetGroup = (name: string, protocol: string) => resource("targetGroup", name, { protocol });
const listener = (inputs: Properties) => resource("listener", "listener", { loadBalancerArn: "lb", ...inputs });
const loadBalancer = resource("loadBalancer", "lb", {
  internal: false,
  subnets: ["first"],
  securityGroups: ["open"],
});

describe("what a service answers", () => {
  it("are the ports of its containers, by their protocols", () => {
    const mappings = ports({ containerPort: 80 }, { containerPort: 53, protocol: "udp" });
    assert.equal(fromInternet("web", service({}), mappings), "reachable: tcp 80, udp 53");
    assert.equal(fromInternet("web", service({}), ports()), "not reachable: nothing for certain");
  });

  it("are for certain only those that target groups send to, while its containers are not known", () => {
    const groups = [targetGroup("http", "HTTP"), targetGroup("dns", "UDP")];
    const registered = service({
      loadBalancers: [
        { targetGroupArn: "http", containerName: "web", containerPort: 8080 },
        { targetGroupArn: "dns", containerName: "web", containerPort: 53 },
      ],
    });
    const surely = "reachable: tcp 8080, udp 53";
    assert.equal(
      fromInternet("web", registered, definition(UNKNOWN), ...groups),
      `${surely}; containerDefinitions of definition`,
    );
    assert.equal(fromInternet("web", registered, ...groups), `${surely}; taskDefinition of web`);
    assert.equal(
      fromInternet("web", service({}), definition(UNKNOWN)),
      "unknown: nothing for certain; containerDefinitions of definition",
    );
  });
});

describe("what a load balancer answers", () => {
  it("are the ports of its listeners, by their protocols", () => {
    assert.equal(fromInternet("lb", loadBalancer, listener({ port: 443 })), "reachable: tcp 443");
    assert.equal(
      fromInternet("lb", loadBalancer, listener({ port: 53, protocol: "TCP_UDP" })),
      "reachable: tcp 53, udp 53",
    );
    assert.equal(fromInternet("lb", loadBalancer), "not reachable: nothing for certain");
  });

  it("may be anything while a port or a protocol is not known, and surely what is known", () => {
    const other = { ...listener({ port: 80 }), name: "http" };
    assert.equal(
      fromInternet("lb", loadBalancer, other, listener({ port: UNKNOWN })),
      "reachable: tcp 80; port of listener listener",
    );
    assert.equal(
      fromInternet("lb", loadBalancer, listener({ port: 53, protocol: UNKNOWN })),
      "unknown: nothing for certain; port of listener listener",
    );
  });
});
