import type { Properties } from "../../model/graph";
import { itRefuses, otherVpc, Scene, subnetIn, type Conflict } from "./scene";

const ROUTE = "aws:ec2/route:Route";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const NETWORK_ACL = "aws:ec2/networkAcl:NetworkAcl";

const open443 = (scene: Scene) => ({
  securityGroupId: scene.group().id,
  cidrIpv4: "0.0.0.0/0",
  ipProtocol: "tcp",
  fromPort: 443,
  toPort: 443,
});
const route = (scene: Scene, target: Properties) => ({
  routeTableId: scene.routeTable.id,
  destinationCidrBlock: "0.0.0.0/0",
  ...target,
});

const CONFLICTS: readonly Conflict[] = [
  [
    "a subnet in a VPC that does not exist",
    "InvalidVpcID.NotFound",
    /does not exist/,
    (s) => subnetIn(s, "x", "vpc-00000000000000000", "10.0.1.0/24"),
  ],
  [
    "a subnet outside the VPC's range",
    "InvalidSubnet.Range",
    /10\.9\.0\.0\/24.*10\.0\.0\.0\/16/,
    (s) => subnetIn(s, "x", s.vpc.id, "10.9.0.0/24"),
  ],
  [
    "a subnet larger than the VPC",
    "InvalidSubnet.Range",
    /10\.0\.0\.0\/16.*10\.2\.0\.0\/20/,
    (s) => {
      const small = s.make("aws:ec2/vpc:Vpc", "small", { cidrBlock: "10.2.0.0/20" });
      return subnetIn(s, "x", small.id, "10.0.0.0/16");
    },
  ],
  [
    "a subnet that overlaps another one",
    "InvalidSubnet.Conflict",
    /10\.0\.1\.0\/25.*10\.0\.1\.0\/24/,
    (s) => [s.subnet(), subnetIn(s, "x", s.vpc.id, "10.0.1.0/25")],
  ],
  [
    "a second internet gateway in a VPC",
    "Resource.AlreadyAssociated",
    /already has/,
    (s) => [s.gateway, s.make("aws:ec2/internetGateway:InternetGateway", "x", { vpcId: s.vpc.id })],
  ],
  [
    "two routes to one destination",
    "RouteAlreadyExists",
    /0\.0\.0\.0\/0/,
    (s) => {
      s.make(ROUTE, "one", route(s, { gatewayId: s.gateway.id }));
      return s.make(ROUTE, "two", route(s, { natGatewayId: s.nat.id }));
    },
  ],
  [
    "a route to an internet gateway that does not exist",
    "InvalidInternetGatewayID.NotFound",
    /igw-/,
    (s) => s.make(ROUTE, "x", route(s, { gatewayId: "igw-00000000000000000" })),
  ],
  [
    "a route to another VPC's internet gateway",
    "InvalidParameterValue",
    /different networks/,
    (s) => {
      const gateway = s.make("aws:ec2/internetGateway:InternetGateway", "x", { vpcId: otherVpc(s).id });
      return s.make(ROUTE, "x", route(s, { gatewayId: gateway.id }));
    },
  ],
  [
    "a second route table for a subnet",
    "Resource.AlreadyAssociated",
    /conflicts with an existing association/,
    (s) => {
      const inputs = { subnetId: s.subnet().id, routeTableId: s.routeTable.id };
      return ["one", "two"].map((name) => s.make("aws:ec2/routeTableAssociation:RouteTableAssociation", name, inputs));
    },
  ],
  [
    "an address for two NAT gateways",
    "Resource.AlreadyAssociated",
    /eipalloc-/,
    (s) => [
      s.nat,
      s.make("aws:ec2/natGateway:NatGateway", "x", { subnetId: s.subnet("b").id, allocationId: s.address.id }),
    ],
  ],
  [
    "a public NAT gateway in a VPC without internet gateway",
    "Gateway.NotAttached",
    /no Internet gateway/,
    (s) => s.make("aws:ec2/natGateway:NatGateway", "x", { subnetId: s.subnet().id, allocationId: s.address.id }),
  ],
  [
    "two gateway endpoints of a service in one route table",
    "RouteAlreadyExists",
    /com\.amazonaws\.eu-central-1\.s3/,
    (s) => {
      const inputs = {
        vpcId: s.vpc.id,
        serviceName: "com.amazonaws.eu-central-1.s3",
        routeTableIds: [s.routeTable.id],
      };
      return ["one", "two"].map((name) => s.make(ENDPOINT, name, inputs));
    },
  ],
  [
    "private DNS in a VPC without DNS host names",
    "InvalidParameter",
    /enableDnsHostnames/,
    (s) =>
      s.make(ENDPOINT, "x", {
        vpcId: otherVpc(s).id,
        serviceName: "com.amazonaws.eu-central-1.logs",
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
      }),
  ],
  [
    "two endpoints of a service with private DNS",
    "InvalidParameter",
    /conflicting DNS domain/,
    (s) => {
      const inputs = {
        vpcId: s.vpc.id,
        serviceName: "com.amazonaws.eu-central-1.logs",
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
      };
      return ["one", "two"].map((name) => s.make(ENDPOINT, name, inputs));
    },
  ],
  [
    "two subnets of one zone for an interface endpoint",
    "DuplicateSubnetsInSameZone",
    /availability zone of subnet-/,
    (s) =>
      s.make(ENDPOINT, "x", {
        vpcId: s.vpc.id,
        serviceName: "com.amazonaws.eu-central-1.logs",
        vpcEndpointType: "Interface",
        subnetIds: [s.subnet("a").id, subnetIn(s, "x", s.vpc.id, "10.0.9.0/24").id],
      }),
  ],
  [
    "a network ACL in a VPC that does not exist",
    "InvalidVpcID.NotFound",
    /does not exist/,
    (s) => s.make(NETWORK_ACL, "x", { vpcId: "vpc-00000000000000000" }),
  ],
  [
    "a network ACL for a subnet that does not exist",
    "InvalidSubnetID.NotFound",
    /does not exist/,
    (s) => s.make(NETWORK_ACL, "x", { vpcId: s.vpc.id, subnetIds: ["subnet-00000000000000000"] }),
  ],
  [
    "two security groups of one name in a VPC",
    "InvalidGroup.Duplicate",
    /web/,
    (s) =>
      ["one", "two"].map((name) =>
        s.make("aws:ec2/securityGroup:SecurityGroup", name, { name: "web", vpcId: s.vpc.id }),
      ),
  ],
  [
    "a security group named default",
    "InvalidGroup.Duplicate",
    /default/,
    (s) => s.make("aws:ec2/securityGroup:SecurityGroup", "x", { name: "default", vpcId: s.vpc.id }),
  ],
  [
    "the same security group rule twice",
    "InvalidPermission.Duplicate",
    /already exists/,
    (s) => ["one", "two"].map((name) => s.make(INGRESS, name, open443(s))),
  ],
  [
    "a 61st rule of a security group",
    "RulesPerSecurityGroupLimitExceeded",
    /60/,
    (s) =>
      Array.from({ length: 61 }, (_, port) =>
        s.make(INGRESS, `rule-${port}`, { ...open443(s), fromPort: port, toPort: port }),
      ),
  ],
  [
    "a rule for a security group that does not exist",
    "InvalidGroup.NotFound",
    /does not exist/,
    (s) => s.make(INGRESS, "x", { ...open443(s), securityGroupId: "sg-00000000000000000" }),
  ],
];

describe("simulated AWS refuses to create in a network", () => {
  itRefuses(CONFLICTS);
});
