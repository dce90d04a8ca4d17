import assert from "node:assert/strict";
import fc from "fast-check";
import type { ExistingLoadBalancerArgs } from "../../../components/load-balancer/existing-load-balancer";
import {
  checkExistingLoadBalancer,
  checkReservedPriorities,
} from "../../../components/load-balancer/existing-load-balancer-plan";
import { LoadBalancer } from "../../../components/load-balancer/load-balancer";
import { planRules } from "../../../components/load-balancer/rule-plan";
import { Network } from "../../../components/network/network";
import { Cluster } from "../../../components/service/cluster";
import { FargateService } from "../../../components/service/fargate-service";
import type { FargateServiceArgs } from "../../../components/service/service-args";
import { existingAccount } from "../../support/existing";
import { web } from "../../support/fargate-service";
import { record, refusal, type Recorded } from "../../support/recorded";
import { EXISTING } from "../../topologies/existing";

const { listenerArn, securityGroupId, dnsName } = EXISTING.loadBalancer;
const ARGS = { listenerArn, securityGroupId, dnsName, protocol: "HTTPS" } as const;

/** A service behind the existing load balancer, and another one that may call it. */
function build(args: Partial<ExistingLoadBalancerArgs> = {}, service: Partial<FargateServiceArgs> = {}): void {
  const loadBalancer = LoadBalancer.fromExisting("shared", { ...ARGS, ...args });
  const network = Network.fromExisting("shared", EXISTING.network);
  const cluster = Cluster.fromExisting("shared", EXISTING.cluster);
  const route = { loadBalancer, paths: ["/shop/*"] };
  new FargateService("web", { cluster, network, containers: { web }, route, ...service });
  if (!args.internal) return;
  loadBalancer.allowFrom(
    new FargateService("batch", { cluster, network, containers: { batch: { image: web.image } } }),
  );
}

function recorded(args?: Partial<ExistingLoadBalancerArgs>): Promise<Recorded> {
  return record(() => {
    build(args);
  }, existingAccount());
}

function groupRules(run: Recorded) {
  return ["vpc.SecurityGroupIngressRule", "vpc.SecurityGroupEgressRule"].map((type) =>
    run.names(type).filter((name) => !name.endsWith("-https")),
  );
}

