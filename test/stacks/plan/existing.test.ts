import assert from "node:assert/strict";
import { planEnvironment } from "../../../stacks/plan";
import { thrownProblems } from "../../support/problems";
import { configuration, PROJECT, SETTINGS } from "../../support/settings";
import { EXISTING, existingTopology } from "../../topologies/existing";

type Change = Readonly<Record<string, unknown>>;

const { network, cluster, loadBalancer, internalLoadBalancer } = EXISTING;

/** The environment in which all exists already, with settings replaced; undefined removes one. */
function settings(change: Change = {}, existing: Change = {}): Change {
  const none = { network: undefined, loadBalancer: undefined, notifications: undefined };
  const uncalled = "services" in change && { internalLoadBalancer: { ...internalLoadBalancer, allowFrom: [] } };
  return { ...none, ...existingTopology({ ...EXISTING, ...uncalled, ...existing }), ...change };
}

function plan(change?: Change, existing?: Change) {
  return planEnvironment(PROJECT, "staging", configuration(settings(change, existing)));
}

/** What is wrong, as `component: argument: message`. */
function problems(change?: Change, existing?: Change): string[] {
  return thrownProblems(() => plan(change, existing)).map(
    ({ component, argument, message }) => `${component}: ${argument}: ${message}`,
  );
}

/** One service without a route. */
const worker = (change: Change = {}) => ({
  services: { worker: { containers: { worker: { image: "example/worker:1" } }, ...change } },
});

