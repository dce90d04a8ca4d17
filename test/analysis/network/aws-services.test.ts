import assert from "node:assert/strict";
import { AwsServiceWays } from "../../../analysis/network/aws-services";
import { Reachability } from "../../../analysis/network/reachability";
import { UNKNOWN, type Properties, type Resource } from "../../../model/graph";
import { NAT, REGION, resources, type Change } from "../task-start/one-service";
import { graphOf, resource } from "./graph-of";
import { EVERYWHERE, tcp } from "./two-instances";

function standing(change: Change = {}, others: readonly Resource[] = []) {
  const analysis = new Reachability(graphOf(...resources(change, others)));
  const [task] = analysis.named("service web");
  return { ways: new AwsServiceWays(analysis), task: task!, subnet: task!.subnets[0]! };
}
/** How the task gets to a service: by what, and if not, why not and what to do. */
function way(service: string, change: Change = {}, others: readonly Resource[] = [], region: string | null = REGION) {
  const { ways, ...place } = standing(change, others);
  const { endpoint, ...found } = ways.to(service, region ?? undefined, place);
  return { ...found, ...(endpoint && { policyOf: endpoint.name }) };
}
const outside = (change: Change = {}, others: readonly Resource[] = []) => way("sts", change, others);
const logs = (change: Properties, others: readonly Resource[] = [], more: Change = {}) =>
  way("logs", { ...more, logs: change }, others);

const OPEN = { open: true, by: "endpoint logs", policyOf: "logs" };
const NO_ROUTE = "nothing gets through route table of subnet private-a";
const ROUTE_FIX = "Give subnet private-a a route to a NAT gateway or an internet gateway.";
const MISSING = {
  by: "the internet",
  open: false,
  because: `there is no endpoint for logs in the VPC, and on the way to the internet: ${NO_ROUTE}`,
  fix: `Create a VPC endpoint for logs. Or: ${ROUTE_FIX}`,
};
const UNUSED = {
  by: "the internet",
  open: false,
  because: `endpoint logs is not used from here (an interface endpoint needs privateDnsEnabled, a gateway endpoint the subnet's route table), and on the way to the internet: ${NO_ROUTE}`,
  fix: `Mend endpoint logs. Or: ${ROUTE_FIX}`,
};

