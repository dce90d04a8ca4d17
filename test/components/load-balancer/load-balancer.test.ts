import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { LoadBalancer, type LoadBalancerArgs } from "../../../components/load-balancer/load-balancer";
import { checkLoadBalancer } from "../../../components/load-balancer/load-balancer-plan";
import { Network } from "../../../components/network/network";
import { asText, record, refusal, type Recorded } from "../../support/recorded";

const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd";
const NOT_FOUND = {
  type: "fixed-response",
  fixedResponse: { statusCode: "404", contentType: "text/plain", messageBody: "Not found" },
};

type Args = Omit<LoadBalancerArgs, "network">;

function build(args: Args): { loadBalancer: LoadBalancer; network: Network } {
  const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" });
  return { network, loadBalancer: new LoadBalancer("public", { network, ...args }) };
}

function recorded(args: Args): Promise<Recorded> {
  return record(() => void build(args));
}

/** Routes to a target group of its own, as a service would. */
function routed(...routes: Parameters<LoadBalancer["route"]>[0][]) {
  return () => {
    const { loadBalancer, network } = build({ certificateArn: CERTIFICATE });
    for (const route of routes) {
      const targetGroup = new aws.lb.TargetGroup(route.name, {
        vpcId: network.vpcId,
        targetType: "ip",
        port: 8080,
        protocol: "HTTP",
      });
      loadBalancer.route(route, { targetGroup, securityGroup: tasksOf(route.name, network), containerPort: 8080 });
    }
  };
}

function tasksOf(name: string, network: Network): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(name, { vpcId: network.vpcId, description: "Tasks" });
}

/** What a security group's rules say, by their name. */
function rules(recorded: Recorded, type: string, group: string) {
  return Object.fromEntries(
    recorded
      .names(type)
      .map((name) => [name, recorded.inputs(type, name)] as const)
      .filter(([, inputs]) => inputs["securityGroupId"] === recorded.id("ec2.SecurityGroup", group))
      .map(([name, { securityGroupId, tags, ...rule }]) => [name, rule]),
  );
}

