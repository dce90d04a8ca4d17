import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Network } from "../../../components/network/network";
import { Cluster } from "../../../components/service/cluster";
import { FargateService } from "../../../components/service/fargate-service";
import { build, containers, service, web } from "../../support/fargate-service";
import { asText, record, refusal } from "../../support/recorded";

describe("a Fargate service on simulated AWS", () => {
  it("runs two tasks in private subnets, rolls back by itself, and is spread over the zones", async () => {
    const run = await service();
    const { name, ...inputs } = run.inputs("ecs.Service", "web");
    assert.match(asText(name), /^web-[0-9a-f]{7}$/);
    assert.deepEqual(inputs, {
      cluster: run.output("ecs.Cluster", "main", "arn"),
      taskDefinition: run.output("ecs.TaskDefinition", "web", "arn"),
      desiredCount: 2,
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1, base: 0 }],
      forceNewDeployment: true,
      networkConfiguration: {
        subnets: ["main-private-a", "main-private-b"].map((subnet) => run.id("ec2.Subnet", subnet)),
        securityGroups: [run.id("ec2.SecurityGroup", "web")],
        assignPublicIp: false,
      },
      loadBalancers: [
        { targetGroupArn: run.output("lb.TargetGroup", "web", "arn"), containerName: "web", containerPort: 8080 },
      ],
      healthCheckGracePeriodSeconds: 60,
      deploymentConfiguration: { strategy: "ROLLING" },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      availabilityZoneRebalancing: "ENABLED",
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      schedulingStrategy: "REPLICA",
      tags: { Name: "web" },
    });
    assert.deepEqual(run.resource("ecs.Service", "web").options.ignoreChanges ?? [], []);
  });

  it("waits for whatever its first task needs: a way out, a rule, permissions, capacity providers", async () => {
    const run = await service();
    const dependencies = run.dependencies("ecs.Service", "web");
    for (const needed of [
      "ec2.Route main-private-a-internet",
      "ec2.RouteTableAssociation main-private-b",
      "ec2.VpcEndpoint main-s3",
      "iam.RolePolicy web-execution",
      "lb.ListenerRule public-web",
      "vpc.SecurityGroupEgressRule web-https",
      "vpc.SecurityGroupIngressRule public-to-web",
      "ecs.ClusterCapacityProviders main",
    ]) {
      assert.ok(dependencies.includes(needed), `${needed} is not among ${dependencies.join(", ")}`);
    }
  });

  it("describes its task once and for all: a stable family, revisions that stay, Fargate's network", async () => {
    const run = await service({ cpuUnits: 512, memoryMiB: 1024, cpuArchitecture: "ARM64" });
    const { containerDefinitions, ...inputs } = run.inputs("ecs.TaskDefinition", "web");
    assert.deepEqual(inputs, {
      family: `${run.output("ecs.Cluster", "main", "name")}-web`,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: "512",
      memory: "1024",
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "ARM64" },
      executionRoleArn: run.output("iam.Role", "web-execution", "arn"),
      taskRoleArn: run.output("iam.Role", "web-task", "arn"),
      skipDestroy: true,
      tags: { Name: "web" },
    });
  });

  it("has more storage only if it asks for it", async () => {
    const storage = async (args: Parameters<typeof service>[0]) =>
      (await service(args)).inputs("ecs.TaskDefinition", "web")["ephemeralStorage"];
    assert.deepEqual(await storage({ ephemeralStorageGiB: 50 }), { sizeInGib: 50 });
    assert.equal(await storage({}), undefined);
  });

  it("has the smallest task and x86 if nothing is said", async () => {
    const inputs = (await service()).inputs("ecs.TaskDefinition", "web");
    assert.deepEqual([inputs["cpu"], inputs["memory"]], ["256", "512"]);
    assert.deepEqual(inputs["runtimePlatform"], { operatingSystemFamily: "LINUX", cpuArchitecture: "X86_64" });
  });

  it("runs its program as a user that is not root, on a file system that can't be written, behind an init process", async () => {
    const run = await service();
    assert.deepEqual(containers(run), {
      web: {
        name: "web",
        image: web.image,
        cpu: 0,
        essential: true,
        user: "1000:1000",
        readonlyRootFilesystem: true,
        portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
        environment: [],
        secrets: [],
        dependsOn: [],
        stopTimeout: 30,
        linuxParameters: { initProcessEnabled: true },
        logConfiguration: {
          logDriver: "awslogs",
          options: {
            "awslogs-group": run.output("cloudwatch.LogGroup", "web", "name"),
            "awslogs-region": "eu-central-1",
            "awslogs-stream-prefix": "web",
            mode: "non-blocking",
            "max-buffer-size": "25m",
          },
        },
        mountPoints: [],
        volumesFrom: [],
        systemControls: [],
      },
    });
  });

  it("warns of a container that is less safe than the default, and of nothing else", async () => {
    const run = await service({ containers: { web: { ...web, readonlyRootFilesystem: false, user: "root" } } });
    assert.equal(containers(run)["web"]!["readonlyRootFilesystem"], false);
    assert.deepEqual(
      run.messages.map(({ text }) => text).filter((text) => text.startsWith("service")),
      [
        'service "web", container "web": readonlyRootFilesystem is false instead of the default true. An attacker who gets into the container can change its programs.',
        'service "web", container "web": user is "root" instead of the default "1000:1000". The program runs as root inside the container.',
      ],
    );
    const harmless = await service({ containers: { web: { ...web, user: "1001" } } });
    assert.deepEqual(
      harmless.messages.filter(({ text }) => text.startsWith("service")),
      [],
    );
  });

  it("warns of images that may be others tomorrow, and of no others", async () => {
    const warned = async (image: string) => {
      const { messages } = await service({ containers: { web: { ...web, image } }, setupImage: image });
      return messages.filter(({ text }) => text.includes("names no version")).map(({ text }) => text.split(" is ")[0]);
    };
    const both = ['service "web": containers.web.image', 'service "web": setupImage'];
    assert.deepEqual(await warned("example/web"), both);
    assert.deepEqual(await warned("example/web:latest"), both);
    assert.deepEqual(await warned("example/web:1.2"), []);
    assert.deepEqual(await warned(`example/web:latest@sha256:${"0".repeat(64)}`), []);
  });

  it("lets in only what comes from the load balancer, on the container's port, and lets out only HTTPS", async () => {
    const run = await service();
    const group = run.id("ec2.SecurityGroup", "web");
    const rulesOf = (type: string) =>
      run.names(type).flatMap((name) => {
        const { securityGroupId, tags, description, ...rule } = run.inputs(type, name);
        assert.ok(description, `${name} has no description`);
        return securityGroupId === group ? [rule] : [];
      });
    assert.deepEqual(rulesOf("vpc.SecurityGroupIngressRule"), [
      {
        referencedSecurityGroupId: run.id("ec2.SecurityGroup", "public"),
        fromPort: 8080,
        toPort: 8080,
        ipProtocol: "tcp",
      },
    ]);
    assert.deepEqual(rulesOf("vpc.SecurityGroupEgressRule"), [
      { cidrIpv4: "0.0.0.0/0", fromPort: 443, toPort: 443, ipProtocol: "tcp" },
    ]);
  });

  it("gives new tasks requests after two good answers, and takes them away after three failures", async () => {
    const run = await service({
      route: { paths: ["/*"], healthCheck: { path: "/health" }, deregistrationDelaySeconds: 15 },
    });
    const { name, ...inputs } = run.inputs("lb.TargetGroup", "web");
    assert.match(asText(name), /^web-[0-9a-f]{7}$/);
    assert.deepEqual(inputs, {
      vpcId: run.id("ec2.Vpc", "main"),
      targetType: "ip",
      protocol: "HTTP",
      protocolVersion: "HTTP1",
      port: 8080,
      deregistrationDelay: 15,
      slowStart: 0,
      loadBalancingAlgorithmType: "round_robin",
      loadBalancingAnomalyMitigation: "off",
      stickiness: { enabled: false, type: "lb_cookie", cookieDuration: 86_400 },
      healthCheck: {
        enabled: true,
        protocol: "HTTP",
        port: "traffic-port",
        path: "/health",
        matcher: "200-399",
        interval: 10,
        timeout: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
      },
      tags: { Name: "web" },
    });
    assert.equal((await service()).inputs("lb.TargetGroup", "web")["deregistrationDelay"], 60);
  });

  it("waits for slow starters before the load balancer's verdict counts", async () => {
    const healthCheck = { command: ["CMD-SHELL", "true"], startPeriodSeconds: 120 };
    const run = await service({ containers: { web: { ...web, healthCheck } } });
    assert.equal(run.inputs("ecs.Service", "web")["healthCheckGracePeriodSeconds"], 120);
    assert.deepEqual(containers(run)["web"]!["healthCheck"], {
      command: ["CMD-SHELL", "true"],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 120,
    });
  });

  it("takes the requests that meet all conditions of its route", async () => {
    const route = { paths: ["/api/*"], headers: { "X-Version": ["2*"] }, methods: ["GET"], priority: 7 };
    const { conditions, priority } = (await service({ route })).inputs("lb.ListenerRule", "public-web");
    assert.deepEqual(
      { conditions, priority },
      {
        conditions: [
          { pathPattern: { values: ["/api/*"] } },
          { httpHeader: { httpHeaderName: "X-Version", values: ["2*"] } },
          { httpRequestMethod: { values: ["GET"] } },
        ],
        priority: 7,
      },
    );
  });

  it("without a route has no target group, no rule, no grace period, and nothing reaches it", async () => {
    const run = await record(() => {
      const network = new Network("main", { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" });
      new FargateService("worker", {
        cluster: new Cluster("main", {}),
        network,
        containers: { worker: { image: "example/worker:1" } },
      });
    });
    for (const type of ["lb.TargetGroup", "lb.ListenerRule", "vpc.SecurityGroupIngressRule"])
      assert.deepEqual(run.names(type), []);
    const inputs = run.inputs("ecs.Service", "worker");
    assert.equal("loadBalancers" in inputs, false);
    assert.equal("healthCheckGracePeriodSeconds" in inputs, false);
  });

  it("uses Spot where it is told to, and gives tasks all of the two minutes that Spot leaves", async () => {
    const run = await service({
      capacityProviderStrategy: [
        { capacityProvider: "FARGATE", base: 1 },
        { capacityProvider: "FARGATE_SPOT", weight: 4 },
      ],
    });
    assert.deepEqual(run.inputs("ecs.Service", "web")["capacityProviderStrategies"], [
      { capacityProvider: "FARGATE", weight: 1, base: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 4, base: 0 },
    ]);
    assert.equal(containers(run)["web"]!["stopTimeout"], 120);
  });

  it("keeps logs for a year, or as long as it is told to, and protects them if wanted", async () => {
    const run = await service();
    assert.equal(run.inputs("cloudwatch.LogGroup", "web")["retentionInDays"], 365);
    assert.equal(run.resource("cloudwatch.LogGroup", "web").options.protect, false);
    const other = await service({ logRetentionDays: 14, protectLogGroup: true });
    assert.equal(other.inputs("cloudwatch.LogGroup", "web")["retentionInDays"], 14);
    assert.equal(other.resource("cloudwatch.LogGroup", "web").options.protect, true);
  });

  it("checks values that are Outputs by the same rules, when they are known", async () => {
    const environment = { DATABASE_URL: pulumi.output("postgres://app:hunter2@db/app") };
    const { message } = await refusal(() => build({ containers: { web: { ...web, environment } } }));
    assert.match(message, /containers\.web\.environment\.DATABASE_URL/);
    assert.doesNotMatch(message, /hunter2/);
  });

  it("is refused with all that is wrong, before any part of it is registered", async () => {
    const { message, registered } = await refusal(() => build({ cpuUnits: 300, desiredCount: -1 }));
    assert.match(message, /^2 problems found; nothing was created\./);
    assert.deepEqual(
      registered.filter((type) => /FargateService|ecs\/(task|service)|identity:/.test(type)),
      [],
    );
  });
});
