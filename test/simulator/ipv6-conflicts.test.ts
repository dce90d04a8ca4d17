import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import { assertRefused } from "./account";
import { itRefuses, Scene, type Conflict } from "./scene";

const VPC = "aws:ec2/vpc:Vpc";
const SUBNET = "aws:ec2/subnet:Subnet";
const EGRESS_ONLY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";

const dualStackVpc = (scene: Scene) =>
  scene.make(VPC, "six", { cidrBlock: "10.6.0.0/16", assignGeneratedIpv6CidrBlock: true });

/** A subnet in a VPC with IPv6; `slot` are two hexadecimal digits. */
function subnet(scene: Scene, vpc: { readonly id: string; readonly outputs: Properties }, slot: string, third = 0) {
  const ipv6CidrBlock = (vpc.outputs.ipv6CidrBlock as string).replace("00::/56", `${slot}::/64`);
  return scene.make(SUBNET, `${slot}-${third}`, {
    vpcId: vpc.id,
    cidrBlock: `10.6.${third}.0/24`,
    availabilityZone: third === 0 ? "eu-central-1a" : "eu-central-1b",
    ipv6CidrBlock,
  });
}

const CONFLICTS: readonly Conflict[] = [
  [
    "a subnet with IPv6 addresses in a VPC without",
    "InvalidSubnet.Range",
    /no IPv6 addresses/,
    (s) => s.make(SUBNET, "x", { vpcId: s.vpc.id, cidrBlock: "10.0.1.0/24", ipv6CidrBlock: "2001:db8::/64" }),
  ],
  [
    "a subnet with IPv6 addresses outside of its VPC's",
    "InvalidSubnet.Range",
    /not inside the VPC's 2001:db8:/,
    (s) => s.make(SUBNET, "x", { vpcId: dualStackVpc(s).id, cidrBlock: "10.6.1.0/24", ipv6CidrBlock: "2001:db9::/64" }),
  ],
  [
    "two subnets with the same IPv6 addresses",
    "InvalidSubnet.Conflict",
    /::\/64/,
    (s) => {
      const vpc = dualStackVpc(s);
      return [subnet(s, vpc, "01"), subnet(s, vpc, "01", 1)];
    },
  ],
  [
    "an egress-only gateway in a VPC that does not exist",
    "InvalidVpcId.NotFound",
    /does not exist/,
    (s) => s.make(EGRESS_ONLY, "x", { vpcId: "vpc-00000000000000000" }),
  ],
  [
    "a route to an egress-only gateway that does not exist",
    "InvalidGatewayID.NotFound",
    /does not exist/,
    (s) =>
      s.make("aws:ec2/route:Route", "x", {
        routeTableId: s.routeTable.id,
        destinationIpv6CidrBlock: "::/0",
        egressOnlyGatewayId: "eigw-00000000000000000",
      }),
  ],
  [
    "a dual-stack load balancer in subnets without IPv6 addresses",
    "InvalidConfigurationRequest",
    /associated IPv6 CIDR block/,
    (s) => {
      void s.gateway;
      return s.make("aws:lb/loadBalancer:LoadBalancer", "x", {
        ipAddressType: "dualstack",
        subnets: [s.subnet("a").id, s.subnet("b").id],
        securityGroups: [s.group("lb").id],
      });
    },
  ],
];

describe("simulated AWS refuses to create with IPv6", () => {
  itRefuses(CONFLICTS);
});

describe("the IPv6 addresses of a simulated VPC", () => {
  it("come when they are asked for, stay the same, and are AWS's size", () => {
    const scene = new Scene();
    const { vpc } = scene;
    assert.deepEqual([vpc.outputs.ipv6CidrBlock, vpc.outputs.ipv6AssociationId], ["", ""]);
    const changed = scene.change(vpc, { assignGeneratedIpv6CidrBlock: true });
    assert.match(changed.outputs.ipv6CidrBlock as string, /^2001:db8:[0-9a-f:]+::\/56$/);
    assert.match(changed.outputs.ipv6AssociationId as string, /^vpc-cidr-assoc-[0-9a-f]{17}$/);
    const again = scene.change(changed, { enableDnsSupport: true });
    assert.equal(again.outputs.ipv6CidrBlock, changed.outputs.ipv6CidrBlock);
  });

  it("can't be given back as long as a subnet has some of them", () => {
    const scene = new Scene();
    const vpc = dualStackVpc(scene);
    const made = subnet(scene, vpc, "01");
    const giveBack = () => scene.change(vpc, { assignGeneratedIpv6CidrBlock: false });
    assertRefused(giveBack, "InvalidCidrBlock.InUse");
    scene.delete(made);
    assert.equal(giveBack().outputs.ipv6CidrBlock, "");
  });

  it("can be given to subnets that are there, and hold an egress-only gateway's VPC", () => {
    const scene = new Scene();
    const vpc = dualStackVpc(scene);
    const made = scene.make(SUBNET, "x", { vpcId: vpc.id, cidrBlock: "10.6.1.0/24" });
    const ipv6CidrBlock = (vpc.outputs.ipv6CidrBlock as string).replace("/56", "/64");
    assert.equal(scene.change(made, { ipv6CidrBlock }).outputs.ipv6CidrBlock, ipv6CidrBlock);
    scene.delete(made);
    const gateway = scene.make(EGRESS_ONLY, "x", { vpcId: vpc.id });
    assertRefused(() => scene.delete(vpc), "DependencyViolation");
    scene.delete(gateway);
    scene.delete(vpc);
  });
});