describe("what exists already", () => {
  it("takes the place of what would be built", () => {
    assert.deepEqual(plan().warnings, []);
  });

  it("can't be used and built at once", () => {
    const own = {
      network: SETTINGS.network,
      cluster: {},
      loadBalancer: { plainHttp: true },
      internalLoadBalancer: { plainHttp: true, allowFrom: ["web"] },
    };
    assert.deepEqual(
      problems(own),
      ["network", "cluster", "loadBalancer", "internalLoadBalancer"].map(
        (kind) => `environment: ${kind}: There is one to be built, and an existing one in existing.${kind}.`,
      ),
    );
  });

  it("or what is built has to be a network at least, whose absence is told once", () => {
    const nothing = { existing: undefined, ...worker() };
    assert.deepEqual(problems(nothing), ["environment: network: It is missing."]);
    const unreadable = configuration(settings({ existing: "vpc-0123456789abcdef0", ...worker() }));
    assert.deepEqual(
      thrownProblems(() => planEnvironment(PROJECT, "staging", unreadable)).map(({ argument }) => argument),
      ["fargate-platform:existing"],
    );
  });

  it("is asked to count the tasks that a queue decides about, which the platform's own cluster does", () => {
    const scaled = worker({ autoScaling: { minTasks: 1, maxTasks: 9, queue: { name: "jobs", messagesPerTask: 5 } } });
    const warnings = (existing: Change) =>
      plan(scaled, existing)
        .warnings.filter(({ argument }) => argument === "autoScaling.queue")
        .map(({ component, value }) => [component, value]);
    assert.deepEqual(warnings({}), [['service "worker"', "jobs"]]);
    assert.deepEqual(warnings({ cluster: undefined }), []);
  });

  it("is checked like a component's arguments, all of it at once", () => {
    const wrong = {
      network: { ...network, vpcId: "vpc" },
      cluster: { clusterArn: "shared" },
      loadBalancer: { ...loadBalancer, dnsName: "https://shared" },
      internalLoadBalancer: { ...internalLoadBalancer, securityGroupId: "inside" },
    };
    assert.deepEqual(
      thrownProblems(() => plan({}, wrong)).map(({ component, argument }) => `${component}: ${argument}`),
      [
        'network "main": vpcId',
        'cluster "main": clusterArn',
        'load balancer "public": dnsName',
        'load balancer "private": securityGroupId',
      ],
    );
  });

  it("has to be in the environment's region and account", () => {
    const elsewhere = (arn: string) => arn.replace("eu-central-1:123456789012", "us-east-1:999999999999");
    const moved = {
      cluster: { clusterArn: elsewhere(cluster.clusterArn) },
      loadBalancer: { ...loadBalancer, listenerArn: elsewhere(loadBalancer.listenerArn) },
    };
    const both = (argument: string) => [
      `environment: existing.${argument}: It is in us-east-1, and the environment in eu-central-1.`,
      `environment: existing.${argument}: It is in the account 999999999999, and the environment may be deployed to 123456789012.`,
    ];
    assert.deepEqual(problems({}, moved), [...both("cluster.clusterArn"), ...both("loadBalancer.listenerArn")]);
  });

  it("needs subnets where something is to stand: two zones for a load balancer, some for a service", () => {
    const { privateSubnetIds, ...rest } = network;
    const oneZone = { ...rest, publicSubnetIds: { a: network.publicSubnetIds.a } };
    const own = { network: oneZone, loadBalancer: undefined, internalLoadBalancer: undefined };
    const change = { loadBalancer: { plainHttp: true }, internalLoadBalancer: { plainHttp: true }, ...worker() };
    assert.deepEqual(problems(change, own), [
      'load balancer "public": network.publicSubnetIds: It needs subnets in at least two Availability Zones.',
      'load balancer "private": network.privateSubnetIds: It needs subnets in at least two Availability Zones.',
      'service "worker": subnetTier: The network has no private subnets.',
    ]);
    const isPublic = worker({ subnetTier: "public" });
    assert.deepEqual(plan(isPublic, own).warnings, []);
  });

  it("is warned of in prod if all tasks would be in one zone", () => {
    const oneZone = { ...network, privateSubnetIds: { a: network.privateSubnetIds.a } };
    const prod = { environmentType: "prod", alarms: false, ...worker() };
    assert.deepEqual(plan(prod).warnings, []);
    assert.deepEqual(
      plan(prod, { network: oneZone }).warnings.map(({ component, message }) => [component, message]),
      [['service "worker"', "All its tasks are in zone a: if that fails, all of them do."]],
    );
    assert.deepEqual(plan({ ...prod, environmentType: "dev" }, { network: oneZone }).warnings, []);
  });

  it("of a cluster decides about capacity and shells", () => {
    const service = worker({ executeCommand: true, capacityProviderStrategy: [{ capacityProvider: "FARGATE_SPOT" }] });
    assert.deepEqual(problems(service, { cluster: { ...cluster, capacityProviders: ["FARGATE"] } }), [
      'service "worker": executeCommand: The cluster doesn\'t record what is done in containers.',
      'service "worker": capacityProviderStrategy: The cluster has FARGATE only.',
    ]);
    const execAudit = {
      logGroupArn: "arn:aws:logs:eu-central-1:123456789012:log-group:exec",
      keyArn: "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012",
    };
    assert.deepEqual(plan(service, { cluster: { ...cluster, execAudit } }).warnings, []);
  });

  it("of a load balancer stands in the same VPC as the tasks, so that one has to exist too", () => {
    assert.deepEqual(
      problems({ network: SETTINGS.network }, { network: undefined }),
      ["loadBalancer", "internalLoadBalancer"].map(
        (kind) => `environment: existing.${kind}: It stands in a VPC, and the tasks have to be in the same one.`,
      ),
    );
  });

  it("of a public load balancer keeps its own certificate, names and web ACL", () => {
    assert.deepEqual(
      problems({ domain: { name: "example.com" }, webAcl: {} }).map((text) => text.split(":").slice(0, 2).join(":")),
      ["environment: domain", "environment: webAcl"],
    );
  });

  it("of rules is not taken, and what listeners can't pass on is refused", () => {
    const services = (route: object) => ({
      services: {
        shop: {
          containers: { shop: { image: "example/shop:1", containerPort: 80 } },
          route: { paths: ["/*"], ...route },
        },
      },
    });
    const alone = { internalLoadBalancer: undefined };
    assert.deepEqual(problems(services({ priority: 10 }), alone), [
      'service "shop": route.priority: A rule that load balancer "public" has already has this priority.',
    ]);
    assert.deepEqual(plan(services({ priority: 11 }), alone).warnings, []);
    const plain = { ...alone, loadBalancer: { ...loadBalancer, protocol: "HTTP" } };
    assert.match(problems(services({ protocolVersion: "HTTP2" }), plain).join(), /Only from an HTTPS listener/);
    assert.deepEqual(problems(services({ loadBalancer: "internal" }), alone), [
      'service "shop": route: There is no internal load balancer to get requests from.',
    ]);
  });

  it("lets callers in by the existing internal load balancer's own list", () => {
    const closed = { internalLoadBalancer: { ...internalLoadBalancer, allowFrom: [] } };
    const [problem, ...more] = thrownProblems(() => plan({}, closed));
    assert.equal(problem?.message, 'The internal load balancer does not let "web" in.');
    assert.equal(problem.fix, "Add web to existing.internalLoadBalancer.allowFrom.");
    assert.deepEqual(more, []);
    const unknown = { internalLoadBalancer: { ...internalLoadBalancer, allowFrom: ["web", "wbe"] } };
    assert.match(problems({}, unknown).join(), /allowFrom\[1\]: The environment has no such service/);
  });

  it("is called over HTTPS by a name that its certificate is for", () => {
    const https = { ...internalLoadBalancer, protocol: "HTTPS" };
    assert.match(
      problems({}, { internalLoadBalancer: https }).join(),
      /service "api": route\.hosts: Over HTTPS callers/,
    );
    const named = { ...https, hostName: "inside.example.com" };
    assert.deepEqual(plan({}, { internalLoadBalancer: named }).warnings, []);
  });
});

