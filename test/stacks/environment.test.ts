import assert from "node:assert/strict";
import type { Resource } from "../../model/graph";
import { type ProgramRun, runProgram } from "../../simulator/in-process";
import { environmentProgram } from "../../stacks/program";
import { asText } from "../support/recorded";
import { configValues, PROJECT, SETTINGS } from "../support/settings";

const { web } = SETTINGS.services;

function run(change: Readonly<Record<string, unknown>> = {}): Promise<ProgramRun> {
  return runProgram({
    project: PROJECT,
    stack: "staging",
    config: { ...configValues(change), "pulumi:disable-default-providers": '["*"]' },
    secretConfigKeys: "secrets" in change ? [`${PROJECT}:secrets`] : [],
    program: environmentProgram,
  });
}

async function resources(change?: Readonly<Record<string, unknown>>): Promise<readonly Resource[]> {
  const { graph, error } = await run(change);
  assert.equal(error, undefined, String(error));
  return graph.resources;
}

function byType(resources: readonly Resource[], type: string): readonly Resource[] {
  return resources.filter((resource) => resource.type === type);
}

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

  it("keeps logs as long as the environment says, unless a service says otherwise", async () => {
    const services = { web, worker: { containers: { worker: { image: "a:1" } }, logRetentionDays: 90 } };
    const groups = byType(await resources({ logRetentionDays: 30, services }), "aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(Object.fromEntries(groups.map(({ name, inputs }) => [name, inputs["retentionInDays"]])), {
      web: 30,
      worker: 90,
    });
  });

  it("protects what holds state, and only that, unless told otherwise", async () => {
    const protectedNames = async (change: Readonly<Record<string, unknown>>) =>
      (await resources({ secrets: { key: "hunter2" }, ...change }))
        .filter((resource) => resource.custom && resource.options.protect === true)
        .map(({ type, name }) => `${type} ${name}`)
        .sort();
    assert.deepEqual(await protectedNames({}), [
      "aws:cloudwatch/logGroup:LogGroup web",
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
    const [policy] = byType(all, "aws:iam/rolePolicy:RolePolicy");
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

  it("has no load balancer if none is configured", async () => {
    const all = await resources({
      loadBalancer: undefined,
      services: { worker: { containers: { worker: { image: "a:1" } } } },
    });
    assert.deepEqual(byType(all, "aws:lb/loadBalancer:LoadBalancer"), []);
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
