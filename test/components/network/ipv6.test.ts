import assert from "node:assert/strict";
import { Domain } from "../../../components/domain/domain";
import { LoadBalancer } from "../../../components/load-balancer/load-balancer";
import { Network } from "../../../components/network/network";
import { tierIpv6Rules, tierRules } from "../../../components/network/network-acl-plan";
import type { NetworkArgs } from "../../../components/network/network-args";
import { SUBNET_TIERS } from "../../../components/network/subnet-plan";
import { Cluster } from "../../../components/service/cluster";
import { FargateService } from "../../../components/service/fargate-service";
import { record, type Recorded } from "../../support/recorded";

function withNetwork(args: Partial<NetworkArgs>, program: (network: Network) => void = () => undefined) {
  return record(() => program(new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], ...args })));
}

const dualStack = (program?: (network: Network) => void) => withNetwork({ ipv6: true, nat: "none" }, program);

/** The VPC's IPv6 addresses up to the part that is a subnet's own. */
function prefixOf(recorded: Recorded): string {
  return recorded.output("ec2.Vpc", "main", "ipv6CidrBlock").replace("00::/56", "");
}

describe("a network with IPv6", () => {
  it("gets addresses from AWS, and gives each subnet those of its slot, whichever others there are", async () => {
    const recorded = await dualStack();
    assert.equal(recorded.inputs("ec2.Vpc", "main")["assignGeneratedIpv6CidrBlock"], true);
    const slots = (from: Recorded) =>
      from
        .names("ec2.Subnet")
        .map((name) => [name, from.input("ec2.Subnet", name, "ipv6CidrBlock").replace(prefixOf(from), "")]);
    const expected = [
      ["main-isolated-a", "08::/64"],
      ["main-isolated-b", "09::/64"],
      ["main-private-a", "04::/64"],
      ["main-private-b", "05::/64"],
      ["main-public-a", "00::/64"],
      ["main-public-b", "01::/64"],
    ];
    assert.deepEqual(slots(recorded), expected);
    const other = await withNetwork({ ipv6: true, zones: ["c", "b"], tiers: ["private", "public"] });
    assert.deepEqual(slots(other), [
      ["main-private-b", "05::/64"],
      ["main-private-c", "06::/64"],
      ["main-public-b", "01::/64"],
      ["main-public-c", "02::/64"],
    ]);
  });

  it("leads public subnets to the internet gateway, private ones out through an egress-only one, isolated ones nowhere", async () => {
    const recorded = await dualStack();
    assert.deepEqual(recorded.inputs("ec2.EgressOnlyInternetGateway", "main"), {
      vpcId: recorded.id("ec2.Vpc", "main"),
      tags: { Name: "main" },
    });
    const routes = recorded
      .names("ec2.Route")
      .filter((name) => name.endsWith("-ipv6"))
      .map((name) => recorded.inputs("ec2.Route", name));
    const egressOnlyGatewayId = recorded.id("ec2.EgressOnlyInternetGateway", "main");
    assert.deepEqual(routes, [
      ...["main-private-a", "main-private-b"].map((table) => ({
        routeTableId: recorded.id("ec2.RouteTable", table),
        destinationIpv6CidrBlock: "::/0",
        egressOnlyGatewayId,
      })),
      {
        routeTableId: recorded.id("ec2.RouteTable", "main-public"),
        destinationIpv6CidrBlock: "::/0",
        gatewayId: recorded.id("ec2.InternetGateway", "main"),
      },
    ]);
  });

  it("has ACLs that let the same through over IPv6", async () => {
    const recorded = await dualStack();
    const cidr = recorded.output("ec2.Vpc", "main", "ipv6CidrBlock");
    for (const tier of SUBNET_TIERS) {
      const { ingress, egress } = recorded.inputs("ec2.NetworkAcl", `main-${tier}`);
      const [ipv4, ipv6] = [tierRules("10.0.0.0/16", tier), tierIpv6Rules(cidr, tier)];
      assert.deepEqual(ingress, [...ipv4.ingress, ...ipv6.ingress]);
      assert.deepEqual(egress, [...ipv4.egress, ...ipv6.egress]);
    }
  });

  it("has another way to S3 than its endpoint, so that everyone may read there through the endpoint too", async () => {
    assert.match((await dualStack()).input("ec2.VpcEndpoint", "main-s3", "policy"), /PublicObjects/);
  });

  it("has public load balancers that are reached by IPv6 too, by their names, and internal ones that are not", async () => {
    const recorded = await dualStack((network) => {
      const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd";
      const loadBalancer = new LoadBalancer("public", { network, certificateArn });
      new LoadBalancer("private", { network, internal: true, plainHttp: true });
      new Domain("main", { name: "example.com" }).pointTo(loadBalancer, ["example.com", "*.example.com"]);
    });
    const addressType = (name: string) => recorded.inputs("lb.LoadBalancer", name)["ipAddressType"];
    assert.deepEqual([addressType("public"), addressType("private")], ["dualstack", "ipv4"]);
    const ingress = recorded.names("vpc.SecurityGroupIngressRule").filter((name) => name.endsWith("-ipv6"));
    assert.deepEqual(ingress, ["public-http-ipv6", "public-https-ipv6"]);
    assert.deepEqual(recorded.inputs("vpc.SecurityGroupIngressRule", "public-https-ipv6"), {
      securityGroupId: recorded.id("ec2.SecurityGroup", "public"),
      cidrIpv6: "::/0",
      fromPort: 443,
      toPort: 443,
      ipProtocol: "tcp",
      description: "HTTPS from the internet",
      tags: { Name: "public-https-ipv6" },
    });
    for (const [name, host] of [
      ["example.com", "example.com"],
      ["any.example.com", "*.example.com"],
    ] as const) {
      const { type: _, ...ipv4 } = recorded.inputs("route53.Record", name);
      assert.deepEqual(recorded.inputs("route53.Record", `${name}-ipv6`), { ...ipv4, name: host, type: "AAAA" });
    }
  });

  it("has services that may call everyone over HTTPS by IPv6 too", async () => {
    const recorded = await dualStack((network) => {
      const containers = { web: { image: "example/web:1", containerPort: 8080 } };
      new FargateService("web", { cluster: new Cluster("main", {}), network, containers });
    });
    assert.deepEqual(recorded.names("vpc.SecurityGroupEgressRule"), ["web-https", "web-https-ipv6"]);
    assert.deepEqual(recorded.inputs("vpc.SecurityGroupEgressRule", "web-https-ipv6"), {
      securityGroupId: recorded.id("ec2.SecurityGroup", "web"),
      cidrIpv6: "::/0",
      fromPort: 443,
      toPort: 443,
      ipProtocol: "tcp",
      description: "HTTPS: images, logs, secrets, AWS APIs",
      tags: { Name: "web-https-ipv6" },
    });
    assert.ok(recorded.dependencies("ecs.Service", "web").includes("vpc.SecurityGroupEgressRule web-https-ipv6"));
  });
});

describe("a network without IPv6", () => {
  it("has nothing of it", async () => {
    const recorded = await withNetwork({}, (network) => {
      const loadBalancer = new LoadBalancer("public", { network, plainHttp: true });
      new Domain("main", { name: "example.com" }).pointTo(loadBalancer, ["example.com"]);
      new FargateService("web", {
        cluster: new Cluster("main", {}),
        network,
        containers: { web: { image: "example/web:1", containerPort: 8080 } },
      });
    });
    assert.ok(!("assignGeneratedIpv6CidrBlock" in recorded.inputs("ec2.Vpc", "main")));
    assert.deepEqual(recorded.names("ec2.EgressOnlyInternetGateway"), []);
    assert.deepEqual(
      recorded.resources.filter(
        ({ name, custom, inputs }) => custom && (name.endsWith("-ipv6") || "ipv6CidrBlock" in inputs),
      ),
      [],
    );
    assert.equal(recorded.inputs("lb.LoadBalancer", "public")["ipAddressType"], "ipv4");
  });
});
