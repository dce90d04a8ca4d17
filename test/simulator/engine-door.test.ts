import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { SimulatedAws } from "../../simulator/simulated-aws";
import { assertSucceeded, ENGINE_TIMEOUT_MS, EngineStack, type EngineRun } from "../support/engine";

/** What a program may change between two operations. */
interface Wish {
  readonly vpc?: aws.ec2.VpcArgs;
  readonly more?: () => unknown;
  readonly providerArgs?: aws.ProviderArgs;
}

describe("the real engine on simulated AWS", function () {
  this.timeout(ENGINE_TIMEOUT_MS);

  const simulated = new SimulatedAws();
  const valid: aws.ec2.VpcArgs = { cidrBlock: "10.0.0.0/16", tags: { team: "a" } };
  let wish: Wish = {};
  let stack: EngineStack;

  const up = (next: Wish): Promise<EngineRun> => {
    wish = next;
    return stack.up();
  };

  before(async () => {
    const program = () => {
      const region = "eu-central-1";
      const provider = new aws.Provider("aws", { region, ...wish.providerArgs });
      const vpc = new aws.ec2.Vpc("vpc", wish.vpc ?? valid, { provider });
      wish.more?.();
      return { vpc: vpc.id, zones: aws.getAvailabilityZonesOutput({}, { provider }).names };
    };
    stack = await EngineStack.create({ project: "p", stack: "dev", config: {}, program, aws: simulated });
    assertSucceeded(await up({}));
  });

  after(() => {
    stack.dispose();
  });

  const steps = (run: EngineRun) =>
    run.steps
      .filter(({ op, type }) => op !== "same" && type === "aws:ec2/vpc:Vpc")
      .map(({ op, diffs }) => ({ op, diffs: [...(diffs ?? [])].sort() }));

  it("changes in place what can be changed, and shows the inputs that differ", async () => {
    const run = await up({ vpc: { ...valid, tags: { team: "b" }, enableDnsHostnames: true } });
    assertSucceeded(run);
    assert.deepEqual(steps(run), [{ op: "update", diffs: ["enableDnsHostnames", "tags", "tagsAll"] }]);
    assert.deepEqual(
      simulated.existing.map(({ outputs }) => outputs.tagsAll),
      [{ team: "b" }],
    );
  });

  it("replaces what can't be changed, with a new id, and forgets the old one", async () => {
    const [before] = simulated.existing;
    const run = await up({ vpc: { ...valid, cidrBlock: "10.1.0.0/16" } });
    assertSucceeded(run);
    assert.deepEqual(
      steps(run).map(({ op }) => op),
      ["create-replacement", "replace", "delete-replaced"],
    );
    assert.equal(simulated.existing.length, 1);
    assert.notEqual(simulated.existing[0]?.id, before?.id);
  });

  it("applies changed default tags of the provider to what exists", async () => {
    const run = await up({
      vpc: { ...valid, cidrBlock: "10.1.0.0/16" },
      providerArgs: { defaultTags: { tags: { cost: "1" } } },
    });
    assertSucceeded(run);
    assert.deepEqual(simulated.existing[0]?.outputs.tagsAll, { cost: "1", team: "a" });
  });

  it("answers data sources", async () => {
    const { outputs } = await up({ vpc: { ...valid, cidrBlock: "10.1.0.0/16" } });
    assert.deepEqual(outputs.zones?.value, ["eu-central-1a", "eu-central-1b", "eu-central-1c"]);
  });

  it("shows what Check refuses, with the property and the reason, already in a preview", async () => {
    wish = { vpc: { cidrBlock: "10.1.0.0/8" } };
    const { error, diagnostics } = await stack.preview();
    assert.notEqual(error, undefined);
    const texts = diagnostics.map(({ message }) => message).join("\n");
    assert.match(
      texts,
      /aws:ec2\/vpc:Vpc resource 'vpc': property cidrBlock value .* has a problem: It has bits set behind/,
    );
  });

  it("shows what AWS refuses, with AWS's code", async () => {
    const subnet = () =>
      new aws.ec2.Subnet(
        "lost",
        { vpcId: "vpc-00000000000000000", cidrBlock: "10.1.0.0/24" },
        { parent: pulumi.rootStackResource },
      );
    const { error, diagnostics } = await up({ vpc: { ...valid, cidrBlock: "10.1.0.0/16" }, more: subnet });
    assert.notEqual(error, undefined);
    assert.match(
      diagnostics.map(({ message }) => message).join("\n"),
      /InvalidVpcID\.NotFound: vpcId 'vpc-0+' does not exist/,
    );
  });

  it("finds out by a refresh that something was deleted behind its back", async () => {
    wish = {};
    const [vpc] = simulated.existing;
    simulated.delete(vpc?.type ?? "", vpc?.id ?? "", simulated.configure({}));
    const run = await stack.refresh();
    assertSucceeded(run);
    assert.equal(run.changes.delete, 1);
  });

  it("stops at a provider for another account", async () => {
    const { error, diagnostics } = await up({ providerArgs: { allowedAccountIds: ["999999999999"] } });
    assert.notEqual(error, undefined);
    assert.match(diagnostics.map(({ message }) => message).join("\n"), /AWS account ID not allowed: 123456789012/);
  });
});
