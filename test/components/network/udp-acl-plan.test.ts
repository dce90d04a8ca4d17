import assert from "node:assert/strict";
import fc from "fast-check";
import type { AclRule } from "../../../components/network/acl-family";
import { checkOpenedPorts, tierRules } from "../../../components/network/network-acl-plan";
import { SUBNET_TIERS, tierCidr, type SubnetTier } from "../../../components/network/subnet-plan";
import type { UdpRoute } from "../../../components/network/udp-acl-plan";
import { Ipv4Cidr } from "../../../model/ipv4-cidr";

const VPC = "10.0.0.0/16";
const CLIENT = addressIn("93.184.216.0/24");

function addressIn(cidr: string): number {
  const range = Ipv4Cidr.parse(cidr);
  return typeof range === "string" ? assert.fail(range) : range.first + 7;
}

/** What AWS does with a UDP packet: the first matching rule decides, and without one it is dropped. */
function passes(rules: readonly AclRule[], address: number, port: number): boolean {
  const first = [...rules]
    .sort((a, b) => a.ruleNo - b.ruleNo)
    .find(({ protocol, cidrBlock, fromPort, toPort }) => {
      const range = Ipv4Cidr.parse(cidrBlock ?? "");
      assert.ok(typeof range !== "string");
      const isInRange = address >= range.first && address <= range.last;
      return isInRange && (protocol === "-1" || (protocol === "17" && port >= fromPort && port <= toPort));
    });
  return first?.action === "allow";
}

const game: UdpRoute = { from: "internet", port: 500, containerPort: 7777, tier: "private" };
const udpOf = (tier: SubnetTier, udpRoutes: readonly UdpRoute[]) => {
  const { ingress, egress } = tierRules(VPC, tier, { udpRoutes });
  const lines = (rules: readonly AclRule[]) =>
    rules
      .filter(({ protocol }) => protocol === "17")
      .map(({ ruleNo, cidrBlock, fromPort, toPort }) => `${ruleNo} ${cidrBlock} ${fromPort}-${toPort}`);
  return { ingress: lines(ingress), egress: lines(egress) };
};

const port = fc.integer({ min: 1, max: 65_535 });
const route = fc.record<UdpRoute>({
  from: fc.constantFrom("internet", "vpc"),
  port,
  containerPort: port,
  tier: fc.constantFrom("private", "public"),
});

describe("the ACLs of a network with a load balancer for UDP", () => {
  it("let the clients' own addresses into the tasks' subnets, on the tasks' ports, and the answers out", () => {
    const [publicTier, privateTier] = [tierCidr(VPC, "public"), tierCidr(VPC, "private")];
    const inside = [`1500 ${publicTier} 1-65535`, `2500 ${privateTier} 1-65535`];
    assert.deepEqual(udpOf("public", [game]), {
      ingress: [...inside, "8166 0.0.0.0/0 500-500"],
      egress: [...inside, "5500 0.0.0.0/0 1024-65535"],
    });
    assert.deepEqual(udpOf("private", [game]), {
      ingress: [...inside, "10592 0.0.0.0/0 7777-7777"],
      egress: [...inside, "5500 0.0.0.0/0 1024-65535"],
    });
    assert.deepEqual(udpOf("isolated", [game]), { ingress: [], egress: [] });
  });

  it("let the internet's UDP in nowhere else, if the load balancer is internal", () => {
    const rules = udpOf("private", [{ ...game, from: "vpc" }]);
    assert.deepEqual(rules.ingress, rules.egress);
    assert.deepEqual(rules.ingress.length, 2);
  });

  it("are as they were without such routes", () => {
    for (const tier of SUBNET_TIERS) assert.deepEqual(tierRules(VPC, tier, { udpRoutes: [] }), tierRules(VPC, tier));
  });

  it("let a datagram through the load balancer to every task of every route, and its answer back", () => {
    fc.assert(
      fc.property(fc.array(route, { minLength: 1, maxLength: 6 }), port, (routes, source) => {
        const rules = (tier: SubnetTier) => tierRules(VPC, tier, { udpRoutes: routes });
        for (const { from, port: listener, containerPort, tier } of routes) {
          const task = addressIn(tierCidr(VPC, tier));
          const entry = from === "internet" ? "public" : "private";
          const client = from === "internet" ? CLIENT : addressIn(tierCidr(VPC, "private"));
          assert.ok(passes(rules(entry).ingress, client, listener), "to the load balancer");
          assert.ok(passes(rules(entry).egress, task, containerPort), "on to the task");
          assert.ok(passes(rules(tier).ingress, client, containerPort), "with the client's address");
          if (from === "internet" && source < 1024) continue;
          assert.ok(passes(rules(tier).egress, client, source), "the answer");
          assert.ok(passes(rules(entry).egress, client, source), "the load balancer's answer");
        }
      }),
    );
  });

  it("are open to the internet on the ports of routes alone, give or take a neighbour", () => {
    fc.assert(
      fc.property(fc.array(route, { maxLength: 6 }), port, (routes, other) => {
        const near = routes.some((each) => [each.port, each.containerPort].some((used) => Math.abs(used - other) < 3));
        if (near) return;
        for (const tier of SUBNET_TIERS) {
          assert.ok(!passes(tierRules(VPC, tier, { udpRoutes: routes }).ingress, CLIENT, other), `${tier} ${other}`);
        }
      }),
    );
  });

  it("give each rule a number of its own, which no other port changes", () => {
    fc.assert(
      fc.property(fc.array(route, { maxLength: 6 }), (routes) => {
        for (const tier of SUBNET_TIERS) {
          for (const rules of Object.values(tierRules(VPC, tier, { udpRoutes: routes })) as AclRule[][]) {
            assert.equal(new Set(rules.map(({ ruleNo }) => ruleNo)).size, rules.length);
            assert.ok(rules.every(({ ruleNo }) => ruleNo >= 1 && ruleNo <= 32_766));
          }
        }
      }),
    );
    const neighbours = udpOf("private", [game, { ...game, containerPort: 7778 }, { ...game, containerPort: 9 }]);
    assert.deepEqual(neighbours.ingress.slice(2), ["8003 0.0.0.0/0 9-9", "10592 0.0.0.0/0 7777-7778"]);
  });

  it("have room for so many ports, and ports there are", () => {
    const problems = (udpRoutes: readonly UdpRoute[]) =>
      checkOpenedPorts("network", VPC, { udpRoutes }).map(({ argument, message }) => [argument, message]);
    const many = (count: number) => Array.from({ length: count }, (_, index) => ({ ...game, port: 1 + index * 3 }));
    assert.deepEqual(problems(many(9)), []);
    assert.deepEqual(problems(many(10)), [["udpRoutes", "The public subnets' ACL would have 20 rules, and holds 19."]]);
    assert.deepEqual(problems([{ ...game, port: 0, containerPort: 70_000 }]), [
      ["udpRoutes[0].port", "It is a whole number from 1 to 65535."],
      ["udpRoutes[0].containerPort", "It is a whole number from 1 to 65535."],
    ]);
  });
});
