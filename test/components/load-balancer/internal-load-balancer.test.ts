import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { LoadBalancer, type LoadBalancerArgs } from "../../../components/load-balancer/load-balancer";
import { Network } from "../../../components/network/network";
import { record, refusal, type Recorded } from "../../support/recorded";

const CERTIFICATE = "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd";

/** An internal load balancer, and the callers in the order in which they are let in. */
function recorded(args: Omit<LoadBalancerArgs, "network">, callers: readonly string[] = []): Promise<Recorded> {
  return record(() => {
    const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" });
    const loadBalancer = new LoadBalancer("private", { network, internal: true, ...args });
    const groups = new Map(
      [...new Set(callers)].map((name) => [
        name,
        new aws.ec2.SecurityGroup(name, { vpcId: network.vpcId, description: "Tasks" }),
      ]),
    );
    for (const name of callers) loadBalancer.allowFrom({ name, securityGroup: groups.get(name)! });
  });
}

const SECURITY_GROUP_RULES = ["vpc.SecurityGroupIngressRule", "vpc.SecurityGroupEgressRule"] as const;

function ruleNames(run: Recorded) {
  return SECURITY_GROUP_RULES.map((type) => run.names(type));
}

describe("an internal load balancer", () => {
  it("stands in the private subnets, waits for no way to the internet, and is protected", async () => {
    const run = await recorded({ certificateArn: CERTIFICATE });
    const { name, ...inputs } = run.inputs("lb.LoadBalancer", "private");
    assert.deepEqual(inputs, {
      loadBalancerType: "application",
      internal: true,
      ipAddressType: "ipv4",
      subnets: ["main-private-a", "main-private-b"].map((subnet) => run.id("ec2.Subnet", subnet)),
      securityGroups: [run.id("ec2.SecurityGroup", "private")],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "defensive",
      enableDeletionProtection: true,
      idleTimeout: 60,
      tags: { Name: "private" },
      // What AWS does if nothing is said.
      enableHttp2: true,
      clientKeepAlive: 3600,
      xffHeaderProcessingMode: "append",
      dnsRecordClientRoutingPolicy: "any_availability_zone",
    });
    assert.match(run.output("lb.LoadBalancer", "private", "dnsName"), /^internal-private-/);
    assert.deepEqual(
      run.dependencies("lb.LoadBalancer", "private").filter((dependency) => dependency.includes("Route")),
      [],
    );
    assert.deepEqual(run.messages, []);
  });

  it("is reached by nobody, and reaches nobody, until somebody is let in or a route is added", async () => {
    assert.deepEqual(ruleNames(await recorded({ certificateArn: CERTIFICATE })), [[], []]);
  });

  it("has no redirect: who calls it is told the right address", async () => {
    const https = await recorded({ certificateArn: CERTIFICATE });
    assert.deepEqual(https.names("lb.Listener"), ["private-https"]);
    assert.equal(https.inputs("lb.Listener", "private-https")["port"], 443);
    const http = await recorded({ plainHttp: true });
    assert.deepEqual(http.names("lb.Listener"), ["private-http"]);
    assert.equal(http.inputs("lb.Listener", "private-http")["port"], 80);
    assert.deepEqual(
      http.messages.map(({ text }) => text),
      [
        'load balancer "private": plainHttp is true instead of the default false. Everything between the callers and the load balancer can be read and changed on the way.',
      ],
    );
  });

  for (const [scheme, port, args] of [
    ["HTTPS", 443, { certificateArn: CERTIFICATE }],
    ["HTTP", 80, { plainHttp: true }],
  ] as const) {
    it(`lets a caller in on the port of ${scheme} only, at both ends`, async () => {
      const run = await recorded(args, ["web"]);
      assert.deepEqual(ruleNames(run), [["web-to-private"], ["web-to-private"]]);
      const rule = { fromPort: port, toPort: port, ipProtocol: "tcp", tags: { Name: "web-to-private" } };
      const [balancer, web] = ["private", "web"].map((name) => run.id("ec2.SecurityGroup", name));
      assert.deepEqual(run.inputs("vpc.SecurityGroupIngressRule", "web-to-private"), {
        ...rule,
        securityGroupId: balancer,
        referencedSecurityGroupId: web,
        description: "From the tasks of web",
      });
      assert.deepEqual(run.inputs("vpc.SecurityGroupEgressRule", "web-to-private"), {
        ...rule,
        securityGroupId: web,
        referencedSecurityGroupId: balancer,
        description: "To load balancer private",
      });
    });
  }

  for (const [what, name] of [
    ["what AWS keeps for names of its own", "internal"],
    ["what AWS keeps for names of its own, and more", "internal-api"],
    ["more characters than fit with the random end", "p".repeat(25)],
    ["a hyphen at the beginning", "-private"],
    ["no characters at all", ""],
  ] as const) {
    it(`refuses a name that has ${what}`, async () => {
      const { message } = await refusal(() => {
        const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" });
        return new LoadBalancer(name, { network, internal: true, plainHttp: true });
      });
      assert.match(message, /: name = ".*"\n.*It has 1 to 24 characters/s);
    });
  }

  it("takes the longest name that fits", async () => {
    const name = "p".repeat(24);
    const run = await record(() => {
      const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "none" });
      return new LoadBalancer(name, { network, internal: true, plainHttp: true });
    });
    assert.equal(run.input("lb.LoadBalancer", name, "name").length, 32);
  });

  it("lets sixty callers in, and refuses the next: AWS would", async () => {
    const callers = Array.from({ length: 61 }, (_, index) => `caller-${index}`);
    assert.equal(ruleNames(await recorded({ plainHttp: true }, callers.slice(1)))[0]!.length, 60);
    await assert.rejects(recorded({ plainHttp: true }, callers), /allowFrom = "caller-60"\n.*at most 60 callers/s);
  });

  it("lets several callers in, and each of them once", async () => {
    const names = ["users-to-private", "web-to-private"];
    assert.deepEqual(ruleNames(await recorded({ plainHttp: true }, ["web", "users", "web"])), [names, names]);
  });
});
