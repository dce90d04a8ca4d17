import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { internetExposure } from "../../analysis/internet-exposure";
import { runProgram } from "../../simulator/in-process";
import { environmentProgram } from "../../stacks/program";
import { configValues, PROJECT, SETTINGS } from "../support/settings";

async function exposureOf(program: () => unknown, config: Record<string, string> = {}, preview = false) {
  const run = await runProgram({ project: PROJECT, stack: "staging", config, program, preview });
  assert.equal(run.error, undefined, String(run.error));
  return internetExposure(run.graph);
}

/** A load balancer of another team, made without our components. */
function loadBalancer(options: {
  internal?: boolean;
  ingress?: aws.types.input.ec2.SecurityGroupIngress[];
  /** True: its subnets have no way to the internet. */
  isolated?: boolean;
}) {
  return () => {
    const vpc = new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" });
    const gateway = new aws.ec2.InternetGateway("i", { vpcId: vpc.id });
    const table = new aws.ec2.RouteTable("t", {
      vpcId: vpc.id,
      routes: options.isolated ? [] : [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
    });
    new aws.ec2.MainRouteTableAssociation("m", { vpcId: vpc.id, routeTableId: table.id });
    const subnets = ["a", "b"].map(
      (zone, index) =>
        new aws.ec2.Subnet(zone, {
          vpcId: vpc.id,
          cidrBlock: `10.0.${index}.0/24`,
          availabilityZone: `eu-central-1${zone}`,
        }),
    );
    const group = new aws.ec2.SecurityGroup("g", {
      vpcId: vpc.id,
      ...(options.ingress && { ingress: options.ingress }),
    });
    const balancer = new aws.alb.LoadBalancer("b", {
      internal: options.internal ?? false,
      subnets: subnets.map(({ id }) => id),
      securityGroups: [group.id],
    });
    const targets = ["x", "y"].map(
      (name) => new aws.alb.TargetGroup(name, { vpcId: vpc.id, port: 80, protocol: "HTTP", targetType: "ip" }),
    );
    const listener = new aws.alb.Listener("l", {
      loadBalancerArn: balancer.arn,
      port: 8080,
      defaultActions: [{ type: "forward", forward: { targetGroups: targets.map(({ arn }) => ({ arn, weight: 1 })) } }],
    });
    new aws.alb.ListenerRule("late", {
      listenerArn: listener.arn,
      priority: 20,
      conditions: [
        { httpHeader: { httpHeaderName: "x", values: ["y"] } },
        { queryStrings: [{ key: "v", value: "2" }, { value: "beta" }] },
        { httpRequestMethod: { values: ["GET", "HEAD"] } },
        { sourceIp: { values: ["192.0.2.0/24"] } },
      ],
      actions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "503" } }],
    });
    new aws.alb.ListenerRule("early", {
      listenerArn: listener.arn,
      priority: 10,
      conditions: [{ hostHeader: { values: ["a.example.com"] } }],
      actions: [{ type: "redirect", redirect: { statusCode: "HTTP_302", protocol: "HTTPS", port: "443" } }],
    });
    return { group };
  };
}

const everywhere = (fromPort: number, toPort: number, protocol = "tcp") => [
  { protocol, fromPort, toPort, cidrBlocks: ["0.0.0.0/0"] },
];