// Source: https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html
describe("a task gets to a service of AWS by an interface endpoint", () => {
  it("of its own VPC, for the service in its region", () => {
    assert.deepEqual(way("logs"), OPEN);
    assert.deepEqual(way("logs", {}, [], null), OPEN);
    assert.deepEqual(logs({ serviceName: "com.amazonaws.eu-west-1.logs" }), MISSING);
    assert.deepEqual(logs({ serviceName: "com.amazonaws.eu-central-1.monitoring" }), MISSING);
    assert.deepEqual(logs({ serviceName: "none" }), MISSING);
    assert.deepEqual(logs({ vpcId: "other" }, [resource("vpc", "other")]), MISSING);
  });

  it("that has taken over the service's name for the VPC", () => {
    for (const not of [false, null, UNKNOWN]) assert.deepEqual(logs({ privateDnsEnabled: not }), UNUSED);
    const again = resource("endpoint", "logs-again", {
      ...{ vpcId: "vpc", vpcEndpointType: "Interface", serviceName: `com.amazonaws.${REGION}.logs` },
    });
    const both = UNUSED.because.replace("endpoint logs", "endpoint logs, logs-again");
    assert.equal(logs({ privateDnsEnabled: false }, [again]).because, both);
    const elsewhere = { dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: true } };
    assert.deepEqual(logs(elsewhere), UNUSED);
    assert.deepEqual(logs({ dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false } }), OPEN);
  });

  it("if the VPC has host names, which private names need", () => {
    const closed = {
      ...OPEN,
      open: false,
      because: "VPC vpc has no DNS host names, which private names of endpoints need",
      fix: "Set enableDnsHostnames of VPC vpc to true.",
    };
    for (const off of [undefined!, false]) assert.deepEqual(way("logs", { vpc: { enableDnsHostnames: off } }), closed);
    const because = "VPC vpc may have no DNS host names, which private names of endpoints need";
    assert.deepEqual(way("logs", { vpc: { enableDnsHostnames: UNKNOWN } }), { ...closed, open: "unknown", because });
  });

  it("if it is let in everywhere where the name leads", () => {
    const second = (subnetId: string) => [
      resource("subnet", "private-b", { vpcId: "vpc", cidrBlock: "10.0.3.0/24" }),
      resource("acl", "acl", { vpcId: "vpc", subnetIds: [subnetId] }),
    ];
    const both = { subnetIds: ["private-a", "private-b"] };
    assert.deepEqual(logs(both, second("none")), OPEN);
    assert.deepEqual(logs(both, second("private-b")), {
      ...OPEN,
      open: false,
      because: "nothing gets through network ACL acl, into subnet private-b",
      fix: "Add a rule to network ACL acl that allows the packets into the subnet.",
    });
    const closed = { endpoints: { ingress: [tcp(443, "10.9.0.0/16")] } };
    assert.deepEqual(logs({}, [], closed), {
      ...OPEN,
      open: false,
      because: "nothing gets through security group endpoints of logs, in",
      fix: "Add a rule to security group endpoints that lets traffic in from web.",
    });
    // The task calls over IPv4, which an endpoint in this subnet doesn't have.
    const six = resource("subnet", "six", { vpcId: "vpc", ipv6CidrBlock: "2001:db8::/64" });
    const overIpv6 = { subnetIds: ["private-a", "six"], ipAddressType: "dualstack" };
    assert.deepEqual(logs(overIpv6, [six]), {
      ...OPEN,
      open: false,
      because: "nothing gets through the network",
      fix: "Look at the way with --explain.",
    });
  });

  it("perhaps, if it is let in from a part of its subnet alone, or to a part of the endpoint's", () => {
    const partly = {
      ...OPEN,
      open: "unknown",
      because:
        "only a part of the addresses of subnets private-a and private-a is let through, and which ones are used is not known",
      fix: "Let HTTPS through from the whole subnet of the task to all subnets of the endpoint.",
    };
    assert.deepEqual(logs({}, [], { endpoints: { ingress: [tcp(443, "10.0.1.0/25")] } }), partly);
    assert.deepEqual(logs({}, [], { tasks: { egress: [tcp(443, "10.0.1.0/25")] } }), partly);
    assert.deepEqual(logs({}, [], { tasks: { egress: [tcp(443, "10.0.1.0/24")] } }), OPEN);
  });

  it("perhaps, while it is not known where the endpoint stands or whom it lets in", () => {
    const nowhere = { because: "endpoint logs has no subnets in this stack", fix: "Look at the endpoint's subnets." };
    assert.deepEqual(logs({ vpcEndpointType: "GatewayLoadBalancer" }), { ...OPEN, open: "unknown", ...nowhere });
    const partly = logs({ subnetIds: ["private-a", "subnet-9"] });
    assert.deepEqual([partly.open, partly.because], ["unknown", "subnetIds of logs (subnet-9) is not known"]);
    const unknown = { endpoints: { ingress: [{ ...tcp(443), cidrBlocks: [UNKNOWN] }] } };
    const ruled = logs({}, [], unknown);
    assert.deepEqual([ruled.open, ruled.because], ["unknown", "cidrBlocks of endpoints is not known"]);
    const both = logs({}, [], { ...unknown, tasks: { egress: unknown.endpoints.ingress } });
    assert.equal(both.because, "cidrBlocks of tasks, cidrBlocks of endpoints is not known");
    const [vpc, other] = [resource("vpc", "vpc"), resource("vpc", "other")];
    const either: Resource = {
      ...resource("endpoint", "either", {
        vpcId: UNKNOWN,
        vpcEndpointType: "Interface",
        serviceName: "com.amazonaws.eu-central-1.sts",
      }),
      propertyDependencies: { vpcId: [vpc.urn, other.urn] },
    };
    assert.deepEqual(outside({}, [other, either]), {
      by: "endpoint either",
      open: "unknown",
      because: "vpcId of endpoint either is not known",
      fix: "Look at the endpoint's VPC.",
    });
  });
});

