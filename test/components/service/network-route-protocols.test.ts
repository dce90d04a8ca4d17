import assert from "node:assert/strict";
import fc from "fast-check";
import type { NetworkRouteArgs } from "../../../components/service/network-route-args";
import { udpContainers } from "../../../components/service/network-route-plan";
import { checkCallers } from "../../../components/service/caller-plan";
import { plainService } from "../../../components/service/service-args";
import { checkService } from "../../../components/service/service-plan";

type Route = Omit<NetworkRouteArgs, "loadBalancer">;
type Args = Omit<Parameters<typeof plainService>[1], "containers">;

const udp: Route = { port: 514, protocol: "UDP", container: "logs", healthCheck: { port: 8080 } };

/** A service whose container `logs` listens on 5140, and `web` on 8080. */
function service(networkRoutes: readonly Route[], args: Args = {}) {
  const containers = {
    logs: { image: "example/logs:1", containerPort: 5140 },
    web: { image: "example/web:1", containerPort: 8080 },
  };
  return plainService("syslog", { ...args, containers, networkRoutes });
}

function problemsOf(networkRoutes: readonly Route[], args: Args = {}) {
  return checkService(service(networkRoutes, args)).map(({ argument, message }) => [argument, message]);
}

describe("a network route of UDP", () => {
  it("needs a port that answers health checks, which may be any of the task", () => {
    assert.deepEqual(problemsOf([udp]), []);
    assert.deepEqual(problemsOf([{ ...udp, healthCheck: { port: 5140 } }]), []);
    assert.deepEqual(problemsOf([{ ...udp, healthCheck: { path: "/health" } }]), [
      [
        "networkRoutes[0].healthCheck.port",
        "Nobody can ask over UDP whether a task is healthy: the load balancer asks over TCP or HTTP.",
      ],
    ]);
    assert.deepEqual(problemsOf([{ ...udp, healthCheck: { port: 0 } }]), [
      ["networkRoutes[0].healthCheck.port", "It is a whole number from 1 to 65535."],
    ]);
  });

  it("has a container's port for itself", () => {
    const twice = [
      "networkRoutes",
      'Container "logs" would listen on port 5140 by UDP and by TCP, and ECS takes each port once.',
    ];
    assert.deepEqual(problemsOf([udp, { ...udp, port: 515 }]), []);
    assert.deepEqual(problemsOf([udp, { port: 601, container: "logs" }]), [twice]);
    assert.deepEqual(problemsOf([udp], { route: { paths: ["/*"], container: "logs" } }), [twice]);
    assert.deepEqual(problemsOf([udp], { serviceConnect: { endpoint: { container: "logs" } } }), [twice]);
    assert.deepEqual(problemsOf([udp], { route: { paths: ["/*"], container: "web" } }), []);
  });

  it("leaves its container without a TCP port that others could be let in to", () => {
    assert.deepEqual(checkCallers(service([udp]), { web: 8080 }), []);
    assert.deepEqual(
      checkCallers(service([udp]), { web: 5140 }).map(({ message }) => message),
      ["None of its containers listens there; they listen on 8080."],
    );
    assert.deepEqual([...udpContainers(service([udp]))], ["logs"]);
    assert.deepEqual([...udpContainers(service([{ port: 601, container: "logs" }]))], []);
  });

  it("is forgotten after 120 seconds, whatever is wanted", () => {
    assert.deepEqual(problemsOf([{ ...udp, idleTimeoutSeconds: 300 }]), [
      ["networkRoutes[0].idleTimeoutSeconds", "UDP has 120 seconds, and that can't be changed."],
    ]);
  });
});

describe("a network route of TCP or TLS", () => {
  const tcp: Route = { port: 601, container: "logs" };

  it("has a time-out of its own with TCP alone", () => {
    for (const idleTimeoutSeconds of [60, 6000]) assert.deepEqual(problemsOf([{ ...tcp, idleTimeoutSeconds }]), []);
    for (const idleTimeoutSeconds of [59, 6001, 60.5]) {
      assert.deepEqual(problemsOf([{ ...tcp, idleTimeoutSeconds }]), [
        ["networkRoutes[0].idleTimeoutSeconds", "It is a whole number from 60 to 6000."],
      ]);
    }
    assert.deepEqual(problemsOf([{ ...tcp, protocol: "TLS", idleTimeoutSeconds: 300 }]), [
      ["networkRoutes[0].idleTimeoutSeconds", "TLS has 350 seconds, and that can't be changed."],
    ]);
  });

  it("can keep clients with one task, but not where it ends TLS", () => {
    assert.deepEqual(
      problemsOf([
        { ...tcp, stickiness: true },
        { ...udp, container: "web", stickiness: true },
      ]),
      [],
    );
    assert.deepEqual(problemsOf([{ ...tcp, protocol: "TLS", stickiness: true }]), [
      ["networkRoutes[0].stickiness", "A listener that ends TLS knows no sticky sessions."],
    ]);
  });
});

describe("the network routes of a service without problems", () => {
  it("lead to each container by one protocol, of which UDP has a port for health checks", () => {
    const route = fc.record<Route>(
      {
        port: fc.integer({ min: 1, max: 65_535 }),
        protocol: fc.constantFrom("TCP", "TLS", "UDP"),
        container: fc.constantFrom("logs", "web"),
        healthCheck: fc.record({ port: fc.integer({ min: 1, max: 65_535 }) }, { requiredKeys: [] }),
        stickiness: fc.boolean(),
      },
      { requiredKeys: ["port", "container"] },
    );
    fc.assert(
      fc.property(fc.array(route, { maxLength: 4 }), (routes) => {
        if (problemsOf(routes).length > 0) return;
        for (const container of ["logs", "web"]) {
          const own = routes.filter((each) => each.container === container);
          assert.ok(new Set(own.map(({ protocol }) => protocol === "UDP")).size <= 1);
        }
        for (const each of routes.filter(({ protocol }) => protocol === "UDP")) assert.ok(each.healthCheck?.port);
      }),
    );
  });
});
