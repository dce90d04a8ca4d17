import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { RefusedError, type ProgramOptions } from "../../simulator/in-process";
import { byName, run } from "./run";

class Part extends pulumi.ComponentResource {
  constructor(name: string) {
    super("x:index:Part", name);
    this.registerOutputs({});
  }
}

const CIDR = { cidrBlock: "10.0.0.0/16" };

describe("a program that goes wrong in this process", () => {
  describe("is refused", () => {
    async function assertRefused(program: () => unknown, reasons: RegExp[], options: Partial<ProgramOptions> = {}) {
      const { error, messages } = await run(program, options);
      assert.ok(error instanceof RefusedError, String(error));
      assert.equal(error.failures.length, reasons.length, error.message);
      for (const reason of reasons)
        assert.ok(
          error.failures.some((failure) => reason.test(failure.reason)),
          error.message,
        );
      assert.deepEqual(
        messages.filter(({ severity }) => severity === "error").map(({ text, urn }) => ({ reason: text, urn })),
        error.failures.map(({ reason, urn }) => ({ reason, urn })),
      );
    }

    it("a second resource with the same URN, in the engine's words", () =>
      assertRefused(
        () => [new aws.ec2.Vpc("v", CIDR), new aws.ec2.Vpc("v", CIDR)],
        [/^Duplicate resource URN 'urn:pulumi:dev::p::aws:ec2\/vpc:Vpc::v'; try giving it a unique name$/],
      ));

    it("every wrong input of every resource, in one run", () =>
      assertRefused(() => {
        new aws.ec2.Vpc("wide", { cidrBlock: "10.0.0.0/8" });
        new aws.cloudwatch.LogGroup("odd", { retentionInDays: 8, kmsKeyId: "none" });
      }, [
        /property cidrBlock has a problem: Its size must be between \/28 and \/16\./,
        /kmsKeyId[^]*retentionInDays/,
      ]));

    it("what AWS refuses at creation, and names no resource that only depends on it", () =>
      assertRefused(() => {
        const subnet = new aws.ec2.Subnet("s", { vpcId: "vpc-0123456789abcdef0", cidrBlock: "10.0.1.0/24" });
        new aws.ec2.RouteTableAssociation("a", { subnetId: subnet.id, routeTableId: "rtb-0123456789abcdef0" });
        return { id: subnet.id };
      }, [/^InvalidVpcID\.NotFound/]));

    for (const packages of ['["aws"]', '["*"]']) {
      it(`a resource without explicit provider where default providers are disabled for ${packages}`, () =>
        assertRefused(
          () => new aws.ec2.Vpc("v", CIDR),
          [
            /^Default provider for 'aws' disabled\. 'urn:pulumi:dev::p::aws:ec2\/vpc:Vpc::v' must use an explicit provider\.$/,
          ],
          { config: { "pulumi:disable-default-providers": packages } },
        ));
    }

    it("a provider for another account, and all that it would create", () =>
      assertRefused(() => {
        const provider = new aws.Provider("aws", { region: "eu-central-1", allowedAccountIds: ["999999999999"] });
        new aws.ec2.Vpc("v", CIDR, { provider });
      }, [/AWS account ID not allowed: 123456789012/]));

    it("a provider for the account that is forbidden", () =>
      assertRefused(() => {
        new aws.Provider("aws", { region: "eu-central-1", forbiddenAccountIds: ["123456789012"] });
      }, [/AWS account ID not allowed: 123456789012/]));

    it("a provider for a region that doesn't exist", () =>
      assertRefused(
        () => void new aws.Provider("aws", { region: "eu-central-9" as aws.Region }),
        [/invalid AWS Region: eu-central-9/],
      ));

    it("to read what does not exist", () =>
      assertRefused(
        () => aws.ec2.Vpc.get("v", "vpc-0123456789abcdef0"),
        [/^resource 'vpc-0123456789abcdef0' does not exist$/],
      ));

    it("transforms, which it would otherwise ignore", async () => {
      const { error } = await run(() => new aws.ec2.Vpc("v", CIDR, { transforms: [() => undefined] }));
      assert.match(String(error), /does not run Pulumi's transforms/);
    });

    it("without showing a secret", async () => {
      const { error, messages } = await run(() => {
        new aws.ec2.Vpc("v", { cidrBlock: pulumi.secret("swordfish") });
        new aws.ecs.TaskDefinition("t", { family: "t", containerDefinitions: pulumi.secret('[{"swordfish"') });
      });
      assert.ok(error instanceof RefusedError);
      assert.equal(error.failures.length, 2);
      assert.doesNotMatch(error.message + JSON.stringify(messages), /swordfish/);
    });
  });

  describe("gives back", () => {
    const errors: readonly [string, () => Error][] = [
      ["a RunError", () => new pulumi.RunError("enough")],
      ["a ResourceError", () => new pulumi.ResourceError("enough", undefined)],
      ["any other error", () => new TypeError("enough")],
    ];
    for (const [what, make] of errors) {
      it(`${what} that the program throws, with what was registered before`, async () => {
        const thrown = make();
        const { error, graph } = await run(() => {
          new Part("a");
          throw thrown;
        });
        assert.equal(error, thrown);
        assert.equal(byName(graph, "a").type, "x:index:Part");
      });
    }

    it("an error that is thrown inside an apply which nobody awaits", async () => {
      const { error } = await run(() => {
        const { id } = new aws.ec2.Vpc("v", CIDR);
        id.apply(failTooLate);
      });
      assert.match(String(error), /too late/);
    });

    it("the program's own error rather than AWS's, and AWS's among the messages", async () => {
      const { error, messages } = await run(() => {
        new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/8" });
        throw new Error("mine");
      });
      assert.match(String(error), /mine/);
      assert.deepEqual(
        messages.map(({ severity, urn }) => ({ severity, urn })),
        [{ severity: "error", urn: "urn:pulumi:dev::p::aws:ec2/vpc:Vpc::v" }],
      );
    });

    it("what the program logs, with the resource it is about", async () => {
      const { messages } = await run(() => {
        void pulumi.log.info("one");
        void pulumi.log.warn("two", new Part("a"));
        void pulumi.log.debug("not shown");
      });
      assert.deepEqual(messages, [
        { severity: "info", text: "one" },
        { severity: "warning", text: "two", urn: "urn:pulumi:dev::p::x:index:Part::a" },
      ]);
    });

    it("the outputs of a program that is asynchronous", async () => {
      const { graph } = await run(async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return { id: new aws.ec2.Vpc("v", CIDR).id };
      });
      assert.match(graph.outputs.id as string, /^vpc-[0-9a-f]{17}$/);
    });
  });

  it("does not keep the process waiting for a promise that is never resolved", () => {
    // Only a process of its own has nothing else to wait for.
    const script = join(__dirname, "never-ending-program.ts");
    const output = execFileSync(process.execPath, ["--import", "tsx", script], { encoding: "utf8" });
    assert.equal(output, "Error: The program never ends: it waits for a promise that is never resolved.\n");
  });

  it("leaves the process as it was", async () => {
    const before = [Error.stackTraceLimit, process.listeners("unhandledRejection")];
    await run(() => {
      throw new Error("no");
    });
    assert.deepEqual([Error.stackTraceLimit, process.listeners("unhandledRejection")], before);
  });

  it("gives errors a stack trace only if asked", async () => {
    const program = () => {
      throw new Error("where?");
    };
    const [without, within] = [await run(program), await run(program, { stackTraces: true })];
    assert.doesNotMatch((without.error as Error).stack ?? "", /in-process-errors\.test/);
    assert.match((within.error as Error).stack ?? "", /in-process-errors\.test/);
  });
});

function failTooLate(): never {
  throw new Error("too late");
}