describe("a load balancer", () => {
  it("faces the internet from the public subnets, drops malformed headers, and is protected", async () => {
    const run = await recorded({ certificateArn: CERTIFICATE });
    const { name, ...inputs } = run.inputs("lb.LoadBalancer", "public");
    assert.match(asText(name), /^public-[0-9a-f]{7}$/);
    assert.deepEqual(inputs, {
      loadBalancerType: "application",
      internal: false,
      ipAddressType: "ipv4",
      subnets: ["main-public-a", "main-public-b"].map((subnet) => run.id("ec2.Subnet", subnet)),
      securityGroups: [run.id("ec2.SecurityGroup", "public")],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      enableDeletionProtection: true,
      idleTimeout: 60,
      tags: { Name: "public" },
      // What AWS does if nothing is said.
      enableHttp2: true,
      clientKeepAlive: 3600,
      xffHeaderProcessingMode: "append",
      dnsRecordClientRoutingPolicy: "any_availability_zone",
    });
    assert.deepEqual(run.messages, []);
  });

  it("waits for the way to the internet, and not for NAT gateways", async () => {
    const run = await recorded({ certificateArn: CERTIFICATE });
    const dependencies = run.dependencies("lb.LoadBalancer", "public");
    assert.ok(dependencies.includes("ec2.Route main-public-internet"));
    assert.ok(dependencies.includes("ec2.RouteTableAssociation main-public-a"));
    assert.deepEqual(
      dependencies.filter((name) => name.includes("private")),
      [],
    );
  });

  it("with a certificate serves HTTPS and redirects HTTP to it", async () => {
    const run = await recorded({ certificateArn: CERTIFICATE });
    const loadBalancerArn = run.output("lb.LoadBalancer", "public", "arn");
    assert.deepEqual(run.names("lb.Listener"), ["public-http", "public-https"]);
    assert.deepEqual(run.inputs("lb.Listener", "public-https"), {
      loadBalancerArn,
      port: 443,
      protocol: "HTTPS",
      certificateArn: CERTIFICATE,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      defaultActions: [NOT_FOUND],
      tags: { Name: "public-https" },
    });
    assert.deepEqual(run.inputs("lb.Listener", "public-http"), {
      loadBalancerArn,
      port: 80,
      protocol: "HTTP",
      defaultActions: [
        {
          type: "redirect",
          redirect: {
            protocol: "HTTPS",
            port: "443",
            statusCode: "HTTP_301",
            host: "#{host}",
            path: "/#{path}",
            query: "#{query}",
          },
        },
      ],
      tags: { Name: "public-http" },
    });
  });

  it("tells browsers to use nothing but HTTPS, as long and as widely as it is told to", async () => {
    const headerOf = async (strictTransportSecurity: LoadBalancerArgs["strictTransportSecurity"]) => {
      const run = await recorded({ certificateArn: CERTIFICATE, strictTransportSecurity });
      const name = "routingHttpResponseStrictTransportSecurityHeaderValue";
      return ["public-http", "public-https"].map((listener) => run.inputs("lb.Listener", listener)[name]);
    };
    assert.deepEqual(await headerOf({ maxAgeSeconds: 300 }), [undefined, "max-age=300"]);
    assert.deepEqual(await headerOf({ maxAgeSeconds: 0, includeSubdomains: true }), [
      undefined,
      "max-age=0; includeSubDomains",
    ]);
  });

  it("without a certificate serves HTTP, and says what that means", async () => {
    const run = await recorded({ plainHttp: true });
    assert.deepEqual(run.names("lb.Listener"), ["public-http"]);
    assert.deepEqual(run.inputs("lb.Listener", "public-http")["defaultActions"], [NOT_FOUND]);
    assert.deepEqual(
      run.messages.map(({ severity, text }) => [severity, text]),
      [
        [
          "warning",
          'load balancer "public": plainHttp is true instead of the default false. Everything between the users and the load balancer can be read and changed on the way.',
        ],
      ],
    );
  });

  it("says what is lost without deletion protection", async () => {
    const run = await recorded({ certificateArn: CERTIFICATE, deletionProtection: false });
    assert.equal(run.inputs("lb.LoadBalancer", "public")["enableDeletionProtection"], false);
    assert.match(
      run.messages[0]!.text,
      /^load balancer "public": deletionProtection is false instead of the default true\./,
    );
  });

  it("is reached from everywhere on its listeners' ports, and reaches nothing until a route says so", async () => {
    const run = await recorded({ certificateArn: CERTIFICATE });
    const open = (port: number, name: string) => ({
      cidrIpv4: "0.0.0.0/0",
      fromPort: port,
      toPort: port,
      ipProtocol: "tcp",
      description: `${name} from the internet`,
    });
    assert.deepEqual(rules(run, "vpc.SecurityGroupIngressRule", "public"), {
      "public-http": open(80, "HTTP"),
      "public-https": open(443, "HTTPS"),
    });
    assert.deepEqual(rules(run, "vpc.SecurityGroupEgressRule", "public"), {});
  });

  it("gives a route its rule on the HTTPS listener, and a way to the container's port only", async () => {
    const run = await record(routed({ name: "users", paths: ["/users/*"], hosts: ["www.example.com"], priority: 7 }));
    assert.deepEqual(run.inputs("lb.ListenerRule", "public-users"), {
      listenerArn: run.output("lb.Listener", "public-https", "arn"),
      priority: 7,
      conditions: [{ hostHeader: { values: ["www.example.com"] } }, { pathPattern: { values: ["/users/*"] } }],
      actions: [{ type: "forward", targetGroupArn: run.output("lb.TargetGroup", "users", "arn") }],
      tags: { Name: "public-users" },
    });
    const port = { fromPort: 8080, toPort: 8080, ipProtocol: "tcp" };
    assert.deepEqual(rules(run, "vpc.SecurityGroupEgressRule", "public"), {
      "public-to-users": {
        ...port,
        referencedSecurityGroupId: run.id("ec2.SecurityGroup", "users"),
        description: "To the tasks of users",
      },
    });
    assert.deepEqual(rules(run, "vpc.SecurityGroupIngressRule", "users"), {
      "public-to-users": {
        ...port,
        referencedSecurityGroupId: run.id("ec2.SecurityGroup", "public"),
        description: "From load balancer public",
      },
    });
  });

  it("takes services that are called like its listeners", async () => {
    const run = await record(routed({ name: "http", paths: ["/http"] }, { name: "https", paths: ["/https"] }));
    assert.deepEqual(run.names("lb.ListenerRule"), ["public-http", "public-https"]);
  });

  it("passes requests on in HTTP/2 from HTTPS only", () => {
    const message =
      "Only from an HTTPS listener requests can be passed on in it, and this load balancer serves plain HTTP.";
    for (const protocolVersion of ["HTTP2", "GRPC"]) {
      const route = { name: "web", paths: ["/*"], protocolVersion };
      const [problem, ...others] = checkLoadBalancer("public", { plainHttp: true }, [route]);
      assert.deepEqual([problem?.argument, problem?.message, others], ["route.protocolVersion", message, []]);
      assert.deepEqual(checkLoadBalancer("public", { certificateArn: {} }, [route]), []);
    }
  });

  it("computes a priority that other routes don't change", async () => {
    const users = { name: "users", paths: ["/users/*"] };
    const alone = await record(routed(users));
    const together = await record(routed({ name: "web", paths: ["/*"] }, users));
    const priority = (run: Recorded) => run.inputs("lb.ListenerRule", "public-users")["priority"];
    assert.equal(priority(together), priority(alone));
    assert.ok(Number(priority(together)) < Number(together.inputs("lb.ListenerRule", "public-web")["priority"]));
  });

  it("refuses a route that another one claims, and names both", async () => {
    const { message } = await refusal(routed({ name: "web", paths: ["/*"] }, { name: "shop", paths: ["/*"] }));
    assert.match(message, /Services "web" and "shop" both claim path "\/\*"/);
  });

  it("refuses callers by name, as everyone reaches it", async () => {
    const { message } = await refusal(() => {
      const { loadBalancer, network } = build({ certificateArn: CERTIFICATE });
      loadBalancer.allowFrom({ name: "web", securityGroup: tasksOf("web", network) });
    });
    assert.match(
      message,
      /load balancer "public": allowFrom = "web"\n.*It faces the internet, so everyone reaches it already/s,
    );
  });

  it("is refused without a certificate, before any part of it is registered", async () => {
    const { message, registered } = await refusal(() => build({}));
    assert.match(
      message,
      /^1 problem found; nothing was created\.\n\nload balancer "public": certificateArn = not set\n/,
    );
    assert.deepEqual(
      registered.filter((type) => /^aws:lb|load-balancer/.test(type)),
      [],
    );
  });
});
