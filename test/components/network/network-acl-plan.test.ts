import assert from "node:assert/strict";
import fc from "fast-check";
import {
  checkOpenedPorts,
  EPHEMERAL,
  FLOWS,
  tierIpv6Rules,
  tierRules,
  type Flow,
  type Peer,
} from "../../../components/network/network-acl-plan";
import type { AclRule } from "../../../components/network/acl-family";
import { SUBNET_TIERS, tierCidr, type SubnetTier } from "../../../components/network/subnet-plan";
import { Ipv4Cidr } from "../../../model/ipv4-cidr";
import { vpcCidrs } from "../../support/vpc-cidrs";

const VPC = "10.0.0.0/16";
/** EC2.21 of Security Hub wants it closed to everyone. */
const REMOTE_DESKTOP = 3389;

function range(text: string): Ipv4Cidr {
  const parsed = Ipv4Cidr.parse(text);
  return typeof parsed === "string" ? assert.fail(parsed) : parsed;
}

/** What AWS does with a TCP packet: the first matching rule decides, and without one it is dropped. */
function passes(rules: readonly AclRule[], address: number, port: number): boolean {
  const inOrder = [...rules].sort((a, b) => a.ruleNo - b.ruleNo);
  const first = inOrder.find(({ protocol, cidrBlock, fromPort, toPort }) => {
    const { first, last } = range(cidrBlock ?? "");
    const isInRange = address >= first && address <= last;
    return isInRange && (protocol === "-1" || (protocol === "6" && port >= fromPort && port <= toPort));
  });
  return first?.action === "allow";
}

interface Packet {
  readonly from: Peer;
  readonly to: Peer;
  readonly source: number;
  readonly destination: number;
  readonly port: number;
}

/** Whether a packet gets out of the one tier and into the other. Nothing filters outside of the VPC. */
function travels(vpc: string, { from, to, source, destination, port }: Packet): boolean {
  const leaves = from === "internet" || passes(tierRules(vpc, from).egress, destination, port);
  const arrives = to === "internet" || passes(tierRules(vpc, to).ingress, source, port);
  return leaves && arrives;
}

function isPossible(vpc: string, from: Peer, to: Peer, port: number, [source, destination]: [number, number]): boolean {
  return travels(vpc, { from, to, source, destination, port });
}

/** Some address of the peer; `share` says which, from 0 to 1. */
function addressOf(vpc: string, peer: Peer, share: number): number {
  if (peer === "internet") return range("93.184.216.0/24").first + Math.floor(share * 255);
  const { first, size } = range(tierCidr(vpc, peer));
  return first + Math.floor(share * (size - 1));
}

const share = fc.double({ min: 0, max: 1, noNaN: true });
const pairs = ([...SUBNET_TIERS, "internet"] as const).flatMap((from) =>
  ([...SUBNET_TIERS, "internet"] as const).map((to) => ({ from, to })),
);

/** As one line per rule. */
function lines(rules: readonly AclRule[]): string[] {
  return rules.map(
    ({ ruleNo, action, protocol, cidrBlock, fromPort, toPort, icmpType, icmpCode }) =>
      `${ruleNo} ${action} ${protocol} ${cidrBlock} ${protocol === "1" ? `${icmpType}/${icmpCode}` : `${fromPort}-${toPort}`}`,
  );
}

