import assert from "node:assert/strict";
import { Network, type NetworkArgs } from "../../../components/network/network";
import { asText, record, refusal, type Recorded } from "../../support/recorded";

function network(args: Partial<NetworkArgs> = {}): Promise<Recorded> {
  return record(() => void new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], ...args }));
}

/** Per route table, where each destination goes. */
function routes(recorded: Recorded): Record<string, unknown> {
  const tables = new Map(recorded.names("ec2.RouteTable").map((name) => [recorded.id("ec2.RouteTable", name), name]));
  return Object.fromEntries(
    recorded.names("ec2.Route").map((name) => {
      const { routeTableId, ...route } = recorded.inputs("ec2.Route", name);
      return [asText(tables.get(asText(routeTableId))), route];
    }),
  );
}

describe("a network", () => {
  it("is a VPC in which names are resolved", async () => {
    const recorded = await network();
    assert.deepEqual(recorded.inputs("ec2.Vpc", "main"), {
      cidrBlock: "10.0.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      instanceTenancy: "default",
      tags: { Name: "main" },
    });
  });

  it("empties the VPC's default security group", async () => {
    const recorded = await network();
    assert.deepEqual(recorded.inputs("ec2.DefaultSecurityGroup", "main"), {
      vpcId: recorded.id("ec2.Vpc", "main"),
      ingress: [],
      egress: [],
      tags: { Name: "main-default-closed" },
    });
  });

  it("has a public, a private and an isolated subnet in each zone, none of which gives out public addresses", async () => {
    const recorded = await network();
    assert.deepEqual(recorded.names("ec2.Subnet"), [
      "main-isolated-a",
      "main-isolated-b",
      "main-private-a",
      "main-private-b",
      "main-public-a",
      "main-public-b",
    ]);
    assert.deepEqual(recorded.inputs("ec2.Subnet", "main-private-b"), {
      vpcId: recorded.id("ec2.Vpc", "main"),
      cidrBlock: "10.0.80.0/20",
      availabilityZone: "eu-central-1b",
      mapPublicIpOnLaunch: false,
      tags: { Name: "main-private-b", tier: "private" },
    });
  });

  it("leads public subnets to the internet gateway, private ones to a NAT gateway, isolated ones nowhere", async () => {
    const recorded = await network();
    assert.deepEqual(routes(recorded), {
      "main-public": { destinationCidrBlock: "0.0.0.0/0", gatewayId: recorded.id("ec2.InternetGateway", "main") },
      "main-private-a": { destinationCidrBlock: "0.0.0.0/0", natGatewayId: recorded.id("ec2.NatGateway", "main-a") },
      "main-private-b": { destinationCidrBlock: "0.0.0.0/0", natGatewayId: recorded.id("ec2.NatGateway", "main-b") },
    });
    for (const subnet of recorded.names("ec2.Subnet")) {
      const table = subnet.includes("private") ? subnet : subnet.slice(0, -2);
      assert.deepEqual(recorded.inputs("ec2.RouteTableAssociation", subnet), {
        subnetId: recorded.id("ec2.Subnet", subnet),
        routeTableId: recorded.id("ec2.RouteTable", table),
      });
    }
  });

  it("has its NAT gateways in public subnets, with fixed addresses, after the internet gateway", async () => {
    const recorded = await network();
    assert.deepEqual(recorded.inputs("ec2.NatGateway", "main-a"), {
      allocationId: recorded.id("ec2.Eip", "main-nat-a"),
      subnetId: recorded.id("ec2.Subnet", "main-public-a"),
      connectivityType: "public",
      tags: { Name: "main-a" },
    });
    assert.deepEqual(recorded.inputs("ec2.Eip", "main-nat-a"), { domain: "vpc", tags: { Name: "main-nat-a" } });
    assert.ok(recorded.dependencies("ec2.Eip", "main-nat-a").includes("ec2.InternetGateway main"));
    assert.ok(recorded.dependencies("ec2.NatGateway", "main-a").includes("ec2.InternetGateway main"));
  });

  it("shares a single NAT gateway, in the zone that is listed first, among all zones", async () => {
    const recorded = await network({ zones: ["b", "a"], nat: "single" });
    assert.deepEqual(recorded.names("ec2.NatGateway"), ["main-b"]);
    const natGatewayId = recorded.id("ec2.NatGateway", "main-b");
    const { "main-private-a": a, "main-private-b": b } = routes(recorded);
    assert.deepEqual([a, b], Array(2).fill({ destinationCidrBlock: "0.0.0.0/0", natGatewayId }));
  });

  it("has no NAT gateway, no address and no way out of private subnets if none is wanted", async () => {
    const recorded = await network({ nat: "none" });
    assert.deepEqual(recorded.names("ec2.NatGateway"), []);
    assert.deepEqual(recorded.names("ec2.Eip"), []);
    assert.deepEqual(Object.keys(routes(recorded)), ["main-public"]);
  });

  it("reaches S3 and DynamoDB from all subnets without NAT", async () => {
    const recorded = await network();
    const tables = ["main-public", "main-isolated", "main-private-a", "main-private-b"];
    for (const service of ["s3", "dynamodb"]) {
      const { routeTableIds, ...inputs } = recorded.inputs("ec2.VpcEndpoint", `main-${service}`);
      assert.deepEqual(inputs, {
        vpcId: recorded.id("ec2.Vpc", "main"),
        serviceName: `com.amazonaws.eu-central-1.${service}`,
        vpcEndpointType: "Gateway",
        tags: { Name: `main-${service}` },
      });
      assert.deepEqual(
        [...(routeTableIds as string[])].sort(),
        tables.map((name) => recorded.id("ec2.RouteTable", name)).sort(),
      );
    }
  });

  it("changes no resource of other zones when a zone is added", async () => {
    const before = await network();
    const after = await network({ zones: ["a", "b", "c"] });
    const unchanged = before.resources.filter(
      (resource) => resource.custom && resource.type !== "aws:ec2/vpcEndpoint:VpcEndpoint",
    );
    for (const resource of unchanged) {
      const same = after.resources.find(({ urn }) => urn === resource.urn);
      assert.deepEqual(same?.inputs, resource.inputs, resource.urn);
    }
  });

  it("is refused with all that is wrong, before anything is registered", async () => {
    const { message, registered } = await refusal(() => new Network("main", { cidr: "10.0.0.0/28", zones: ["a"] }));
    assert.match(message, /^2 problems found; nothing was created\.\n\nnetwork "main": cidr = "10\.0\.0\.0\/28"\n/);
    assert.match(message, /\n\nnetwork "main": zones = \["a"\]\n/);
    assert.deepEqual(registered, []);
  });
});