// Source: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
describe("a task gets to S3 by a gateway endpoint", () => {
  const S3_OPEN = { open: true, by: "gateway endpoint s3", policyOf: "s3" };
  const S3 = { vpcId: "vpc", vpcEndpointType: "Gateway", serviceName: `com.amazonaws.${REGION}.s3` };
  const s3 = (change: Properties, others: readonly Resource[] = [], more: Change = {}) =>
    way("s3", { ...more, s3: change }, others);
  const associated = (change: Properties = {}): Resource => ({
    ...resource("endpoint", "x", { vpcEndpointId: "s3", routeTableId: "table", ...change }),
    type: "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
  });

  it("to which the route table of its subnet leads, by a list or an association", () => {
    assert.deepEqual(s3({}), S3_OPEN);
    assert.deepEqual(s3({ routeTableIds: ["other", "table"] }), S3_OPEN);
    assert.deepEqual(s3({ routeTableIds: null }, [associated()]), S3_OPEN);
    // Before there are ids, by what they were computed from.
    const computed = (each: Resource, input: string, from: Resource): Resource => ({
      ...each,
      propertyDependencies: { [input]: [from.urn] },
    });
    const [own, other] = [resource("routeTable", "table"), resource("routeTable", "other")];
    const beside = associated({ routeTableId: UNKNOWN });
    assert.deepEqual(s3({ routeTableIds: null }, [computed(beside, "routeTableId", own)]), S3_OPEN);
    assert.equal(s3({ routeTableIds: null }, [other, computed(beside, "routeTableId", other)]).open, false);
    const listed = resource("endpoint", "listed", { ...S3, routeTableIds: [UNKNOWN] });
    const byList = { ...S3_OPEN, by: "gateway endpoint listed", policyOf: "listed" };
    assert.deepEqual(way("s3", { s3: null }, [computed(listed, "routeTableIds", own)]), byList);
    const closed = [s3({ routeTableIds: null }), s3({ routeTableIds: null }, [associated({ routeTableId: "other" })])];
    for (const { by, open, because } of [
      ...closed,
      s3({ routeTableIds: null }, [associated({ vpcEndpointId: "other" })]),
    ]) {
      assert.deepEqual([by, open], ["the internet", false]);
      assert.match(because!, /^endpoint s3 is not used from here/);
    }
    assert.equal(s3({ vpcEndpointType: "Interface" }).by, "the internet");
    assert.equal(s3({ vpcEndpointType: null }).by, "gateway endpoint s3");
  });

  it("if its group lets HTTPS out to all of S3's addresses, and the subnet's ACL lets the answers in", () => {
    const part = s3({}, [], { tasks: { egress: [tcp(443, "0.0.0.0/1")] } });
    assert.deepEqual(part, {
      ...S3_OPEN,
      open: "unknown",
      because: "only a part of all public addresses is reached, and which ones the service has is not known",
      fix: "Let HTTPS out to 0.0.0.0/0, or use an endpoint.",
    });
    assert.deepEqual(s3({}, [], { tasks: { egress: [tcp(443, "10.0.0.0/8")] } }), {
      ...S3_OPEN,
      open: false,
      because: "nothing gets through security group tasks of web, out",
      fix: "Add a rule to security group tasks that lets traffic out to Amazon S3.",
    });
    const unknown = s3({}, [], { tasks: { egress: [{ ...tcp(443), cidrBlocks: [UNKNOWN] }] } });
    assert.deepEqual([unknown.open, unknown.because], ["unknown", "cidrBlocks of tasks is not known"]);
    const rule = { action: "allow", protocol: "-1", cidrBlock: EVERYWHERE };
    const acl = (from: number) =>
      resource("acl", "acl", {
        subnetIds: ["private-a"],
        egress: [{ ...rule, ruleNo: 1 }],
        ingress: [{ ...rule, ruleNo: 1, protocol: "tcp", fromPort: from, toPort: 65_535 }],
      });
    assert.deepEqual(s3({}, [acl(32_768)]), S3_OPEN);
    assert.equal(s3({}, [acl(40_000)]).open, "unknown");
    assert.equal(s3({}, [resource("acl", "acl", { subnetIds: ["private-a"] })]).open, false);
  });
});

describe("a task gets to a service of AWS by the internet", () => {
  it("if there is no endpoint, and names the way", () => {
    assert.deepEqual(outside({}, NAT), { open: true, by: "the internet, through NAT gateway" });
    const { by, open, because } = outside();
    assert.deepEqual([by, open], ["the internet", false]);
    assert.equal(because, `there is no endpoint for sts in the VPC, and on the way to the internet: ${NO_ROUTE}`);
    assert.deepEqual(logs({ privateDnsEnabled: false }, NAT), { open: true, by: "the internet, through NAT gateway" });
  });

  it("perhaps, while the VPC or the way is not known", () => {
    const elsewhere = outside({ "private-a": { vpcId: "vpc-of-others" } });
    assert.deepEqual(elsewhere, {
      by: "the internet",
      open: "unknown",
      because: `the VPC of subnet private-a is not in this stack and may have an endpoint, and on the way to the internet: ${NO_ROUTE}`,
      fix: `Analyse it together with the stack of the VPC. Or: ${ROUTE_FIX}`,
    });
    const noVpc = way("logs", { vpc: null }, NAT);
    assert.deepEqual([noVpc.by, noVpc.open], ["the internet, through NAT gateway", true]);
    const hub = resource("route", "out", {
      routeTableId: "table",
      destinationCidrBlock: EVERYWHERE,
      transitGatewayId: "hub",
    });
    const over = outside({}, [hub]);
    assert.deepEqual([over.open, over.by], ["unknown", "the internet, through transit gateway hub"]);
    assert.match(over.because!, /: what lies behind transit gateway hub is not known$/);
  });

  // Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
  it("perhaps, from a subnet that has IPv6 addresses alone: its ways are not looked at", () => {
    const { ways, task, subnet } = standing();
    const six = { task, subnet: { ...subnet, ranges: { ipv6: { first: 0n, last: 9n } } } };
    const unseen = {
      by: "IPv6",
      open: "unknown",
      because: "subnet private-a has no IPv4 addresses, and ways to AWS's services over IPv6 are not looked at",
      fix: "Give subnet private-a IPv4 addresses, or look at the ways yourself.",
    };
    assert.deepEqual(ways.to("logs", REGION, six), unseen);
    assert.deepEqual(ways.toInternet(six), unseen);
  });

  it("is asked once, however often: the answer is the same", () => {
    const { ways, ...place } = standing();
    assert.equal(ways.to("logs", REGION, place), ways.to("logs", REGION, place));
    assert.notDeepEqual(ways.to("logs", REGION, place), ways.to("sts", REGION, place));
    assert.notDeepEqual(ways.to("logs", REGION, place), ways.to("logs", "eu-west-1", place));
  });
});
