import assert from "node:assert/strict";
import fc from "fast-check";
import { planEnvironment } from "../../../stacks/plan";
import { networkRecordNames, privateNetworkName } from "../../../stacks/plan/dns-names";
import { publicHosts } from "../../../stacks/plan/domain";
import { recordNames } from "../../../components/domain/domain-plan";
import { ProblemsError } from "../../../model/problem";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";

const { web } = SETTINGS.services;
const domain = { name: "example.com" };
const feed = (route: object) => ({
  containers: { feed: { image: "example/feed:1", containerPort: 7000 } },
  networkRoutes: [{ port: 7000, ...route }],
});

/** An environment with a domain, a public load balancer, and a Network Load Balancer that faces the internet. */
function settings(change: Readonly<Record<string, unknown>>) {
  return configuration({ domain, loadBalancer: {}, networkLoadBalancer: { internal: false }, ...change });
}

function plan(change: Readonly<Record<string, unknown>>) {
  return planEnvironment(PROJECT, "dev", settings(change));
}

function problemsOf(change: Readonly<Record<string, unknown>>) {
  return thrownProblems(() => plan(change)).map(({ component, argument, message }) => [component, argument, message]);
}

describe("the names of a Network Load Balancer", () => {
  it("are the hosts of its routes, once, if it faces the internet", () => {
    const services = {
      web,
      feed: feed({ hosts: ["Feed.example.com"] }),
      mail: feed({ port: 25, hosts: ["feed.example.com"] }),
    };
    const { settings } = plan({ services });
    assert.deepEqual(networkRecordNames(settings), ["feed.example.com"]);
    assert.equal(privateNetworkName(settings), undefined);
  });

  it("are one inside the VPC if it is internal, and none without a domain", () => {
    const services = { web, feed: feed({}) };
    assert.equal(privateNetworkName(plan({ networkLoadBalancer: {}, services }).settings), "network.example.com");
    const without = plan({ domain: undefined, loadBalancer: SETTINGS.loadBalancer, networkLoadBalancer: {}, services });
    assert.equal(privateNetworkName(without.settings), undefined);
    assert.deepEqual(
      problemsOf({ networkLoadBalancer: {}, services: { web, feed: feed({ hosts: ["feed.example.com"] }) } }),
      [
        [
          'service "feed"',
          "networkRoutes[0].hosts",
          "The load balancer is internal: it is called network.example.com, inside the VPC only.",
        ],
      ],
    );
  });

  it("need a domain, and belong to it", () => {
    const services = { web, feed: feed({ hosts: ["feed.example.com"] }) };
    assert.deepEqual(problemsOf({ domain: undefined, loadBalancer: SETTINGS.loadBalancer, services }), [
      [
        'service "feed"',
        "networkRoutes[0].hosts",
        "Their records belong to the domain's hosted zone, and the environment has no domain.",
      ],
    ]);
    assert.deepEqual(problemsOf({ services: { web, feed: feed({ hosts: ["a.example.com", "feed.example.org"] }) } }), [
      [
        'service "feed"',
        "networkRoutes[0].hosts[1]",
        "It is not below example.com, so the environment can make no record for it.",
      ],
    ]);
  });

  it("are in the certificate where TLS ends with the domain's, and anything below it elsewhere", () => {
    const services = (protocol: string) => ({ web, feed: feed({ protocol, hosts: ["a.b.example.com"] }) });
    plan({ services: services("TCP") });
    const { certificateArn } = SETTINGS.loadBalancer;
    plan({ networkLoadBalancer: { internal: false, certificateArn }, services: services("TLS") });
    assert.deepEqual(
      problemsOf({ services: services("TLS") }).map(([, argument]) => argument),
      ["networkRoutes[0].hosts[0]"],
    );
  });

  it("lead to no other load balancer at the same time", () => {
    const shop = { ...web, route: { hosts: ["shop.example.com"] } };
    for (const host of ["example.com", "shop.example.com"]) {
      assert.deepEqual(problemsOf({ services: { web, shop, feed: feed({ hosts: [host] }) } }), [
        [
          'domain "main"',
          "hosts",
          'It would lead to load balancer "public" and to "network", and a name has one record.',
        ],
      ]);
    }
    plan({
      services: { web: { ...web, route: { hosts: ["*.example.com"] } }, feed: feed({ hosts: ["feed.example.com"] }) },
    });
  });

  it("are not hidden inside the VPC by another load balancer's private name", () => {
    for (const host of ["internal.example.com", "a.internal.example.com"]) {
      assert.deepEqual(problemsOf({ internalLoadBalancer: {}, services: { web, feed: feed({ hosts: [host] }) } }), [
        [
          'domain "main"',
          "hosts",
          'Inside the VPC it is hidden by internal.example.com, which leads to load balancer "private", not to "network".',
        ],
      ]);
    }
    const hidden = { ...web, route: { hosts: ["network.example.com"] } };
    assert.deepEqual(
      problemsOf({ networkLoadBalancer: {}, services: { web: hidden } }).map(([, argument]) => argument),
      ["hosts"],
    );
  });

  it("may be all that a domain is for", () => {
    plan({ loadBalancer: undefined, services: { feed: feed({ hosts: ["example.com"] }) } });
  });

  it("are missed by a warning where clients could find none that the certificate is good for", () => {
    const warned = (change: Readonly<Record<string, unknown>>) =>
      plan({ environmentType: "dev", ...change })
        .warnings.filter(({ argument }) => argument.endsWith("hosts"))
        .map(({ component, argument }) => [component, argument]);
    const services = (route: object) => ({ web, feed: feed(route) });
    assert.deepEqual(warned({ services: services({ protocol: "TLS" }) }), [
      ['service "feed"', "networkRoutes[0].hosts"],
    ]);
    assert.deepEqual(warned({ services: services({ protocol: "TLS", hosts: ["feed.example.com"] }) }), []);
    assert.deepEqual(warned({ services: services({}) }), []);
    assert.deepEqual(warned({ networkLoadBalancer: {}, services: services({ protocol: "TLS" }) }), []);
  });

  it("are never those of the public load balancer, whatever the hosts are", () => {
    const host = fc
      .tuple(
        fc.constantFrom("", "feed.", "shop.", "*.", "internal.", "a.b.", "NETWORK."),
        fc.constantFrom("example.com", "example.org"),
      )
      .map(([label, rest]) => `${label}${rest}`);
    fc.assert(
      fc.property(fc.array(host, { minLength: 1 }), fc.array(host, { minLength: 1 }), (ours, theirs) => {
        const services = { web: { ...web, route: { hosts: theirs } }, feed: feed({ hosts: ours }) };
        try {
          const { settings } = plan({ internalLoadBalancer: {}, services });
          const others = recordNames(domain.name, publicHosts(settings.services));
          for (const name of networkRecordNames(settings)) {
            assert.ok(!others.includes(name) && !name.endsWith("internal.example.com"), name);
          }
        } catch (error) {
          if (!(error instanceof ProblemsError)) throw error;
        }
      }),
    );
  });
});