describe("what the internet can reach", () => {
  const { web } = SETTINGS.services;

  it("is the services behind the rules of public load balancers, and what happens to all other requests", async () => {
    const services = { web, users: { ...web, route: { hosts: ["www.example.com"], paths: ["/users/*"] } } };
    const { entries, publicServices } = await exposureOf(environmentProgram, configValues({ services }));
    const notFound = { hosts: [], paths: [], outcome: { kind: "answer", statusCode: "404" } };
    const target = (service: string) => ({ kind: "services", targets: [{ service, container: "web", port: 8080 }] });
    assert.deepEqual(publicServices, []);
    assert.deepEqual(
      entries.map(({ port, protocol, encrypted, rules }) => ({
        port,
        protocol,
        encrypted,
        rules: rules.map(({ priority, ...rule }) => rule),
      })),
      [
        {
          port: 80,
          protocol: "HTTP",
          encrypted: false,
          rules: [{ hosts: [], paths: [], outcome: { kind: "redirect", to: "HTTPS 443" } }],
        },
        {
          port: 443,
          protocol: "HTTPS",
          encrypted: true,
          rules: [
            { hosts: ["www.example.com"], paths: ["/users/*"], outcome: target("users") },
            { hosts: [], paths: ["/*"], outcome: target("web") },
            notFound,
          ],
        },
      ],
    );
  });

  it("is the same in a first preview, in which no id is known", async () => {
    const known = await exposureOf(environmentProgram, configValues());
    const unknown = await exposureOf(environmentProgram, configValues(), true);
    const withoutNames = ({ entries }: typeof known) => entries.map(({ dnsName, ...entry }) => entry);
    assert.deepEqual(withoutNames(unknown), withoutNames(known));
    assert.equal(
      unknown.entries.every((entry) => !("dnsName" in entry)),
      true,
    );
  });

  it("includes load balancers of the other type name, weighted target groups, and rules in the order of their priority", async () => {
    const { entries } = await exposureOf(loadBalancer({ ingress: everywhere(8000, 9000) }));
    assert.equal(entries.length, 1);
    assert.deepEqual([entries[0]!.port, entries[0]!.protocol, entries[0]!.encrypted], [8080, "HTTP", false]);
    assert.deepEqual(entries[0]!.rules, [
      { priority: 10, hosts: ["a.example.com"], paths: [], outcome: { kind: "redirect", to: "HTTPS 443" } },
      {
        priority: 20,
        hosts: [],
        paths: [],
        conditions: ["header x: y", "query v=2 or *=beta", "method GET or HEAD", "from 192.0.2.0/24"],
        outcome: { kind: "answer", statusCode: "503" },
      },
      { hosts: [], paths: [], outcome: { kind: "services", targets: [{}, {}] } },
    ]);
  });

  it("is one service behind both target groups of a blue/green deployment", async () => {
    const services = { web: { ...web, strategy: { type: "blueGreen" } } };
    for (const preview of [false, true]) {
      const { entries } = await exposureOf(environmentProgram, configValues({ services }), preview);
      const rules = entries.flatMap((entry) => entry.rules).filter(({ paths }) => paths.includes("/*"));
      const targets = [{ service: "web", container: "web", port: 8080 }];
      assert.deepEqual(
        rules.map(({ outcome }) => outcome),
        [{ kind: "services", targets }],
      );
    }
  });

  it("is what the ports of a public Network Load Balancer lead to, and nothing of an internal one", async () => {
    const services = { web, feed: { ...web, route: undefined, networkRoutes: [{ port: 7000 }] } };
    const networkEntries = async (internal: boolean) => {
      const networkLoadBalancer = { internal, deletionProtection: false };
      const { entries } = await exposureOf(environmentProgram, configValues({ services, networkLoadBalancer }));
      return entries.filter(({ loadBalancer }) => loadBalancer === "network").map(({ dnsName, ...entry }) => entry);
    };
    const targets = [{ service: "feed", container: "web", port: 8080 }];
    assert.deepEqual(await networkEntries(false), [
      {
        listener: "network-7000",
        loadBalancer: "network",
        protocol: "TCP",
        port: 7000,
        encrypted: false,
        rules: [{ hosts: [], paths: [], outcome: { kind: "services", targets } }],
      },
    ]);
    assert.deepEqual(await networkEntries(true), []);
  });

  it("excludes internal load balancers, and listeners whose port no security group opens to everyone", async () => {
    const ingresses = [
      everywhere(80, 80),
      [{ protocol: "tcp", fromPort: 8080, toPort: 8080, cidrBlocks: ["10.0.0.0/8"] }],
      everywhere(8080, 8080, "udp"),
      [],
    ];
    assert.deepEqual((await exposureOf(loadBalancer({ internal: true, ingress: everywhere(8080, 8080) }))).entries, []);
    for (const ingress of ingresses) assert.deepEqual((await exposureOf(loadBalancer({ ingress }))).entries, []);
  });

  it("includes listeners behind a group that opens everything", async () => {
    assert.equal((await exposureOf(loadBalancer({ ingress: everywhere(0, 0, "-1") }))).entries.length, 1);
    const halves = ["0.0.0.0/1", "128.0.0.0/1"].map((range) => ({
      ...everywhere(8080, 8080)[0]!,
      cidrBlocks: [range],
    }));
    assert.equal((await exposureOf(loadBalancer({ ingress: halves }))).entries.length, 1);
  });

  it("excludes what only IPv6 could reach, where there is none, and load balancers without a way to the internet", async () => {
    const ipv6 = [{ protocol: "tcp", fromPort: 8080, toPort: 8080, ipv6CidrBlocks: ["::/0"] }];
    assert.deepEqual((await exposureOf(loadBalancer({ ingress: ipv6 }))).entries, []);
    const ingress = everywhere(8080, 8080);
    assert.deepEqual((await exposureOf(loadBalancer({ ingress, isolated: true }))).entries, []);
  });

  it("includes listeners that a rule beside the group opens, and not those that may only be answered", async () => {
    const withRule = (type: "ingress" | "egress") => () => {
      const { group } = loadBalancer({})();
      const ports = { fromPort: 8080, toPort: 8080, protocol: "tcp", cidrBlocks: ["0.0.0.0/0"] };
      new aws.ec2.SecurityGroupRule("r", { type, securityGroupId: group.id, ...ports });
    };
    assert.equal((await exposureOf(withRule("ingress"))).entries.length, 1);
    assert.deepEqual((await exposureOf(withRule("egress"))).entries, []);
  });

  it("names services whose tasks have public addresses", async () => {
    const { publicServices } = await exposureOf(
      () => {
        const network = { subnets: ["subnet-1"], securityGroups: [] };
        new aws.ecs.Service("open", { networkConfiguration: { ...network, assignPublicIp: true } });
        new aws.ecs.Service("closed", { networkConfiguration: network });
      },
      {},
      true,
    );
    assert.deepEqual(publicServices, ["open"]);
  });

  it("is not known for listeners of other stacks, whose rules are listed by priority", async () => {
    const rule = (name: string, priority: number, listenerArn: pulumi.Input<string>) =>
      new aws.lb.ListenerRule(name, {
        listenerArn,
        priority,
        conditions: [{ pathPattern: { values: [`/${name}`] } }],
        actions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
      });
    const arn =
      "arn:aws:elasticloadbalancing:eu-central-1:123456789012:listener/app/other/0123456789abcdef/0123456789abcdef";
    const program = () => {
      rule("second", 20, arn);
      rule("first", 10, arn);
      // What another stack's outputs are until it is deployed.
      rule("later", 1, new aws.ssm.Parameter("listener", { type: "String", value: arn }).arn);
    };
    const { entries, outside } = await exposureOf(program, {}, true);
    assert.deepEqual(entries, []);
    assert.deepEqual(
      outside.map(({ listenerArn, rules }) => [listenerArn, rules.map(({ paths }) => paths)]),
      [
        [arn, [["/first"], ["/second"]]],
        [undefined, [["/later"]]],
      ],
    );
  });

  it("has nothing outside where the stack has the listeners itself", async () => {
    const { outside } = await exposureOf(environmentProgram, configValues());
    assert.deepEqual(outside, []);
  });
});
