import assert from "node:assert/strict";
import fc from "fast-check";
import { isProperties, Secret, UNKNOWN, type Properties, type Value } from "../../model/graph";
import { runProgram } from "../../simulator/in-process";
import { BEHAVIOURS } from "../../simulator/behaviours/index";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { TestAccount, urnOf } from "./account";
import { CONFIG, fargateProgram, PROJECT, STACK } from "./fargate-program";

const VPC = "aws:ec2/vpc:Vpc";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";

describe("the simulated provider's Check", () => {
  const account = new TestAccount();

  /** Check with a provider of its own. */
  function checkWith(provider: Properties, type: string, inputs: Properties): Properties {
    const aws = new SimulatedAws();
    return aws.check({ type, urn: urnOf(type, "it") }, inputs, aws.configure(provider)).inputs;
  }

  describe("fills in", () => {
    it("a truthy default and no falsy one, as the provider does from 7.27 on", () => {
      assert.deepEqual(
        account.check("aws:lb/loadBalancer:LoadBalancer", { subnets: ["subnet-1", "subnet-2"], name: "lb" }).inputs,
        {
          clientKeepAlive: 3600,
          desyncMitigationMode: "defensive",
          dnsRecordClientRoutingPolicy: "any_availability_zone",
          enableHttp2: true,
          idleTimeout: 60,
          loadBalancerType: "application",
          name: "lb",
          region: "eu-central-1",
          subnets: ["subnet-1", "subnet-2"],
          tagsAll: {},
          xffHeaderProcessingMode: "append",
        },
      );
    });

    it("no falsy default of any type", () => {
      const falsy = [...BEHAVIOURS.values()].flatMap(({ type, defaults = {} }) =>
        Object.entries(defaults).flatMap(([path, value]) => (value ? [] : [`${type} ${path}`])),
      );
      assert.deepEqual(falsy, []);
    });

    it("defaults inside an object or list that is given, and makes none", () => {
      const { inputs } = account.check("aws:lb/targetGroup:TargetGroup", { healthCheck: { path: "/", interval: 10 } });
      assert.deepEqual(inputs.healthCheck, {
        ...{ enabled: true, healthyThreshold: 3, interval: 10, path: "/" },
        ...{ port: "traffic-port", protocol: "HTTP", unhealthyThreshold: 3 },
      });
      assert.equal("stickiness" in inputs, false);
      const listener = account.check("aws:lb/listener:Listener", {
        defaultActions: [{ type: "redirect", redirect: { statusCode: "HTTP_301", protocol: "HTTPS" } }],
      });
      assert.deepEqual(listener.inputs.defaultActions, [
        {
          type: "redirect",
          redirect: {
            host: "#{host}",
            path: "/#{path}",
            port: "#{port}",
            protocol: "HTTPS",
            query: "#{query}",
            statusCode: "HTTP_301",
          },
        },
      ]);
    });

    it("a name of the logical name and seven hexadecimal digits, the same each time", () => {
      const { name } = account.check(GROUP, { vpcId: "vpc-0123456789abcdef0" }, "web").inputs;
      assert.match(name as string, /^web-[0-9a-f]{7}$/);
      assert.equal(account.check(GROUP, { vpcId: "vpc-0123456789abcdef0" }, "web").inputs.name, name);
      assert.notEqual(account.check(GROUP, { vpcId: "vpc-0123456789abcdef0" }, "web2").inputs.name, name);
    });

    it("no name where one, or a prefix for one, is given", () => {
      assert.equal(account.check(GROUP, { name: "mine" }).inputs.name, "mine");
      assert.equal("name" in account.check(GROUP, { namePrefix: "mine-" }).inputs, false);
      assert.equal(account.check(GROUP, { name: UNKNOWN }).inputs.name, UNKNOWN);
    });

    it("the name that a resource has, and another one for its replacement", () => {
      const { aws, provider } = account;
      const key = { type: "aws:ecs/cluster:Cluster", urn: urnOf("aws:ecs/cluster:Cluster", "main") };
      const first = aws.check(key, {}, provider).inputs;
      aws.create(key, first, provider);
      assert.equal(aws.check(key, {}, provider, first).inputs.name, first.name);
      assert.notEqual(aws.check(key, {}, provider).inputs.name, first.name);
    });

    it("the provider's region, unless the resource has its own or belongs to no region", () => {
      assert.equal(checkWith({ region: "eu-west-1" }, VPC, {}).region, "eu-west-1");
      assert.equal(checkWith({ region: "eu-west-1" }, VPC, { region: "us-east-1" }).region, "us-east-1");
      assert.equal(checkWith({}, VPC, {}).region, "eu-central-1");
      assert.equal("region" in checkWith({ region: "eu-west-1" }, "aws:iam/role:Role", {}), false);
    });

    it("the default tags under the resource's own, as JSON text or object, without ignored ones", () => {
      const tags = { team: "a", stage: "dev", "kubernetes.io/x": "y", secret: "z" };
      const ignoreTags = { keys: ["secret"], keyPrefixes: ["kubernetes.io/"] };
      for (const wire of [(value: Properties) => value, (value: Properties) => JSON.stringify(value)]) {
        const provider = { region: "eu-west-1", defaultTags: wire({ tags }), ignoreTags: wire(ignoreTags) };
        const { tags: own, tagsAll } = checkWith(provider, VPC, { tags: { team: "b", more: "c" } });
        assert.deepEqual(
          [own, tagsAll],
          [
            { team: "b", more: "c" },
            { team: "b", stage: "dev", more: "c" },
          ],
        );
      }
    });

    it("tagsAll as a whole as unknown if one tag is, and none for types without tags", () => {
      const provider = { defaultTags: { tags: { team: "a" } } };
      assert.equal(checkWith(provider, VPC, { tags: { id: UNKNOWN } }).tagsAll, UNKNOWN);
      assert.equal(checkWith({ defaultTags: { tags: { team: UNKNOWN } } }, VPC, {}).tagsAll, UNKNOWN);
      assert.equal("tagsAll" in checkWith(provider, "aws:ec2/route:Route", {}), false);
    });

    it("a policy given as an object, as JSON text with sorted keys; secret or unknown if a part is", () => {
      const policy = { Version: "2012-10-17", Statement: [{ Resource: "*", Effect: "Allow", Action: "s3:GetObject" }] };
      const checked = (value: Properties) =>
        account.check("aws:iam/rolePolicy:RolePolicy", { role: "r", policy: value }).inputs.policy;
      const json = '{"Statement":[{"Action":"s3:GetObject","Effect":"Allow","Resource":"*"}],"Version":"2012-10-17"}';
      assert.equal(checked(policy), json);
      assert.equal(checked({ ...policy, Statement: UNKNOWN }), UNKNOWN);
      const secret = checked({ ...policy, Version: new Secret("2012-10-17") });
      assert.ok(secret instanceof Secret);
      assert.equal(secret.reveal(), json);
    });
  });

  it("takes null for absent", () => {
    const { inputs, failures } = account.check("aws:ec2/routeTable:RouteTable", { vpcId: null });
    assert.equal("vpcId" in inputs, false);
    assert.deepEqual(failures, [{ property: "vpcId", reason: "Missing required property 'vpcId'." }]);
  });

  it("refuses an automatic name that is too long, and says which part is", () => {
    const type = "aws:lb/targetGroup:TargetGroup";
    const inputs = { vpcId: "vpc-0123456789abcdef0", port: 80, protocol: "HTTP" };
    assert.deepEqual(account.check(type, inputs, "x".repeat(24)).failures, []);
    const [failure] = account.check(type, inputs, "x".repeat(25)).failures;
    assert.equal(failure?.property, "name");
    assert.match(failure.reason, /'x{25}-' plus 7 random characters, is longer than the maximum of 32/);
  });

  it("refuses tags that AWS refuses, default tags included", () => {
    const properties = (tags: Properties) =>
      account.check(VPC, { cidrBlock: "10.0.0.0/16", tags }).failures.map(({ property }) => property);
    assert.deepEqual(properties({ "aws:mine": "x", good: "x" }), ['tags["aws:mine"]']);
    assert.deepEqual(properties({ long: "x".repeat(257), empty: "" }), ['tags["long"]']);
    assert.deepEqual(properties(Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag${index}`, "x"]))), [
      "tags",
    ]);
    assert.deepEqual(properties({ fifty: "x", unknown: UNKNOWN }), []);
  });

  it("says what is wrong with a secret value, and never the value", () => {
    const { failures } = account.check(VPC, { cidrBlock: new Secret("swordfish") });
    assert.deepEqual(failures, [
      { property: "cidrBlock", reason: "It is not an address range in CIDR notation, such as 10.0.0.0/16." },
    ]);
    const definition = { family: "web", containerDefinitions: new Secret('[{"name":"swordfish"}]') };
    assert.deepEqual(account.check("aws:ecs/taskDefinition:TaskDefinition", definition).failures, [
      { property: "containerDefinitions", reason: "AWS refuses it; it is secret, so no more is said." },
    ]);
  });

  it("never finds fault with less knowledge: what is valid stays valid with any part of it unknown", async () => {
    const run = await runProgram({ project: PROJECT, stack: STACK, config: CONFIG, program: fargateProgram() });
    const resources = run.graph.resources.filter(({ type, custom }) => custom && !type.startsWith("pulumi:"));
    assert.ok(resources.length > 25);
    const aws = new SimulatedAws();
    const provider = aws.configure({});
    fc.assert(
      fc.property(fc.constantFrom(...resources), fc.infiniteStream(fc.boolean()), ({ type, urn, inputs }, hidden) => {
        const partlyKnown = hide(inputs, () => hidden.next().value === true) as Properties;
        assert.deepEqual(aws.check({ type, urn }, isProperties(partlyKnown) ? partlyKnown : {}, provider).failures, []);
      }),
      { numRuns: 1000 },
    );
  });
});

/** The value with some of its parts unknown. The outermost object stays. */
function hide(value: Value, isHidden: () => boolean): Value {
  const inner = (part: Value): Value => (isHidden() && isHidden() ? UNKNOWN : hide(part, isHidden));
  if (Array.isArray(value)) return (value as readonly Value[]).map(inner);
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inner(part)]));
}
