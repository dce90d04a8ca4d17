import assert from "node:assert/strict";
import { Network } from "../../../components/network/network";
import type { NetworkArgs } from "../../../components/network/network-args";
import { tierRules } from "../../../components/network/network-acl-plan";
import { SUBNET_TIERS } from "../../../components/network/subnet-plan";
import { policyDocument } from "../../../model/iam-policy";
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

  it("has one NAT gateway with an address in each zone, and in no subnet, if it is regional", async () => {
    const recorded = await network({ zones: ["b", "a"], nat: "regional" });
    assert.deepEqual(recorded.names("ec2.NatGateway"), ["main-regional"]);
    assert.deepEqual(recorded.names("ec2.Eip"), ["main-nat-regional-a", "main-nat-regional-b"]);
    assert.deepEqual(recorded.inputs("ec2.NatGateway", "main-regional"), {
      vpcId: recorded.id("ec2.Vpc", "main"),
      availabilityMode: "regional",
      connectivityType: "public",
      availabilityZoneAddresses: ["a", "b"].map((zone) => ({
        availabilityZone: `eu-central-1${zone}`,
        allocationIds: [recorded.id("ec2.Eip", `main-nat-regional-${zone}`)],
      })),
      tags: { Name: "main-regional" },
    });
    const natGatewayId = recorded.id("ec2.NatGateway", "main-regional");
    const { "main-private-a": a, "main-private-b": b } = routes(recorded);
    assert.deepEqual([a, b], Array(2).fill({ destinationCidrBlock: "0.0.0.0/0", natGatewayId }));
    assert.ok(recorded.dependencies("ec2.NatGateway", "main-regional").includes("ec2.InternetGateway main"));
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
      const { routeTableIds, policy: _, ...inputs } = recorded.inputs("ec2.VpcEndpoint", `main-${service}`);
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

  it("has a network ACL per tier, with the tier's subnets and rules", async () => {
    const recorded = await network();
    for (const tier of SUBNET_TIERS) {
      const { ingress, egress, ...inputs } = recorded.inputs("ec2.NetworkAcl", `main-${tier}`);
      assert.deepEqual(inputs, {
        vpcId: recorded.id("ec2.Vpc", "main"),
        subnetIds: ["a", "b"].map((zone) => recorded.id("ec2.Subnet", `main-${tier}-${zone}`)),
        tags: { Name: `main-${tier}` },
      });
      assert.deepEqual({ ingress, egress }, tierRules("10.0.0.0/16", tier));
    }
    assert.deepEqual(recorded.names("ec2.NetworkAcl"), ["main-isolated", "main-private", "main-public"]);
  });

  it("records all connections, for a year, with a role that can do nothing else", async () => {
    const recorded = await network();
    const logGroupArn = recorded.output("cloudwatch.LogGroup", "main-flow", "arn");
    const { name: logGroupName, ...logGroup } = recorded.inputs("cloudwatch.LogGroup", "main-flow");
    assert.match(asText(logGroupName), /^main-flow-[0-9a-f]{7}$/);
    assert.deepEqual(logGroup, { retentionInDays: 365, tags: { Name: "main-flow" } });
    assert.equal(recorded.resource("cloudwatch.LogGroup", "main-flow").options.protect, false);
    assert.deepEqual(recorded.inputs("ec2.FlowLog", "main-flow"), {
      vpcId: recorded.id("ec2.Vpc", "main"),
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: logGroupArn,
      iamRoleArn: recorded.output("iam.Role", "main-flow", "arn"),
      maxAggregationInterval: 60,
      tags: { Name: "main-flow" },
    });
    assert.ok(recorded.dependencies("ec2.FlowLog", "main-flow").includes("iam.RolePolicy main-flow"));
    assert.equal(
      recorded.input("iam.Role", "main-flow", "assumeRolePolicy"),
      policyDocument([
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-central-1:123456789012:vpc-flow-log/*" },
          },
        },
      ]),
    );
    const { name: _, ...policy } = recorded.inputs("iam.RolePolicy", "main-flow");
    assert.deepEqual(policy, {
      role: recorded.id("iam.Role", "main-flow"),
      policy: policyDocument([
        {
          Sid: "WriteFlowLogs",
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: [`${logGroupArn}:*`],
        },
        {
          Sid: "FindLogGroup",
          Effect: "Allow",
          Action: ["logs:DescribeLogGroups"],
          Resource: ["arn:aws:logs:eu-central-1:123456789012:log-group:*"],
        },
      ]),
    });
    assert.deepEqual(recorded.messages, []);
  });

  it("records only what is rejected, or nothing, if told so, and says what that loses", async () => {
    const rejected = await network({ flowLogs: "rejected", flowLogRetentionDays: 14, protectFlowLogs: true });
    assert.equal(rejected.input("ec2.FlowLog", "main-flow", "trafficType"), "REJECT");
    assert.equal(rejected.inputs("cloudwatch.LogGroup", "main-flow")["retentionInDays"], 14);
    assert.equal(rejected.resource("cloudwatch.LogGroup", "main-flow").options.protect, true);
    const none = await network({ flowLogs: "none" });
    for (const type of ["ec2.FlowLog", "cloudwatch.LogGroup", "iam.Role"]) assert.deepEqual(none.names(type), []);
    const texts = [rejected, none].flatMap(({ messages }) => messages.map(({ severity, text }) => [severity, text]));
    assert.deepEqual(texts, [
      [
        "warning",
        'network "main": flowLogs is "rejected" instead of the default "all". ' +
          "Nobody can tell later who was connected to whom, only who tried to.",
      ],
      [
        "warning",
        'network "main": flowLogs is "none" instead of the default "all". ' +
          "Nobody can tell later who was connected to whom.",
      ],
    ]);
  });

  it("changes no resource of other zones when a zone is added", async () => {
    const before = await network();
    const after = await network({ zones: ["a", "b", "c"] });
    const unchanged = before.resources.filter(
      (resource) => resource.custom && !["VpcEndpoint", "NetworkAcl"].includes(resource.type.split(":")[2]!),
    );
    for (const resource of unchanged) {
      const same = after.resources.find(({ urn }) => urn === resource.urn);
      assert.deepEqual(same?.inputs, resource.inputs, resource.urn);
    }
  });

  it("has no isolated subnets, table or ACL if they are not wanted, and changes nothing of other tiers when they come", async () => {
    const before = await network({ tiers: ["public", "private"] });
    const isIsolated = ({ name }: { readonly name: string }) => name.includes("isolated");
    assert.deepEqual(before.resources.filter(isIsolated), []);
    const after = await network();
    const created = after.resources.filter(({ urn }) => !before.resources.some((resource) => resource.urn === urn));
    assert.deepEqual(
      created.filter((resource) => !isIsolated(resource)),
      [],
    );
    for (const { urn, name, inputs, custom } of before.resources) {
      if (!custom || ["main-s3", "main-dynamodb"].includes(name)) continue;
      assert.deepEqual(after.resources.find((resource) => resource.urn === urn)?.inputs, inputs, urn);
    }
  });

  it("is refused with all that is wrong, before anything is registered", async () => {
    const { message, registered } = await refusal(
      () => new Network("main", { cidr: "10.0.0.0/28", zones: ["a"], flowLogRetentionDays: 2 }),
    );
    assert.match(message, /^3 problems found; nothing was created\.\n\nnetwork "main": cidr = "10\.0\.0\.0\/28"\n/);
    assert.match(message, /\n\nnetwork "main": zones = \["a"\]\n/);
    assert.match(message, /\n\nnetwork "main": flowLogRetentionDays = 2\n/);
    assert.deepEqual(registered, []);
  });
});
