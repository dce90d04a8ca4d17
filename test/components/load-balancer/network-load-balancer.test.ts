import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { AccessLogs } from "../../../components/load-balancer/access-logs";
import {
  NetworkLoadBalancer,
  type NetworkLoadBalancerArgs,
} from "../../../components/load-balancer/network-load-balancer";
import { Network } from "../../../components/network/network";
import { Cluster } from "../../../components/service/cluster";
import { FargateService } from "../../../components/service/fargate-service";
import type { NetworkRouteArgs } from "../../../components/service/network-route-args";
import { record, refusal } from "../../support/recorded";

const certificateArn = "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd";
const container = { image: "example/feed:1", containerPort: 7000 };

type Args = Omit<NetworkLoadBalancerArgs, "network">;
type Route = Omit<NetworkRouteArgs, "loadBalancer">;

/** A service behind a Network Load Balancer, which lets the callers in before and after the service is there. */
function build(args: Args = {}, networkRoutes: readonly Route[] = [{ port: 7000 }], callers: readonly string[] = []) {
  const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
  const loadBalancer = new NetworkLoadBalancer("network", { network, ...args });
  const group = (name: string) => new aws.ec2.SecurityGroup(name, { vpcId: network.vpcId, description: "Tasks" });
  const [first, ...others] = callers.map((name) => ({ name, securityGroup: group(name) }));
  if (first) loadBalancer.allowFrom(first);
  new FargateService("feed", {
    cluster: new Cluster("main", {}),
    network,
    containers: { feed: container },
    networkRoutes: networkRoutes.map((route) => ({ ...route, loadBalancer })),
  });
  for (const caller of [...others, ...(first ? [first] : [])]) loadBalancer.allowFrom(caller);
}

