import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isSecret, isUnknown } from "../../model/graph";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { byName, run } from "./run";

class Outer extends pulumi.ComponentResource {
  constructor(
    name: string,
    build: (parent: Outer) => pulumi.Inputs | void = () => undefined,
    parent?: pulumi.Resource,
  ) {
    super("x:index:Outer", name, { size: 3 }, parent && { parent });
    this.registerOutputs(build(this) ?? {});
  }
}

const CIDR = { cidrBlock: "10.0.0.0/16" };
const STACK_URN = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";

describe("running a program in this process", () => {
  describe("records resources", () => {
    it("under the engine's URNs, with the whole chain of parents", async () => {
      const { graph } = await run(() => {
        new Outer(
          "a",
          (outer) => void new Outer("b", (inner) => void new aws.ec2.Vpc("v", CIDR, { parent: inner }), outer),
        );
      });
      assert.deepEqual(
        graph.resources.map(({ urn, parent }) => ({ urn, parent })),
        [
          { urn: STACK_URN, parent: undefined },
          { urn: "urn:pulumi:dev::p::x:index:Outer::a", parent: STACK_URN },
          { urn: "urn:pulumi:dev::p::x:index:Outer$x:index:Outer::b", parent: "urn:pulumi:dev::p::x:index:Outer::a" },
          {
            urn: "urn:pulumi:dev::p::x:index:Outer$x:index:Outer$aws:ec2/vpc:Vpc::v",
            parent: "urn:pulumi:dev::p::x:index:Outer$x:index:Outer::b",
          },
        ],
      );
    });

    it("with their options, and only those that are set", async () => {
      const { graph } = await run(() => {
        const options = {
          protect: true,
          retainOnDelete: true,
          deleteBeforeReplace: false,
          ignoreChanges: ["tags"],
          replaceOnChanges: ["cidrBlock"],
          aliases: [{ name: "old" }, "urn:pulumi:dev::p::aws:ec2/vpc:Vpc::older"],
          additionalSecretOutputs: ["arn"],
        };
        new aws.ec2.Vpc("full", CIDR, options);
        new aws.ec2.Vpc("plain", CIDR);
      });
      assert.deepEqual(byName(graph, "full").options, {
        protect: true,
        retainOnDelete: true,
        deleteBeforeReplace: false,
        ignoreChanges: ["tags"],
        replaceOnChanges: ["cidrBlock"],
        aliases: [
          '{"name":"old","parentUrn":"urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev"}',
          "urn:pulumi:dev::p::aws:ec2/vpc:Vpc::older",
        ],
        additionalSecretOutputs: ["arn"],
      });
      assert.ok(isSecret(byName(graph, "full").outputs.arn));
      assert.deepEqual(byName(graph, "plain").options, {});
    });

    it("with what they depend on, as a whole and per input", async () => {
      const { graph } = await run(() => {
        const vpc = new aws.ec2.Vpc("v", CIDR);
        const gateway = new aws.ec2.InternetGateway("g", { vpcId: vpc.id });
        new aws.ec2.RouteTable("t", { vpcId: vpc.id, tags: { a: "b" } }, { dependsOn: [gateway] });
      });
      const table = byName(graph, "t");
      const [vpc, gateway] = [byName(graph, "v").urn, byName(graph, "g").urn];
      assert.deepEqual(table.dependencies, [gateway, vpc].sort());
      assert.deepEqual(table.propertyDependencies, { vpcId: [vpc] });
    });

    it("with secrets marked in inputs and outputs, on every level", async () => {
      const { graph } = await run(() => {
        new aws.ec2.Vpc("v", { ...CIDR, tags: { plain: "shown", hidden: pulumi.secret("swordfish") } });
        return { outer: pulumi.secret({ inner: 1 }) };
      });
      const { inputs, outputs } = byName(graph, "v");
      assert.deepEqual(JSON.parse(JSON.stringify([inputs.tags, outputs.tagsAll, graph.outputs])), [
        { plain: "shown", hidden: "[secret]" },
        { plain: "shown", hidden: "[secret]" },
        { outer: "[secret]" },
      ]);
    });

    it("with a component's inputs and registered outputs", async () => {
      const { graph } = await run(() => new Outer("a", () => ({ answer: 42 })));
      assert.deepEqual(byName(graph, "a").inputs, { size: 3 });
      assert.deepEqual(byName(graph, "a").outputs, { answer: 42 });
      assert.equal(byName(graph, "a").custom, false);
      assert.equal(byName(graph, "a").id, undefined);
    });

    it("of types it doesn't know, with an id and an ARN, and says so", async () => {
      const { graph, unknownTypes } = await run(() => void new aws.sqs.Queue("t", { tags: { a: "b" } }));
      assert.deepEqual(unknownTypes, ["aws:sqs/queue:Queue"]);
      assert.match(
        byName(graph, "t").outputs.arn as string,
        /^arn:aws:sqs:eu-central-1:123456789012:queue\/t-[0-9a-f]{17}$/,
      );
      assert.deepEqual(byName(graph, "t").outputs.tagsAll, { a: "b" });
    });

    it("alike in every run", async () => {
      const program = () => void new aws.ec2.Vpc("v", CIDR);
      const [first, second] = [await run(program), await run(program)];
      assert.deepEqual(first.graph, second.graph);
    });

    it("with unknown ids and outputs in a preview, creating nothing", async () => {
      const simulated = new SimulatedAws();
      const program = () => {
        const vpc = new aws.ec2.Vpc("v", CIDR);
        const subnet = new aws.ec2.Subnet("s", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
        return { id: subnet.id, known: vpc.cidrBlock };
      };
      const { graph, error } = await run(program, { preview: true, aws: simulated });
      assert.equal(error, undefined);
      assert.deepEqual(simulated.existing, []);
      const subnet = byName(graph, "s");
      for (const value of [subnet.id, subnet.inputs.vpcId, subnet.outputs.arn, graph.outputs.id])
        assert.ok(isUnknown(value));
      assert.equal(subnet.outputs.cidrBlock, "10.0.1.0/24");
      assert.equal(graph.outputs.known, "10.0.0.0/16");
    });
  });

  describe("hands the program", () => {
    it("its configuration, project and stack, with secrets marked", async () => {
      const { graph } = await run(
        () => {
          const config = new pulumi.Config();
          return {
            ...{ project: pulumi.getProject(), stack: pulumi.getStack() },
            ...{ list: config.requireObject("list"), password: config.requireSecret("password") },
          };
        },
        { config: { "p:list": "[1,2]", "p:password": "swordfish" }, secretConfigKeys: ["p:password"] },
      );
      assert.ok(isSecret(graph.outputs.password));
      assert.deepEqual({ ...graph.outputs, password: "" }, { project: "p", stack: "dev", list: [1, 2], password: "" });
    });

    it("nothing of the run before", async () => {
      await run(() => undefined, { config: { "p:left": "over" } });
      const { graph, error } = await run(() => ({ left: new pulumi.Config().get("left") ?? "nothing" }));
      assert.equal(error, undefined);
      assert.deepEqual(graph.outputs, { left: "nothing" });
    });

    it("answers about the account, the region, the partition and the zones", async () => {
      const { graph } = await run(() => {
        const options = { provider: new aws.Provider("aws", { region: "us-east-1" }) };
        return {
          account: aws.getCallerIdentityOutput({}, options).accountId,
          partition: aws.getPartitionOutput({}, options).partition,
          region: aws.getRegionOutput({}, options).region,
          zones: aws.getAvailabilityZonesOutput({ state: "available" }, options).names,
        };
      });
      assert.deepEqual(graph.outputs, {
        account: "123456789012",
        partition: "aws",
        region: "us-east-1",
        zones: ["a", "b", "c", "d", "e", "f"].map((suffix) => `us-east-1${suffix}`),
      });
    });

    it("answers about what exists, and an error about what does not", async () => {
      const { graph } = await run(() => {
        const cluster = new aws.ecs.Cluster("c", { name: "main" });
        return { arn: aws.ecs.getClusterOutput({ clusterName: cluster.name }).arn };
      });
      assert.equal(graph.outputs.arn, "arn:aws:ecs:eu-central-1:123456789012:cluster/main");
      const { error } = await run(() => ({ arn: aws.ecs.getClusterOutput({ clusterName: "none" }).arn }));
      assert.match(String(error), /simulated AWS has no answer to aws:ecs\/getCluster:getCluster/);
    });

    it("what exists by its id, without making it the program's own", async () => {
      const simulated = new SimulatedAws();
      const { graph } = await run(() => ({ id: new aws.ec2.Vpc("v", CIDR).id }), { aws: simulated });
      const second = await run(() => ({ cidr: aws.ec2.Vpc.get("existing", graph.outputs.id as string).cidrBlock }), {
        aws: simulated,
      });
      assert.deepEqual(second.graph.outputs, { cidr: "10.0.0.0/16" });
      assert.deepEqual(
        second.graph.resources.map(({ type }) => type),
        ["pulumi:pulumi:Stack"],
      );
    });
  });

  it("accepts resource hooks", async () => {
    const { error, graph } = await run(() => {
      const hook = new pulumi.ResourceHook("hook", () => undefined);
      new aws.ec2.Vpc("v", CIDR, { hooks: { afterCreate: [hook, () => undefined] } });
    });
    assert.equal(error, undefined);
    assert.equal(byName(graph, "v").type, "aws:ec2/vpc:Vpc");
  });

  it("takes one call after the other, in the order of the calls", async () => {
    const order: string[] = [];
    const slow = run(async () => {
      order.push("first begins");
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push("first ends");
    });
    const failing = run(() => {
      order.push("second");
      throw new Error("no");
    });
    const last = run(() => order.push("third"));
    await Promise.all([slow, failing, last]);
    assert.deepEqual(order, ["first begins", "first ends", "second", "third"]);
  });
});
