import assert from "node:assert/strict";
import {
  checkNetworkCallers,
  checkNetworkLoadBalancer,
  type NetworkRoute,
} from "../../../components/load-balancer/network-route-plan";

const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd";

function problemsOf(routes: readonly NetworkRoute[], args: { certificateArn?: string } = {}) {
  return checkNetworkLoadBalancer("network", args, routes).map(({ argument, message }) => [argument, message]);
}

describe("the ports of a Network Load Balancer", () => {
  const route = (name: string, port: number, protocol: NetworkRoute["protocol"] = "TCP") => ({ name, port, protocol });

  it("lead to one service each, and conflicts name both", () => {
    assert.deepEqual(problemsOf([route("feed", 7000), route("mail", 25)]), []);
    assert.deepEqual(problemsOf([route("feed", 7000), route("mail", 7000)]), [
      [
        'networkRoutes of "feed" and "mail"',
        'Port 7000 leads to "feed" and "mail": a port has one listener, and that one target.',
      ],
    ]);
  });

  it("are ports, and end TLS only with a certificate", () => {
    assert.deepEqual(problemsOf([route("feed", 0), route("mail", 65_536)]), [
      ["networkRoutes.port", "It is a whole number from 1 to 65535."],
      ["networkRoutes.port", "It is a whole number from 1 to 65535."],
    ]);
    assert.deepEqual(problemsOf([route("feed", 7000, "TLS")]), [
      ["networkRoutes.protocol", "The load balancer has no certificate to end TLS with."],
    ]);
    assert.deepEqual(problemsOf([route("feed", 7000, "TLS")], { certificateArn }), []);
  });

  it("need no more rules outwards than a security group has, those of health checks included", () => {
    const route = (port: number, healthCheckPort?: number): NetworkRoute => ({
      ...{ name: "feed", port, protocol: "TCP" },
      ...(healthCheckPort !== undefined && { healthCheckPort }),
    });
    const routes = (count: number, ofThemChecked: number) =>
      Array.from({ length: count }, (_, index) => route(1 + index, index < ofThemChecked ? 9000 + index : undefined));
    assert.deepEqual(problemsOf(routes(40, 20)), []);
    assert.deepEqual(problemsOf(routes(40, 21)), [
      [
        "networkRoutes",
        "With health checks on ports of their own they need 61 rules outwards, and the security group holds 60.",
      ],
    ]);
  });

  it("are at most 50", () => {
    const routes = Array.from({ length: 51 }, (_, index) => route("feed", 7000 + index));
    assert.deepEqual(problemsOf(routes.slice(1)), []);
    assert.deepEqual(problemsOf(routes), [["networkRoutes", "A Network Load Balancer has at most 50 listeners."]]);
  });

  it("are opened to callers of an internal one, as far as its security group has rules", () => {
    const problems = (internal: boolean, callers: number, listeners: number) =>
      checkNetworkCallers("network", internal, Array.from({ length: callers }, String), listeners).map(
        ({ message }) => message,
      );
    assert.deepEqual(problems(true, 20, 3), []);
    assert.deepEqual(problems(true, 21, 3), [
      "Each caller needs a rule per listener (3), and its security group holds 60.",
    ]);
    assert.deepEqual(problems(false, 0, 3), []);
    assert.deepEqual(problems(false, 1, 3), [
      "It faces the internet, so everyone reaches it already; only an internal one lets callers in by name.",
    ]);
  });
});