describe("the way out of an existing network", () => {
  const closed = { ...network, privateInternetAccess: false };
  const fromEcr = (change: Change = {}, container: Change = {}) => {
    const image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/worker:1";
    return worker({ containers: { worker: { image, ...container } }, ...change });
  };

  it("is closed unless it is said to be open", () => {
    const { privateInternetAccess: _, ...unsaid } = network;
    for (const network of [unsaid, closed]) {
      assert.deepEqual(problems(fromEcr(), { network }), [
        'network "main": vpcEndpoints: The tasks of "worker" have no way to ecr.api, ecr.dkr, logs, s3: neither to the internet nor by an endpoint.',
      ]);
    }
    assert.deepEqual(plan(fromEcr()).warnings, []);
  });

  it("can be the endpoints of all that the tasks call", () => {
    const vpcEndpoints = ["ecr.api", "ecr.dkr", "logs", "s3"];
    assert.deepEqual(plan(fromEcr(), { network: { ...closed, vpcEndpoints } }).warnings, []);
    const secret = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:key-AbCdEf";
    assert.deepEqual(problems(fromEcr({}, { secrets: { KEY: secret } }), { network: { ...closed, vpcEndpoints } }), [
      'network "main": vpcEndpoints: The tasks of "worker" have no way to secretsmanager: neither to the internet nor by an endpoint.',
    ]);
  });

  it("may have to be the internet for logs that a router sends to others", () => {
    const image = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/router:1";
    const routed = fromEcr({ logRouter: { image, output: "http", options: { host: "logs.example.com" } } });
    const warnings = (change: Change) =>
      plan(routed, { network: { ...closed, ...change } }).warnings.map(({ argument }) => argument);
    assert.deepEqual(warnings({ vpcEndpoints: ["ecr.api", "ecr.dkr", "logs", "s3"] }), ["logRouter.output"]);
    assert.deepEqual(warnings({ privateInternetAccess: true }), []);
  });

  it("has to be the internet for images of public registries", () => {
    const found = thrownProblems(() => plan(worker(), { network: { ...closed, vpcEndpoints: ["logs"] } }));
    assert.deepEqual(
      found.map(({ argument, fix }) => [argument, fix]),
      [
        [
          "containers.worker.image",
          "Copy the image to a private ECR repository in the environment's region, or set existing.network.privateInternetAccess if they have a way to the internet.",
        ],
      ],
    );
  });

  it("is no matter for tasks with public addresses", () => {
    assert.deepEqual(plan(worker({ subnetTier: "public" }), { network: closed }).warnings, []);
  });
});
