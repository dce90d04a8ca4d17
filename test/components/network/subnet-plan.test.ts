import assert from "node:assert/strict";
import fc from "fast-check";
import { checkSubnets, planSubnets, SUBNET_TIERS, tierCidr } from "../../../components/network/subnet-plan";
import { Ipv4Cidr } from "../../../model/ipv4-cidr";
import { ZONE_SUFFIXES, type ZoneSuffix } from "../../../model/regions";
import { vpcCidrs } from "../../support/vpc-cidrs";

function cidr(text: string): Ipv4Cidr {
  const parsed = Ipv4Cidr.parse(text);
  if (typeof parsed === "string") throw new Error(parsed);
  return parsed;
}

function planned(args: { cidr: string; zones: readonly ZoneSuffix[] }) {
  assert.deepEqual(checkSubnets("network", args), []);
  return new Map(planSubnets(args).map((subnet) => [`${subnet.tier}-${subnet.zone}`, subnet.cidr]));
}

/** Zones that don't share a slot. */
const zones = fc.uniqueArray(fc.constantFrom(...ZONE_SUFFIXES), {
  minLength: 2,
  maxLength: 4,
  selector: (zone) => ZONE_SUFFIXES.indexOf(zone) % 4,
});

describe("the plan of subnets", () => {
  it("gives each tier and zone its own slot", () => {
    assert.deepEqual(Object.fromEntries(planned({ cidr: "10.10.0.0/16", zones: ["a", "b"] })), {
      "public-a": "10.10.0.0/20",
      "public-b": "10.10.16.0/20",
      "private-a": "10.10.64.0/20",
      "private-b": "10.10.80.0/20",
      "isolated-a": "10.10.128.0/20",
      "isolated-b": "10.10.144.0/20",
    });
  });

  it("gives a tier the same slots whichever others there are, and refuses to do without public or private ones", () => {
    const args = { cidr: "10.10.0.0/16", zones: ["a", "b"] } as const;
    const all = planSubnets(args);
    const tiers = ["private", "public"] as const;
    assert.deepEqual(
      planSubnets({ ...args, tiers }),
      all.filter(({ tier }) => tier !== "isolated"),
    );
    const problems = (...given: (typeof SUBNET_TIERS)[number][]) =>
      checkSubnets("network", { ...args, tiers: given }).map(({ argument, message }) => [argument, message]);
    assert.deepEqual(problems(...tiers), []);
    assert.deepEqual(problems("isolated"), [["tiers", "Load balancers and tasks need public and private subnets."]]);
    assert.deepEqual(problems("public", "isolated"), [["tiers", "Load balancers and tasks need private subnets."]]);
    assert.deepEqual(problems(...tiers, "public"), [["tiers", "A tier is named twice."]]);
  });

  it("has all subnets of a tier in one range, and those of other tiers outside of it", () => {
    fc.assert(
      fc.property(vpcCidrs, zones, (vpc, zones) => {
        for (const { tier, cidr: subnet } of planSubnets({ cidr: vpc, zones })) {
          for (const other of SUBNET_TIERS) {
            assert.equal(cidr(tierCidr(vpc, other)).overlaps(cidr(subnet)), other === tier);
          }
        }
      }),
    );
    assert.throws(() => tierCidr("10.0.0.0", "public"), /10\.0\.0\.0: /);
  });

  it("keeps all subnets inside the VPC, apart from each other, and large enough for a load balancer", () => {
    fc.assert(
      fc.property(vpcCidrs, zones, (vpc, zones) => {
        const ranges = [...planned({ cidr: vpc, zones }).values()].map(cidr);
        ranges.forEach((range, index) => {
          assert.ok(cidr(vpc).contains(range));
          assert.ok(range.prefixLength <= 27);
          for (const other of ranges.slice(0, index)) assert.ok(!range.overlaps(other));
        });
      }),
    );
  });

  it("moves no subnet when a zone is added, removed, or listed elsewhere", () => {
    fc.assert(
      fc.property(vpcCidrs, zones, (vpc, all) => {
        const before = planned({ cidr: vpc, zones: all });
        const after = planned({ cidr: vpc, zones: [...all].reverse() });
        assert.deepEqual(after, before);
        if (all.length < 3) return;
        for (const [name, range] of planned({ cidr: vpc, zones: all.slice(1) })) assert.equal(range, before.get(name));
      }),
    );
  });

  const refused: readonly (readonly [string, readonly ZoneSuffix[], string, string])[] = [
    ["10.0.0.0/15", ["a", "b"], "cidr", "It is too wide: a VPC has at most 65,536 addresses (/16)."],
    [
      "10.0.0.0/24",
      ["a", "b"],
      "cidr",
      "It is too small: 16 subnets (4 tiers in 4 zones) that a load balancer accepts (/27) need a /23 or wider.",
    ],
    ["10.0.0.1/16", ["a", "b"], "cidr", "It has bits set behind the prefix; the range is written 10.0.0.0/16."],
    [
      "169.254.0.0/16",
      ["a", "b"],
      "cidr",
      "169.254.0.0/16 can't be used: it is link-local: the metadata service, DNS and time servers answer there.",
    ],
    ["10.0.0.0/16", ["a"], "zones", "A load balancer needs subnets in at least two Availability Zones."],
    ["10.0.0.0/16", ["a", "a"], "zones[1]", "The zone is named twice."],
    [
      "10.0.0.0/16",
      ["a", "b", "e"],
      "zones[2]",
      'Zones "a" and "e" would use the same addresses: of a and e, and of b and f, one can be used.',
    ],
  ];
  for (const [range, zones, argument, message] of refused) {
    it(`refuses ${range} in zones ${zones.join(", ")}`, () => {
      const problems = checkSubnets("network", { cidr: range, zones });
      assert.deepEqual(
        problems.map((problem) => [problem.argument, problem.message]),
        [[argument, message]],
      );
    });
  }

  it("refuses addresses that another network has", () => {
    const problemsOf = (cidr: string, reservedCidrs: string[]) =>
      checkSubnets("network", { cidr, zones: ["a", "b"], reservedCidrs }).map(({ argument, message }) => [
        argument,
        message,
      ]);
    assert.deepEqual(problemsOf("10.1.0.0/16", ["10.0.0.0/16", "10.2.0.0/15"]), []);
    assert.deepEqual(problemsOf("10.1.0.0/16", ["10.2.0.0/16", "10.1.255.0/24"]), [
      ["cidr", "It overlaps 10.1.255.0/24, which is reserved for another network."],
    ]);
    assert.deepEqual(problemsOf("10.1.0.0/16", ["10.2.0.1/16"]), [
      ["reservedCidrs[0]", "It has bits set behind the prefix; the range is written 10.2.0.0/16."],
    ]);
  });

  it("reports a wrong range and wrong zones together", () => {
    const problems = checkSubnets("network", { cidr: "10.0.0.0/28", zones: ["f"] });
    assert.deepEqual(
      problems.map((problem) => problem.argument),
      ["cidr", "zones"],
    );
  });
});