describe("the plan of network ACLs", () => {
  it("opens public subnets to the internet for HTTP, HTTPS and answers, and closes the way to isolated ones", () => {
    const { ingress, egress } = tierRules(VPC, "public");
    const tiers = [
      "1000 allow 6 10.0.0.0/18 1-65535",
      "2000 allow 6 10.0.64.0/18 1-65535",
      "4000 deny -1 10.0.0.0/16 0-0",
    ];
    assert.deepEqual(lines(ingress), [
      "100 allow 1 0.0.0.0/0 3/4",
      ...tiers,
      "5000 allow 6 0.0.0.0/0 80-80",
      "5010 allow 6 0.0.0.0/0 443-443",
      "5020 allow 6 0.0.0.0/0 1024-3388",
      "5030 allow 6 0.0.0.0/0 3390-65535",
    ]);
    assert.deepEqual(lines(egress), [
      "100 allow 1 0.0.0.0/0 3/4",
      ...tiers,
      "5000 allow 6 0.0.0.0/0 443-443",
      "5010 allow 6 0.0.0.0/0 1024-65535",
    ]);
  });

  it("lets private subnets connect to the VPC and, over HTTPS, to the internet, whose answers come back", () => {
    const { ingress, egress } = tierRules(VPC, "private");
    const publicAndPrivate = ["1000 allow 6 10.0.0.0/18 1-65535", "2000 allow 6 10.0.64.0/18 1-65535"];
    assert.deepEqual(lines(ingress), [
      "100 allow 1 0.0.0.0/0 3/4",
      ...publicAndPrivate,
      "3000 allow 6 10.0.128.0/18 1024-65535",
      "4000 deny -1 10.0.0.0/16 0-0",
      "5000 allow 6 0.0.0.0/0 1024-3388",
      "5010 allow 6 0.0.0.0/0 3390-65535",
    ]);
    assert.deepEqual(lines(egress), [
      "100 allow 1 0.0.0.0/0 3/4",
      ...publicAndPrivate,
      "3000 allow 6 10.0.128.0/18 1-65535",
      "4000 deny -1 10.0.0.0/16 0-0",
      "5000 allow 6 0.0.0.0/0 443-443",
    ]);
  });

  it("lets nobody but private subnets connect to isolated ones, which answer, and reach S3 by its public addresses", () => {
    const { ingress, egress } = tierRules(VPC, "isolated");
    assert.deepEqual(lines(ingress), [
      "100 allow 1 0.0.0.0/0 3/4",
      "2000 allow 6 10.0.64.0/18 1-65535",
      "3000 allow 6 10.0.128.0/18 1-65535",
      "4000 deny -1 10.0.0.0/16 0-0",
      "5000 allow 6 0.0.0.0/0 1024-3388",
      "5010 allow 6 0.0.0.0/0 3390-65535",
    ]);
    assert.deepEqual(lines(egress), [
      "100 allow 1 0.0.0.0/0 3/4",
      "2000 allow 6 10.0.64.0/18 1024-65535",
      "3000 allow 6 10.0.128.0/18 1-65535",
      "4000 deny -1 10.0.0.0/16 0-0",
      "5000 allow 6 0.0.0.0/0 443-443",
    ]);
  });

  it("lets every declared connection through, with its answers, between any two addresses of any VPC", () => {
    const request = fc.constantFrom(...FLOWS).chain((flow: Flow) =>
      fc.tuple(
        fc.constant(flow),
        fc.constantFrom(...flow.ports).chain(({ lowest, highest }) => fc.integer({ min: lowest, max: highest })),
        fc.oneof(
          fc.integer({ min: EPHEMERAL.lowest, max: EPHEMERAL.highest }),
          fc.integer({ min: REMOTE_DESKTOP - 1, max: REMOTE_DESKTOP + 1 }),
        ),
      ),
    );
    fc.assert(
      fc.property(vpcCidrs, request, share, share, (vpc, [{ from, to }, port, clientPort], one, other) => {
        const [client, server] = [addressOf(vpc, from, one), addressOf(vpc, to, other)];
        assert.ok(isPossible(vpc, from, to, port, [client, server]));
        const isSwallowed = to === "internet" && clientPort === REMOTE_DESKTOP;
        assert.equal(isPossible(vpc, to, from, clientPort, [server, client]), !isSwallowed);
      }),
    );
  });

  it("lets no other connection through to a port below those of answers, and none at all inside the VPC", () => {
    const isDeclared = (from: Peer, to: Peer, port: number) =>
      FLOWS.some(
        (flow) =>
          flow.from === from &&
          flow.to === to &&
          flow.ports.some(({ lowest, highest }) => port >= lowest && port <= highest),
      );
    const isAnswer = (from: Peer, to: Peer, port: number) =>
      port >= EPHEMERAL.lowest &&
      (from !== "internet" || port !== REMOTE_DESKTOP) &&
      FLOWS.some((flow) => flow.from === to && flow.to === from);
    fc.assert(
      fc.property(
        vpcCidrs,
        fc.constantFrom(...pairs.filter(({ from, to }) => from !== "internet" || to !== "internet")),
        fc.oneof(
          fc.integer({ min: 1, max: 1200 }),
          fc.integer({ min: 1, max: 65535 }),
          fc.integer({ min: REMOTE_DESKTOP - 1, max: REMOTE_DESKTOP + 1 }),
        ),
        share,
        share,
        (vpc, { from, to }, port, one, other) => {
          const possible = isPossible(vpc, from, to, port, [addressOf(vpc, from, one), addressOf(vpc, to, other)]);
          assert.equal(possible, isDeclared(from, to, port) || isAnswer(from, to, port));
        },
      ),
    );
  });

  it("lets a private task through a NAT gateway to the internet, and the answers back", () => {
    const [task, nat, server] = [
      addressOf(VPC, "private", 0.5),
      addressOf(VPC, "public", 0.5),
      addressOf(VPC, "internet", 0.5),
    ];
    const rules = (tier: SubnetTier) => tierRules(VPC, tier);
    assert.ok(passes(rules("private").egress, server, 443));
    assert.ok(passes(rules("public").ingress, task, 443));
    assert.ok(passes(rules("public").egress, server, 443));
    // The gateway opens its own connection, from a port of its own.
    assert.ok(passes(rules("public").ingress, server, 1024));
    assert.ok(passes(rules("public").egress, task, 60999));
    assert.ok(passes(rules("private").ingress, server, 60999));
    assert.ok(!passes(rules("public").ingress, server, 22));
    assert.ok(!passes(rules("private").egress, server, 25));
    assert.ok(passes(rules("private").ingress, nat, 8080));
  });

  it("opens public subnets on the ports of load balancers, which no other port renumbers", () => {
    const opened = (...ports: number[]) => lines(tierRules(VPC, "public", { publicPorts: ports }).ingress).slice(8);
    // Those from 1024 on are open for answers anyway, but that of remote desktops.
    assert.deepEqual(opened(80, 443, 1024, 7000, 65_535), []);
    assert.deepEqual(opened(REMOTE_DESKTOP), ["9389 allow 6 0.0.0.0/0 3389-3389"]);
    assert.deepEqual(opened(993, 25, 25), ["6025 allow 6 0.0.0.0/0 25-25", "6993 allow 6 0.0.0.0/0 993-993"]);
    assert.deepEqual(opened(25), ["6025 allow 6 0.0.0.0/0 25-25"]);
    for (const tier of ["private", "isolated"] as const) {
      assert.deepEqual(tierRules(VPC, tier, { publicPorts: [25] }), tierRules(VPC, tier));
    }
    assert.deepEqual(tierRules(VPC, "public", { publicPorts: [25] }).egress, tierRules(VPC, "public").egress);
    const client = addressOf(VPC, "internet", 0.5);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 65_535 }), (port) => {
        assert.ok(passes(tierRules(VPC, "public", { publicPorts: [port] }).ingress, client, port));
      }),
    );
  });

  it("has room for 11 such ports, and ports there are", () => {
    const problems = (ports: number[]) =>
      checkOpenedPorts("network", VPC, { publicPorts: ports }).map(({ argument, message }) => [argument, message]);
    const below1024 = Array.from({ length: 12 }, (_, index) => index + 1);
    assert.deepEqual(problems(below1024.slice(1)), []);
    assert.deepEqual(problems(below1024), [
      ["publicPorts", "The public subnets' ACL would have 20 rules, and holds 19."],
    ]);
    assert.deepEqual(problems([25, 0]), [["publicPorts[1]", "It is a whole number from 1 to 65535."]]);
  });

  it("is the same for IPv6, with numbers of its own, the VPC's and the tiers' IPv6 addresses, and ICMPv6", () => {
    const addresses: Readonly<Record<string, string>> = {
      "0.0.0.0/0": "::/0",
      "10.0.0.0/16": "2001:db8:0:ab00::/56",
      "10.0.0.0/18": "2001:db8:0:ab00::/62",
      "10.0.64.0/18": "2001:db8:0:ab04::/62",
      "10.0.128.0/18": "2001:db8:0:ab08::/62",
    };
    const inIpv6 = ({ ruleNo, cidrBlock, ...rule }: AclRule): AclRule => ({
      ...rule,
      ruleNo: ruleNo + 10_000,
      ipv6CidrBlock: addresses[cidrBlock ?? ""] ?? "",
      ...(rule.protocol === "1" && { protocol: "58", icmpType: 2, icmpCode: 0 }),
    });
    for (const tier of SUBNET_TIERS) {
      const { ingress, egress } = tierRules(VPC, tier);
      assert.deepEqual(tierIpv6Rules("2001:db8:0:ab00::/56", tier), {
        ingress: ingress.map(inIpv6),
        egress: egress.map(inIpv6),
      });
    }
    assert.throws(() => tierIpv6Rules("", "public"), /The VPC's IPv6 addresses are ""/);
  });

  it("stays within the 19 rules of a direction, each with a number of its own", () => {
    for (const tier of SUBNET_TIERS) {
      for (const rules of Object.values(tierRules(VPC, tier)) as AclRule[][]) {
        assert.ok(rules.length <= 19);
        assert.equal(new Set(rules.map(({ ruleNo }) => ruleNo)).size, rules.length);
      }
    }
  });
});