describe("a Network Load Balancer", () => {
  it("stands in the private subnets, has a security group that holds for PrivateLink too, and is protected", async () => {
    const run = await record(() => build());
    const {
      name,
      desyncMitigationMode,
      enableHttp2,
      clientKeepAlive,
      xffHeaderProcessingMode,
      idleTimeout,
      ...inputs
    } = run.inputs("lb.LoadBalancer", "network");
    assert.deepEqual(inputs, {
      loadBalancerType: "network",
      internal: true,
      ipAddressType: "ipv4",
      subnets: ["main-private-a", "main-private-b"].map((subnet) => run.id("ec2.Subnet", subnet)),
      securityGroups: [run.id("ec2.SecurityGroup", "network")],
      enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: "on",
      enableCrossZoneLoadBalancing: true,
      enableDeletionProtection: true,
      tags: { Name: "network" },
      dnsRecordClientRoutingPolicy: "any_availability_zone",
    });
    assert.deepEqual(run.messages, []);
  });

  it("forwards a port to the tasks, whom it asks for a connection", async () => {
    const run = await record(() => build());
    const targetGroupArn = run.output("lb.TargetGroup", "feed-7000", "arn");
    assert.deepEqual(run.inputs("lb.Listener", "network-7000"), {
      loadBalancerArn: run.output("lb.LoadBalancer", "network", "arn"),
      port: 7000,
      protocol: "TCP",
      defaultActions: [{ type: "forward", targetGroupArn }],
      tags: { Name: "network-7000" },
    });
    const { name, ...targetGroup } = run.inputs("lb.TargetGroup", "feed-7000");
    assert.deepEqual(targetGroup, {
      vpcId: run.id("ec2.Vpc", "main"),
      targetType: "ip",
      protocol: "TCP",
      port: 7000,
      deregistrationDelay: 60,
      preserveClientIp: "false",
      stickiness: { enabled: false, type: "source_ip", cookieDuration: 86_400 },
      healthCheck: {
        ...{ enabled: true, protocol: "TCP", port: "traffic-port", interval: 10, timeout: 5 },
        ...{ healthyThreshold: 2, unhealthyThreshold: 3 },
      },
      tags: { Name: "feed-7000" },
    });
    const { loadBalancers, healthCheckGracePeriodSeconds } = run.inputs("ecs.Service", "feed");
    assert.deepEqual(
      { loadBalancers, healthCheckGracePeriodSeconds },
      {
        loadBalancers: [{ targetGroupArn, containerName: "feed", containerPort: 7000 }],
        healthCheckGracePeriodSeconds: 60,
      },
    );
    const waitsFor = run.dependencies("ecs.Service", "feed");
    for (const needed of ["lb.Listener network-7000", "vpc.SecurityGroupIngressRule network-to-feed-7000"]) {
      assert.ok(waitsFor.includes(needed), needed);
    }
  });

  it("asks for a page instead, as often as it is told to", async () => {
    const healthCheck = { path: "/health", intervalSeconds: 30, timeoutSeconds: 10, unhealthyThreshold: 5 };
    const run = await record(() => build({}, [{ port: 7000, healthCheck, deregistrationDelaySeconds: 5 }]));
    const { deregistrationDelay, healthCheck: check } = run.inputs("lb.TargetGroup", "feed-7000");
    assert.equal(deregistrationDelay, 5);
    assert.deepEqual(check, {
      ...{ enabled: true, protocol: "HTTP", path: "/health", matcher: "200-399", port: "traffic-port" },
      ...{ interval: 30, timeout: 10, healthyThreshold: 2, unhealthyThreshold: 5 },
    });
  });

  it("passes on UDP with the clients' own addresses, and asks for health over TCP on another port", async () => {
    const udp: Route = { port: 514, protocol: "UDP", healthCheck: { port: 8081 }, stickiness: true };
    const run = await record(() => build({ internal: false }, [udp], []));
    assert.equal(run.input("lb.Listener", "network-514", "protocol"), "UDP");
    const { protocol, preserveClientIp, connectionTermination, stickiness, healthCheck } = run.inputs(
      "lb.TargetGroup",
      "feed-514",
    );
    assert.deepEqual(
      { protocol, preserveClientIp, connectionTermination, stickiness },
      {
        ...{ protocol: "UDP", preserveClientIp: undefined, connectionTermination: true },
        stickiness: { enabled: true, type: "source_ip", cookieDuration: 86_400 },
      },
    );
    assert.deepEqual(healthCheck, {
      ...{ enabled: true, protocol: "TCP", port: "8081", interval: 10, timeout: 5 },
      ...{ healthyThreshold: 2, unhealthyThreshold: 3 },
    });
    const [definition] = JSON.parse(run.input("ecs.TaskDefinition", "feed", "containerDefinitions")) as {
      portMappings: unknown;
    }[];
    assert.deepEqual(definition!.portMappings, [{ containerPort: 7000, hostPort: 7000, protocol: "udp" }]);
  });

  it("opens UDP from the internet to the listener and on to the tasks, and TCP for the health checks alone", async () => {
    const udp: Route = { port: 514, protocol: "UDP", healthCheck: { port: 7000 } };
    const run = await record(() => build({ internal: false }, [udp]));
    const group = (name: string) => run.id("ec2.SecurityGroup", name);
    const rule = (kind: string, name: string) => {
      const { securityGroupId, referencedSecurityGroupId, cidrIpv4, ipProtocol, fromPort, toPort } = run.inputs(
        `vpc.SecurityGroup${kind}Rule`,
        name,
      );
      assert.equal(fromPort, toPort);
      return [securityGroupId, referencedSecurityGroupId ?? cidrIpv4, ipProtocol, fromPort];
    };
    assert.deepEqual(run.names("vpc.SecurityGroupIngressRule"), [
      "network-514",
      "network-to-feed-7000",
      "network-to-feed-7000-udp",
    ]);
    assert.deepEqual(rule("Ingress", "network-514"), [group("network"), "0.0.0.0/0", "udp", 514]);
    assert.deepEqual(rule("Egress", "network-to-feed-7000-udp"), [group("network"), group("feed"), "udp", 7000]);
    assert.deepEqual(rule("Ingress", "network-to-feed-7000-udp"), [group("feed"), group("network"), "udp", 7000]);
    assert.deepEqual(rule("Egress", "network-to-feed-7000"), [group("network"), group("feed"), "tcp", 7000]);
    assert.deepEqual(rule("Ingress", "network-to-feed-7000"), [group("feed"), group("network"), "tcp", 7000]);
    const waitsFor = run.dependencies("ecs.Service", "feed");
    for (const way of ["network-to-feed-7000", "network-to-feed-7000-udp"]) {
      assert.ok(waitsFor.includes(`vpc.SecurityGroupIngressRule ${way}`), way);
    }
  });

  it("lets callers send UDP to an internal one", async () => {
    const udp: Route = { port: 514, protocol: "UDP", healthCheck: { port: 8081 } };
    const run = await record(() => build({}, [udp], ["web"]));
    const { ipProtocol, fromPort } = run.inputs("vpc.SecurityGroupIngressRule", "web-to-network-514-udp");
    assert.deepEqual([ipProtocol, fromPort], ["udp", 514]);
  });

  it("keeps silent connections of TCP as long as it is told to", async () => {
    const timeoutOf = async (route: Route) =>
      (await record(() => build({}, [route]))).inputs("lb.Listener", "network-7000")["tcpIdleTimeoutSeconds"];
    assert.equal(await timeoutOf({ port: 7000, idleTimeoutSeconds: 6000 }), 6000);
    assert.equal(await timeoutOf({ port: 7000 }), undefined);
  });

  it("ends TLS with its certificate, and writes who connected", async () => {
    const run = await record(() => {
      const accessLogs = new AccessLogs("logs", { networkLoadBalancers: true });
      build({ certificateArn, accessLogs }, [{ port: 7000, protocol: "TLS" }, { port: 7001 }]);
    });
    const listener = (name: string) => {
      const { protocol, certificateArn, sslPolicy } = run.inputs("lb.Listener", name);
      return { protocol, certificateArn, sslPolicy };
    };
    const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";
    assert.deepEqual(listener("network-7000"), { protocol: "TLS", certificateArn, sslPolicy });
    assert.deepEqual(listener("network-7001"), { protocol: "TCP", certificateArn: undefined, sslPolicy: undefined });
    assert.equal(run.inputs("lb.TargetGroup", "feed-7000")["protocol"], "TCP");
    assert.deepEqual(run.inputs("lb.LoadBalancer", "network")["accessLogs"], {
      bucket: run.output("s3.Bucket", "logs", "bucket"),
      enabled: true,
    });
    // Both ports lead to one port of the tasks.
    assert.deepEqual(run.names("vpc.SecurityGroupEgressRule"), ["feed-https", "network-to-feed-7000"]);
  });

  it("has no access logs without TLS, as there would be nothing in them", async () => {
    const run = await record(() => build({ accessLogs: new AccessLogs("logs", {}) }));
    assert.equal("accessLogs" in run.inputs("lb.LoadBalancer", "network"), false);
  });

  it("is reached by those who are let in, on every port, whenever they are named, and reaches only the tasks", async () => {
    const run = await record(() => build({}, [{ port: 7000 }, { port: 7001 }], ["web", "users"]));
    const ways = ["users-to-network-7000", "users-to-network-7001", "web-to-network-7000", "web-to-network-7001"];
    assert.deepEqual(run.names("vpc.SecurityGroupIngressRule"), ["network-to-feed-7000", ...ways]);
    const { referencedSecurityGroupId, fromPort, toPort, ipProtocol } = run.inputs(
      "vpc.SecurityGroupIngressRule",
      "web-to-network-7001",
    );
    assert.deepEqual(
      { referencedSecurityGroupId, fromPort, toPort, ipProtocol },
      {
        referencedSecurityGroupId: run.id("ec2.SecurityGroup", "web"),
        fromPort: 7001,
        toPort: 7001,
        ipProtocol: "tcp",
      },
    );
  });

  it("faces the internet if it is told to, and says what that means", async () => {
    const run = await record(() => build({ internal: false, deletionProtection: false, crossZone: false }));
    const { internal, enableDeletionProtection, enableCrossZoneLoadBalancing, subnets } = run.inputs(
      "lb.LoadBalancer",
      "network",
    );
    assert.deepEqual([internal, enableDeletionProtection, enableCrossZoneLoadBalancing], [false, false, false]);
    assert.deepEqual(
      subnets,
      ["main-public-a", "main-public-b"].map((subnet) => run.id("ec2.Subnet", subnet)),
    );
    assert.deepEqual(run.inputs("vpc.SecurityGroupIngressRule", "network-7000"), {
      securityGroupId: run.id("ec2.SecurityGroup", "network"),
      cidrIpv4: "0.0.0.0/0",
      fromPort: 7000,
      toPort: 7000,
      ipProtocol: "tcp",
      description: "TCP from the internet",
      tags: { Name: "network-7000" },
    });
    assert.ok(run.dependencies("lb.LoadBalancer", "network").includes("ec2.Route main-public-internet"));
    assert.deepEqual(
      run.messages.map(({ text }) => text.split(".")[0]),
      [
        'load balancer "network": internal is false instead of the default true',
        'load balancer "network": deletionProtection is false instead of the default true',
      ],
    );
  });

  it("is refused before any part of it is registered, with a wrong certificate or a port that is taken", async () => {
    const { message, registered } = await refusal(() => {
      const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" });
      new NetworkLoadBalancer("network", { network, certificateArn: "arn:aws:iam::1:role/x" });
    });
    assert.match(message, /certificateArn = "arn:aws:iam::1:role\/x"/);
    assert.equal(registered.includes("fargate-platform:load-balancer:NetworkLoadBalancer"), false);
    assert.match(
      (await refusal(() => build({}, [{ port: 7000 }, { port: 7000 }]))).message,
      /Port 7000 leads to "feed" twice/,
    );
  });
});