describe("a load balancer that exists already", () => {
  it("gets a rule for each route, and nothing else of it is registered", async () => {
    const run = await recorded();
    assert.deepEqual([run.names("lb.LoadBalancer"), run.names("lb.Listener")], [[], []]);
    assert.deepEqual(run.inputs("lb.ListenerRule", "shared-web"), {
      listenerArn,
      priority: planRules([{ name: "web", paths: ["/shop/*"] }])[0]!.priority,
      conditions: [{ pathPattern: { values: ["/shop/*"] } }],
      actions: [{ type: "forward", targetGroupArn: run.output("lb.TargetGroup", "web", "arn") }],
      tags: { Name: "shared-web" },
    });
    assert.ok(run.dependencies("ecs.Service", "web").includes("lb.ListenerRule shared-web"));
  });

  it("is let in by the tasks, and its own security group is left to others", async () => {
    const run = await recorded();
    assert.deepEqual(groupRules(run), [["shared-to-web"], []]);
    assert.deepEqual(run.inputs("vpc.SecurityGroupIngressRule", "shared-to-web"), {
      securityGroupId: run.id("ec2.SecurityGroup", "web"),
      referencedSecurityGroupId: securityGroupId,
      fromPort: 8080,
      toPort: 8080,
      ipProtocol: "tcp",
      description: "From load balancer shared",
      tags: { Name: "shared-to-web" },
    });
  });

  it("is let out to the tasks too, if rules may be added to its group", async () => {
    const run = await recorded({ addSecurityGroupRules: true });
    assert.deepEqual(groupRules(run), [["shared-to-web"], ["shared-to-web"]]);
    const { securityGroupId: from, referencedSecurityGroupId: to } = run.inputs(
      "vpc.SecurityGroupEgressRule",
      "shared-to-web",
    );
    assert.deepEqual([from, to], [securityGroupId, run.id("ec2.SecurityGroup", "web")]);
  });

  it("is called by those whom it lets in, on its own port, and by nobody else", async () => {
    const https = await recorded({ internal: true });
    assert.deepEqual(groupRules(https), [["shared-to-web"], ["batch-to-shared"]]);
    assert.equal(https.inputs("vpc.SecurityGroupEgressRule", "batch-to-shared")["toPort"], 443);
    const http = await recorded({ internal: true, protocol: "HTTP", addSecurityGroupRules: true });
    assert.deepEqual(groupRules(http), [
      ["batch-to-shared", "shared-to-web"],
      ["batch-to-shared", "shared-to-web"],
    ]);
    const rule = http.inputs("vpc.SecurityGroupIngressRule", "batch-to-shared");
    assert.deepEqual([rule["securityGroupId"], rule["toPort"]], [securityGroupId, 80]);
    const other = await recorded({ internal: true, port: 8443 });
    assert.equal(other.inputs("vpc.SecurityGroupEgressRule", "batch-to-shared")["toPort"], 8443);
    const { message } = await refusal(() => {
      LoadBalancer.fromExisting("shared", ARGS).allowFrom({ name: "web", securityGroup: { id: "sg-1" as never } });
    });
    assert.match(message, /It faces the internet, so everyone reaches it already/);
  });

  it("is what the service's requests are counted at", async () => {
    const autoScaling = { minTasks: 2, maxTasks: 4, requestsPerTargetPerMinute: 100 };
    const run = await record(() => build({}, { autoScaling }), existingAccount());
    const { targetTrackingScalingPolicyConfiguration: tracking } = run.inputs("appautoscaling.Policy", "web-requests");
    const suffix = run.output("lb.TargetGroup", "web", "arnSuffix");
    assert.deepEqual((tracking as { predefinedMetricSpecification: unknown }).predefinedMetricSpecification, {
      predefinedMetricType: "ALBRequestCountPerTarget",
      resourceLabel: `app/shared/0123456789abcdef/${suffix}`,
    });
  });

  it("shifts requests between two sets of tasks, if the deployment strategy says so", async () => {
    const run = await record(() => build({}, { strategy: { type: "blueGreen" } }), existingAccount());
    assert.deepEqual(run.names("lb.ListenerRule"), ["shared-web.weighted"]);
    assert.equal(run.input("lb.ListenerRule", "shared-web.weighted", "listenerArn"), listenerArn);
  });

  it("is refused with everything that is wrong at once, before anything is registered", async () => {
    const { message, registered } = await refusal(() =>
      LoadBalancer.fromExisting("shared", {
        listenerArn: listenerArn.replace(":listener/", ":loadbalancer/"),
        protocol: "HTTPS",
        securityGroupId: "default",
        dnsName: "https://shared.example.com/",
        hostName: "localhost",
        port: 0,
        reservedPriorities: [1, 50_001],
      }),
    );
    for (const argument of ["listenerArn", "securityGroupId", "dnsName", "hostName", "port", "reservedPriorities[1]"]) {
      assert.ok(message.includes(`load balancer "shared": ${argument}`), `${argument}: ${message}`);
    }
    assert.doesNotMatch(message, /reservedPriorities\[0\]/);
    assert.deepEqual(registered, []);
    assert.deepEqual(checkExistingLoadBalancer("shared", ARGS), []);
  });

  it("is an Application Load Balancer: others have no rules", () => {
    const network = { ...ARGS, listenerArn: listenerArn.replace("/app/", "/net/") };
    assert.deepEqual(
      checkExistingLoadBalancer("shared", network).map(({ message }) => message),
      ["Only listeners of Application Load Balancers have rules, and this is one of another kind."],
    );
  });

  it("refuses a rule whose priority is taken, also the one before it where ECS shifts requests", async () => {
    const route = { name: "web", paths: ["/shop/*"] };
    const { priority } = planRules([route])[0]!;
    const { message } = await refusal(() => {
      build({ reservedPriorities: [priority] });
    });
    assert.match(message, /service "web": route\.priority.*A rule that load balancer "shared" has already/s);
    assert.equal(checkReservedPriorities("shared", [priority - 1], [route]).length, 0);
    assert.equal(checkReservedPriorities("shared", [priority - 1], [{ ...route, weighted: true }]).length, 1);
  });

  it("has a hundred rules at most, with those that are there already", () => {
    const routes = ["a", "b"].map((name) => ({ name, paths: [`/${name}`] }));
    const reserved = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
    assert.deepEqual(checkReservedPriorities("shared", reserved(98), routes), []);
    const [problem, ...more] = checkReservedPriorities("shared", reserved(99), routes);
    assert.match(problem!.message, /at most 100 rules.*it would have 101/);
    assert.deepEqual(more, []);
  });

  it("never gets a rule of a priority that is taken, whatever the routes are called", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 50_000 }), { maxLength: 50 }),
        fc.nat(),
        (names, others, chosen) => {
          const routes = names.map((name) => ({ name, paths: [`/${name}/*`] }));
          const planned = planRules(routes);
          const taken = planned[chosen % planned.length]!;
          const refused = checkReservedPriorities("shared", [...others, taken.priority], routes).map(
            ({ component }) => component,
          );
          assert.ok(refused.includes(`service "${taken.name}"`));
          for (const { name, priority } of planned) {
            const isTaken = priority === taken.priority || others.includes(priority);
            assert.equal(refused.includes(`service "${name}"`), isTaken);
          }
        },
      ),
    );
  });
});
