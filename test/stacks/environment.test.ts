import assert from "node:assert/strict";
import { runProgram } from "../../simulator/in-process";
import { environmentProgram } from "../../stacks/program";
import { byType, resources, run } from "../support/environment-run";
import { asText } from "../support/recorded";
import { configValues, PROJECT, SETTINGS } from "../support/settings";

const { web } = SETTINGS.services;

describe("an environment", () => {
  it("is made with the project's own provider: region, accounts and tags of everything", async () => {
    const all = await resources({ tags: { owner: "team", "cost-center": "42" } });
    const [provider, ...others] = byType(all, "pulumi:providers:aws");
    assert.deepEqual(others, []);
    const tags = {
      owner: "team",
      "cost-center": "42",
      project: "fargate-platform",
      environment: "staging",
      "managed-by": "pulumi",
    };
    assert.equal(provider?.inputs["region"], "eu-central-1");
    // Providers get structured settings as JSON text.
    assert.deepEqual(JSON.parse(asText(provider.inputs["allowedAccountIds"])), ["123456789012"]);
    assert.deepEqual(JSON.parse(asText(provider.inputs["defaultTags"])), { tags });
    assert.equal("assumeRoles" in provider.inputs, false);
    const aws = all.filter((resource) => resource.type.startsWith("aws:"));
    for (const resource of aws) assert.ok(resource.provider?.startsWith(provider.urn), resource.urn);
    assert.deepEqual(byType(all, "aws:ec2/vpc:Vpc")[0]!.inputs["tagsAll"], { ...tags, Name: "main" });
  });

  it("can be made in the name of a role", async () => {
    const [provider] = byType(
      await resources({ assumeRoleArn: "arn:aws:iam::123456789012:role/deploy" }),
      "pulumi:providers:aws",
    );
    assert.deepEqual(JSON.parse(asText(provider?.inputs["assumeRoles"])), [
      { roleArn: "arn:aws:iam::123456789012:role/deploy" },
    ]);
  });

  it("is refused in an account that is not allowed", async () => {
    const { error } = await run({ allowedAccountIds: ["210987654321"] });
    assert.match(String(error), /123456789012/);
  });

  it("keeps logs as long as the environment says, unless the network or a service says otherwise", async () => {
    const services = { web, worker: { containers: { worker: { image: "a:1" } }, logRetentionDays: 90 } };
    const daysOf = async (change: Readonly<Record<string, unknown>>) => {
      const groups = byType(await resources({ services, ...change }), "aws:cloudwatch/logGroup:LogGroup");
      return Object.fromEntries(groups.map(({ name, inputs }) => [name, inputs["retentionInDays"]]));
    };
    assert.deepEqual(await daysOf({}), { "main-flow": 365, web: 365, worker: 90 });
    assert.deepEqual(await daysOf({ logRetentionDays: 30 }), { "main-flow": 30, web: 30, worker: 90 });
    const network = { ...SETTINGS.network, flowLogRetentionDays: 731 };
    assert.deepEqual(await daysOf({ logRetentionDays: 30, network }), { "main-flow": 731, web: 30, worker: 90 });
  });

  it("protects what holds state, and only that, unless told otherwise", async () => {
    const protectedNames = async (change: Readonly<Record<string, unknown>>) =>
      (await resources({ secrets: { key: "hunter2" }, ...change }))
        .filter((resource) => resource.custom && resource.options.protect === true)
        .map(({ type, name }) => `${type} ${name}`)
        .sort();
    assert.deepEqual(await protectedNames({}), [
      "aws:cloudwatch/logGroup:LogGroup main-flow",
      "aws:cloudwatch/logGroup:LogGroup web",
      "aws:kms/key:Key alarms",
      "aws:s3/bucket:Bucket access-logs",
      "aws:secretsmanager/secret:Secret key",
    ]);
    assert.deepEqual(await protectedNames({ protectStatefulResources: false }), []);
  });

  it("hands its own secrets to containers by reference, and lets only their service read them", async () => {
    const containers = { web: { ...web.containers.web, secrets: { STRIPE_KEY: "stripe-key" } } };
    const all = await resources({ secrets: { "stripe-key": "hunter2" }, services: { web: { ...web, containers } } });
    const [version] = byType(all, "aws:secretsmanager/secretVersion:SecretVersion");
    const arn = asText(version!.outputs["arn"]);
    const [definition] = byType(all, "aws:ecs/taskDefinition:TaskDefinition");
    const [{ secrets }] = JSON.parse(asText(definition!.inputs["containerDefinitions"])) as [{ secrets: unknown }];
    assert.deepEqual(secrets, [{ name: "STRIPE_KEY", valueFrom: `${arn}:::${asText(version!.outputs["versionId"])}` }]);
    const policy = byType(all, "aws:iam/rolePolicy:RolePolicy").find(({ name }) => name === "web-execution");
    assert.ok(asText(policy!.inputs["policy"]).includes(`"${arn}"`));
    assert.doesNotMatch(JSON.stringify(all), /hunter2/);
  });

  it("tells where each service answers, and what else people ask for", async () => {
    const services = {
      web,
      shop: { ...web, route: { hosts: ["*.example.com", "shop.example.com"], paths: ["/shop/*"] } },
      worker: { containers: { worker: { image: "a:1" } } },
    };
    const { graph } = await run({ services });
    const outputs = graph.outputs as Record<string, unknown> & { services: Record<string, Record<string, unknown>> };
    const dnsName = String(outputs["loadBalancerDnsName"]);
    assert.match(dnsName, /^public-[0-9a-f]{7}-\d+\.eu-central-1\.elb\.amazonaws\.com$/);
    assert.equal(outputs.services["web"]!["url"], `https://${dnsName}/`);
    assert.equal(outputs.services["shop"]!["url"], "https://shop.example.com/shop/");
    assert.equal("url" in outputs.services["worker"]!, false);
    assert.match(String(outputs.services["worker"]!["serviceName"]), /^worker-[0-9a-f]{7}$/);
    assert.match(String(outputs.services["worker"]!["logGroupName"]), /^worker-[0-9a-f]{7}$/);
    assert.match(String(outputs["vpcId"]), /^vpc-[0-9a-f]{17}$/);
    assert.equal((outputs["natPublicIps"] as unknown[]).length, 2);
  });

  it("opens the ways between services that their settings name", async () => {
    const users = { containers: { users: { image: "a:1", containerPort: 8080 } }, allowFrom: { web: 8080 } };
    const all = await resources({ services: { web, users } });
    const group = (name: string) =>
      byType(all, "aws:ec2/securityGroup:SecurityGroup").find((resource) => resource.name === name)!.id;
    const rules = byType(all, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.deepEqual(
      rules
        .filter(({ inputs }) => inputs["securityGroupId"] === group("users"))
        .map(({ inputs }) => [inputs["referencedSecurityGroupId"], inputs["fromPort"], inputs["toPort"]]),
      [[group("web"), 8080, 8080]],
    );
  });

  it("has an internal load balancer in the private subnets if one is configured, with a name to call it by", async () => {
    const { graph } = await run({ internalLoadBalancer: { plainHttp: true } });
    const balancers = byType(graph.resources, "aws:lb/loadBalancer:LoadBalancer");
    assert.deepEqual(Object.fromEntries(balancers.map(({ name, inputs }) => [name, inputs["internal"]])), {
      public: false,
      private: true,
    });
    assert.match(String(graph.outputs?.["internalLoadBalancerDnsName"]), /^internal-private-[0-9a-f]{7}-\d+\./);
  });

  it("writes the access logs of all load balancers to one bucket, as long as the environment says", async () => {
    const all = await resources({ internalLoadBalancer: { plainHttp: true }, logRetentionDays: 30 });
    const [bucket] = byType(all, "aws:s3/bucket:Bucket");
    const accessLogs = { bucket: bucket!.id, enabled: true };
    assert.deepEqual(
      byType(all, "aws:lb/loadBalancer:LoadBalancer").map(({ inputs }) => inputs["accessLogs"]),
      [accessLogs, accessLogs],
    );
    const [lifecycle] = byType(all, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration");
    const [rule] = lifecycle!.inputs["rules"] as readonly { expiration: object }[];
    assert.deepEqual(rule!.expiration, { days: 30 });
  });

  it("has a web ACL in front of the public load balancer alone, if one is configured", async () => {
    assert.deepEqual(byType(await resources({}), "aws:wafv2/webAcl:WebAcl"), []);
    const settings = { webAcl: { requestsPerAddress: 500 }, internalLoadBalancer: { plainHttp: true } };
    const all = await resources({ ...settings, logRetentionDays: 30 });
    const [association] = byType(all, "aws:wafv2/webAclAssociation:WebAclAssociation");
    const balancers = byType(all, "aws:lb/loadBalancer:LoadBalancer");
    assert.equal(association!.inputs["resourceArn"], balancers.find(({ name }) => name === "public")!.id);
    assert.equal(byType(all, "aws:wafv2/webAclAssociation:WebAclAssociation").length, 1);
    const logs = byType(all, "aws:cloudwatch/logGroup:LogGroup").find(({ name }) => name === "aws-waf-logs-public");
    assert.equal(logs!.inputs["retentionInDays"], 30);
    assert.equal(logs!.options.protect, true);
  });

  it("limits every role by the permissions boundary, if there is one", async () => {
    const permissionsBoundaryArn = "arn:aws:iam::123456789012:policy/boundary";
    const boundaries = async (change: Readonly<Record<string, unknown>>) =>
      byType(await resources(change), "aws:iam/role:Role").map(({ inputs }) => inputs["permissionsBoundary"]);
    const limited = await boundaries({ permissionsBoundaryArn });
    assert.ok(limited.length >= 2);
    assert.deepEqual([...new Set(limited)], [permissionsBoundaryArn]);
    assert.deepEqual([...new Set(await boundaries({}))], [undefined]);
  });

  it("sends requests of internal routes through the internal load balancer, whose address their callers get", async () => {
    const route = { loadBalancer: "internal", paths: ["/users/*"] };
    const users = { containers: { users: { image: "a:1", containerPort: 8080 } }, route };
    const containers = {
      web: { ...web.containers.web, environment: { MODE: "live" }, serviceUrls: { USERS_URL: "users" } },
    };
    const { graph, error } = await run({
      internalLoadBalancer: { plainHttp: true, allowFrom: ["web"] },
      services: { web: { ...web, containers }, users },
    });
    assert.equal(error, undefined, String(error));
    const outputs = graph.outputs as Record<string, unknown> & { services: Record<string, { url: string }> };
    const url = `http://${String(outputs["internalLoadBalancerDnsName"])}/users/`;
    assert.match(url, /^http:\/\/internal-private-/);
    assert.equal(outputs.services["users"]!.url, url);
    const only = (type: string, name: string) => byType(graph.resources, type).find((each) => each.name === name)!;
    const definition = only("aws:ecs/taskDefinition:TaskDefinition", "web").inputs["containerDefinitions"];
    const [{ environment }] = JSON.parse(asText(definition)) as [{ environment: unknown }];
    assert.deepEqual(environment, [
      { name: "MODE", value: "live" },
      { name: "USERS_URL", value: url },
    ]);
    const group = (name: string) => only("aws:ec2/securityGroup:SecurityGroup", name).id;
    const inbound = byType(graph.resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .filter(({ inputs }) => [group("private"), group("users")].includes(inputs["securityGroupId"] as string))
      .map(({ inputs }) => [inputs["securityGroupId"], inputs["referencedSecurityGroupId"], inputs["toPort"]]);
    assert.deepEqual(
      inbound.sort(),
      [
        [group("private"), group("web"), 80],
        [group("users"), group("private"), 8080],
      ].sort(),
    );
    const rules = byType(graph.resources, "aws:lb/listenerRule:ListenerRule").map(({ name }) => name);
    assert.deepEqual(rules.sort(), ["private-users", "public-web"]);
  });

  it("has the names that its domain and the services' hosts say, over HTTPS, and one inside the VPC", async () => {
    const { graph, error } = await run({
      domain: { name: "example.com" },
      loadBalancer: {},
      internalLoadBalancer: {},
      services: { web, shop: { ...web, route: { hosts: ["shop.example.com", "x.example.org"] } } },
    });
    assert.equal(error, undefined);
    const records = byType(graph.resources, "aws:route53/record:Record").filter(({ inputs }) => inputs["type"] === "A");
    assert.deepEqual(Object.fromEntries(records.map(({ name, inputs }) => [name, inputs["name"]])), {
      "example.com": "example.com",
      "shop.example.com": "shop.example.com",
      private: "internal.example.com",
    });
    const [certificate] = byType(graph.resources, "aws:acm/certificate:Certificate");
    const listeners = byType(graph.resources, "aws:lb/listener:Listener");
    assert.deepEqual(Object.fromEntries(listeners.map(({ name, inputs }) => [name, inputs["certificateArn"]])), {
      "public-http": undefined,
      "public-https": certificate!.id,
      "private-https": certificate!.id,
    });
    const outputs = graph.outputs as { services: Record<string, Record<string, unknown>> };
    assert.equal(outputs.services["web"]!["url"], "https://example.com/");
    assert.equal(outputs.services["shop"]!["url"], "https://shop.example.com/");
  });

  it("has the names of its Network Load Balancer: those of its routes, or one inside the VPC", async () => {
    const feed = (hosts?: readonly string[]) => ({
      containers: { feed: { image: "example/feed:1", containerPort: 7000 } },
      networkRoutes: [{ port: 7000, protocol: "TLS", ...(hosts && { hosts }) }],
    });
    const namesOf = async (networkLoadBalancer: object, hosts?: readonly string[]) => {
      const { graph, error } = await run({
        ...{ domain: { name: "example.com" }, loadBalancer: {}, networkLoadBalancer },
        services: { web, feed: feed(hosts) },
      });
      assert.equal(error, undefined);
      const records = byType(graph.resources, "aws:route53/record:Record");
      const names = records.filter(({ inputs }) => inputs["type"] === "A").map(({ inputs }) => inputs["name"]);
      const zones = byType(graph.resources, "aws:route53/zone:Zone").map(({ inputs }) => inputs["name"]);
      const outputs = graph.outputs as { services: Record<string, Record<string, unknown>> };
      return { names: names.sort(), zones, url: outputs.services["feed"]!["url"] };
    };
    assert.deepEqual(await namesOf({ internal: false }, ["feed.example.com"]), {
      names: ["example.com", "feed.example.com"],
      zones: [],
      url: "tls://feed.example.com:7000",
    });
    assert.deepEqual(await namesOf({}), {
      names: ["example.com", "network.example.com"],
      zones: ["network.example.com"],
      url: "tls://network.example.com:7000",
    });
  });

  it("has no load balancer if none is configured", async () => {
    const all = await resources({
      loadBalancer: undefined,
      services: { worker: { containers: { worker: { image: "a:1" } } } },
    });
    assert.deepEqual(byType(all, "aws:lb/loadBalancer:LoadBalancer"), []);
    assert.deepEqual(byType(all, "aws:s3/bucket:Bucket"), []);
  });

  it("registers nothing if its settings or its plan are wrong, and says everything that is", async () => {
    for (const change of [{ region: "mars", tags: {} }, { network: { cidr: "10.0.0.0/28", zones: ["a"] } }]) {
      const { graph, error } = await run(change);
      assert.deepEqual(
        graph.resources.map(({ type }) => type),
        ["pulumi:pulumi:Stack"],
      );
      assert.match(String(error), /2 problems found; nothing was created\./);
    }
  });

  it("has the same logical names in every environment, so that none of them depends on its stack", async () => {
    const names = async (stack: string) => {
      const { graph } = await runProgram({
        project: PROJECT,
        stack,
        config: configValues(),
        program: environmentProgram,
      });
      return graph.resources
        .filter(({ type }) => !type.startsWith("pulumi:"))
        .map(({ type, name }) => `${type} ${name}`);
    };
    assert.deepEqual(await names("dev"), await names("prod"));
  });
});
