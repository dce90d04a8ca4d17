import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { publicPortsOf, udpRoutesOf } from "../../../stacks/plan/network-routes";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";

const { web } = SETTINGS.services;
const feed = {
  containers: { feed: { image: "example/feed:1", containerPort: 7000 } },
  networkRoutes: [{ port: 7000 }],
};
const calling = (name: string) => ({
  ...web,
  containers: { web: { ...web.containers.web, serviceUrls: { FEED: name } } },
});

function plan(change: Readonly<Record<string, unknown>>) {
  return planEnvironment(PROJECT, "dev", configuration(change));
}

function problemsOf(change: Readonly<Record<string, unknown>>) {
  return thrownProblems(() => plan(change)).map(({ component, argument, message }) => [component, argument, message]);
}

describe("the network routes of an environment's services", () => {
  it("need a Network Load Balancer", () => {
    plan({ networkLoadBalancer: {}, services: { web, feed } });
    assert.deepEqual(problemsOf({ services: { web, feed } }), [
      ['service "feed"', "networkRoutes", "There is no Network Load Balancer to get connections from."],
    ]);
  });

  it("have a port each among all services", () => {
    assert.deepEqual(problemsOf({ networkLoadBalancer: {}, services: { web, feed, mail: feed } }), [
      [
        'load balancer "network"',
        'networkRoutes of "feed" and "mail"',
        'Port 7000 leads to "feed" and "mail": a port has one listener, and that one target.',
      ],
    ]);
  });

  it("end TLS with a certificate of the region, or the domain's", () => {
    const services = { web, feed: { ...feed, networkRoutes: [{ port: 7000, protocol: "TLS" }] } };
    const certificateArn = (region: string) => `arn:aws:acm:${region}:123456789012:certificate/1234abcd`;
    plan({ networkLoadBalancer: { certificateArn: certificateArn("eu-central-1") }, services });
    plan({ networkLoadBalancer: {}, loadBalancer: {}, domain: { name: "example.com" }, services });
    assert.deepEqual(problemsOf({ networkLoadBalancer: {}, services }), [
      ['service "feed"', "networkRoutes.protocol", "The load balancer has no certificate to end TLS with."],
    ]);
    assert.deepEqual(problemsOf({ networkLoadBalancer: { certificateArn: certificateArn("us-east-1") }, services }), [
      [
        'load balancer "network"',
        "certificateArn",
        "The certificate is in us-east-1, the load balancer in eu-central-1.",
      ],
    ]);
  });

  it("are open to services that are let in by name, or to everyone", () => {
    const services = { web: calling("feed"), feed };
    plan({ networkLoadBalancer: { allowFrom: ["web"] }, services });
    plan({ networkLoadBalancer: { internal: false }, services });
    assert.deepEqual(problemsOf({ networkLoadBalancer: {}, services }), [
      ['service "web"', "containers.web.serviceUrls.FEED", 'The Network Load Balancer does not let "web" in.'],
    ]);
    assert.deepEqual(problemsOf({ networkLoadBalancer: { allowFrom: ["wbe"] }, services: { web, feed } }), [
      ['load balancer "network"', "allowFrom[0]", "The environment has no such service. It has feed, web."],
    ]);
  });

  it("open the public subnets on their ports only if the load balancer faces the internet", () => {
    const portsOf = (networkLoadBalancer: object) => {
      const { settings, services } = plan({ networkLoadBalancer, services: { web, feed } });
      return publicPortsOf(settings, services);
    };
    assert.deepEqual(portsOf({ internal: false }), [7000]);
    assert.deepEqual(portsOf({}), []);
    const networkRoutes = (from: number) => ({
      ...feed,
      networkRoutes: Array.from({ length: 5 }, (_, index) => ({ port: from + index })),
    });
    const many = { a: networkRoutes(1), b: networkRoutes(11), c: networkRoutes(21) };
    assert.deepEqual(problemsOf({ networkLoadBalancer: { internal: false }, services: { web, ...many } }), [
      ['network "main"', "publicPorts", "The public subnets' ACL would have 23 rules, and holds 19."],
    ]);
  });

  it("open the ACLs to the senders of UDP, not of TCP, wherever the tasks are", () => {
    const game = (subnetTier?: string) => ({
      ...{ ...feed, ...(subnetTier && { subnetTier }) },
      networkRoutes: [{ port: 514, protocol: "UDP", healthCheck: { port: 8080 } }],
    });
    const routesOf = (networkLoadBalancer: object, services: object) => {
      const planned = plan({ networkLoadBalancer, environmentType: "dev", services });
      return {
        udp: udpRoutesOf(planned.settings, planned.services),
        tcp: publicPortsOf(planned.settings, planned.services),
      };
    };
    const route = { port: 514, containerPort: 7000 };
    assert.deepEqual(routesOf({ internal: false }, { web, feed, game: game() }), {
      udp: [{ from: "internet", ...route, tier: "private" }],
      tcp: [7000],
    });
    assert.deepEqual(routesOf({}, { web, game: game("public") }), {
      udp: [{ from: "vpc", ...route, tier: "public" }],
      tcp: [],
    });
  });

  it("may lead a task's datagrams back to itself, which is warned of", () => {
    const game = { ...feed, networkRoutes: [{ port: 514, protocol: "UDP", healthCheck: { port: 8080 } }] };
    const warned = (allowFrom: readonly string[], other: object) =>
      plan({ networkLoadBalancer: { allowFrom }, environmentType: "dev", services: { web, game: other } })
        .warnings.filter(({ argument }) => argument === "allowFrom")
        .map(({ component, value }) => [component, value]);
    assert.deepEqual(warned(["game", "web"], game), [['load balancer "network"', "game"]]);
    assert.deepEqual(warned(["web"], game), []);
    assert.deepEqual(warned(["game"], feed), []);
  });
});
