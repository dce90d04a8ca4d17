import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeUrn } from "../../../model/urn";
import { catalogue } from "../../../policies/catalogue";
import { type Pack, PACKS } from "../../../policies/control";
import {
  engineSecret,
  type PolicyPackProcess,
  PolicyPackProcesses,
  type SentResource,
  PACK_TIMEOUT_MS,
} from "../../support/policy-pack";
import { UNKNOWN_STRING } from "../../support/engine";
import { CANARY } from "../control-case";
import { logGroup, resource, securityGroup, short } from "./sent-resources";

const SSH_FROM_EVERYWHERE = {
  description: "Administration.",
  protocol: "tcp",
  fromPort: 22,
  toPort: 22,
  cidrBlocks: ["0.0.0.0/0"],
};

describe("the built policy packs", function () {
  this.timeout(PACK_TIMEOUT_MS);

  let packs: PolicyPackProcesses;
  before(async () => {
    packs = await PolicyPackProcesses.start();
  });
  after(() => {
    packs.stop();
  });

  for (const pack of PACKS) {
    it(`are one file that needs only Pulumi's SDKs: ${pack}`, () => {
      const { directory } = packs.packs[pack];
      assert.deepEqual(readdirSync(directory).sort(), [
        "PulumiPolicy.yaml",
        "exemptions.json",
        "index.js",
        "package.json",
        "presets",
      ]);
      const code = readFileSync(join(directory, "index.js"), "utf8");
      const needed = new Set([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name!));
      assert.deepEqual([...needed].sort(), [
        "@pulumi/policy",
        "@pulumi/pulumi/proto/analyzer_grpc_pb",
        "@pulumi/pulumi/proto/analyzer_pb",
        "node:fs",
        "node:path",
      ]);
    });

    it(`tell the engine of their own controls, and of what reports the rest: ${pack}`, async () => {
      const info = await packs.packs[pack].info();
      assert.equal(info.getName(), `fargate-platform-${pack}`);
      const own = catalogue.filter((control) => control.pack === pack).map(({ policy }) => policy);
      assert.deepEqual(
        info.getPoliciesList().map((policy) => policy.getName()),
        [...own, "indeterminate", "exempt", "evaluation", "exemptions"],
      );
    });
  }

  it("tell the engine of a control's level, settings and documents in production", async () => {
    const policies = (await packs.packs.security.info()).getPoliciesList();
    const retention = policies.find((policy) => policy.getName() === "cloudwatch-16")!;
    assert.equal(retention.getDisplayname(), `CloudWatch.16: ${retention.getDescription()}`);
    assert.deepEqual(retention.getTagsList(), ["AWS Security Hub CloudWatch.16"]);
    assert.match(retention.getUrl(), /cloudwatch-16$/);
    assert.match(retention.getRemediationSteps(), /retentionInDays/);
    assert.deepEqual(retention.getConfigschema()!.getProperties()!.toJavaScript(), {
      minimumRetentionDays: {
        type: "integer",
        minimum: 1,
        default: 365,
        description: "The number of days for which logs are kept at least.",
      },
    });
  });

  it("report a failing resource by its control's policy, with level and severity", async () => {
    const [violation, ...others] = await packs.analyze(securityGroup("open", [SSH_FROM_EVERYWHERE]));
    assert.deepEqual(others, []);
    assert.deepEqual(violation, {
      policy: "ec2-13",
      level: "mandatory",
      severity: "critical",
      urn: makeUrn("prod", "shop", undefined, "aws:ec2/securityGroup:SecurityGroup", "open"),
      message:
        "Security groups do not open administration and other high-risk ports to the whole internet\n" +
        "ingress[0].cidrBlocks[0] lets the whole internet reach port 22 (SSH) [22].",
    });
  });

  it("say nothing about a resource that is fine, or that no control judges", async () => {
    assert.deepEqual(await packs.analyze(logGroup("fine", { retentionInDays: 365 })), []);
    assert.deepEqual(await packs.analyze(resource("random:index/randomId:RandomId", "id", {})), []);
  });

  it("never pass over an unknown value, and still see the violations beside it", async () => {
    const unknownRule = { ...SSH_FROM_EVERYWHERE, cidrBlocks: [UNKNOWN_STRING] };
    const group = securityGroup("both", [unknownRule, SSH_FROM_EVERYWHERE]);
    assert.deepEqual(short(await packs.analyze(group)), [
      ["ec2-13", "mandatory", "ingress[1].cidrBlocks[0] lets the whole internet reach port 22 (SSH) [22]."],
      [
        "indeterminate",
        "advisory",
        "EC2.13: ingress[0].cidrBlocks[0] may let the whole internet reach a high-risk port.",
      ],
    ]);
    assert.deepEqual(
      short(await packs.analyze(logGroup("later", { retentionInDays: UNKNOWN_STRING, tags: UNKNOWN_STRING }))),
      [
        ["indeterminate", "advisory", "CloudWatch.16: retentionInDays is not known before deployment."],
        ...["project", "environment", "owner"].map((tag) => [
          "indeterminate",
          "advisory",
          `P-1: tags does not tell yet whether there is a tag ${tag} [${tag}].`,
        ]),
      ],
    );
  });

  it("judge each stack by itself, also after a run that was broken off", async () => {
    const listener = (name: string, protocol: string) => {
      const redirect = [{ type: "forward", targetGroupArn: "arn:aws:elasticloadbalancing:x" }];
      return resource("aws:lb/listener:Listener", name, { arn: name, protocol, port: 80, defaultActions: redirect });
    };
    const policies = async (...resources: readonly SentResource[]) => {
      return (await packs.packs.security.analyzeStack(resources)).map(({ policy, urn }) => [
        policy,
        urn.split("::")[3],
      ]);
    };
    // Of the run before, which had no stack, it says how much it could tell.
    await packs.analyzeStack([]);
    assert.deepEqual(await policies(listener("first", "HTTP")), [["elb-1", "first"]]);
    assert.deepEqual(await policies(listener("second", "HTTP"), listener("third", "HTTP")), [
      ["elb-1", "second"],
      ["elb-1", "third"],
    ]);
    await assert.rejects(
      policies({ ...listener("broken", "HTTP"), options: "none" }),
      /recent version of the Pulumi CLI/,
    );
    assert.deepEqual(await policies(listener("fourth", "HTTP")), [["elb-1", "fourth"]]);
    assert.deepEqual(await policies(), []);
  });

  it("see the options that the engine sends with a resource", async () => {
    const bucket = resource("aws:s3/bucket:Bucket", "data", {});
    assert.deepEqual(short(await packs.analyze(bucket)), [
      ["p-2", "mandatory", "options.protect is not true, so one change can delete its data."],
    ]);
    assert.deepEqual(await packs.analyze({ ...bucket, protect: true }), []);
    const group = { ...securityGroup("closed", []), ignoreChanges: ["tags", "ingress[0]"] };
    assert.deepEqual(short(await packs.analyze(group)), [
      ["p-3", "mandatory", "options.ignoreChanges hides changes of ingress [ingress]."],
    ]);
  });

  it("read secrets, and repeat none", async () => {
    const containers = [{ name: `${CANARY} %`, environment: [{ name: "TOKEN", value: CANARY }] }];
    const task = resource("aws:ecs/taskDefinition:TaskDefinition", "app", {
      containerDefinitions: engineSecret(JSON.stringify(containers)),
      tags: { note: engineSecret(CANARY) },
    });
    const violations = await packs.analyze(task);
    assert.deepEqual(
      violations.map(({ policy, level }) => [policy, level]),
      ["ecs-5", "ecs-8", "ecs-9", "ecs-20", "x-ecs-3"].map((policy) => [policy, "mandatory"]),
    );
    assert.ok(!JSON.stringify(violations).includes(CANARY));
  });

  it("follow their configuration: levels, switched off controls, settings", async () => {
    const others = await PolicyPackProcesses.start();
    const other = others.packs.security;
    const dev = JSON.parse(readFileSync(join(other.directory, "presets", "dev.json"), "utf8")) as Record<string, never>;
    const complete = Object.entries(dev).map(([policy, entry]) => {
      return [policy, typeof entry === "string" ? { enforcementLevel: entry } : entry] as const;
    });
    try {
      await other.configure({ ...Object.fromEntries(complete), "ec2-13": { enforcementLevel: "disabled" } });
      assert.deepEqual(await other.analyze(securityGroup("open", [SSH_FROM_EVERYWHERE])), []);
      assert.deepEqual(await other.analyze(logGroup("fine", { retentionInDays: 14 })), []);
      assert.deepEqual(short(await other.analyze(logGroup("short", { retentionInDays: 7 }))), [
        ["cloudwatch-16", "advisory", "retentionInDays is below the 14 days that the configuration asks for."],
      ]);
    } finally {
      others.stop();
    }
  });

  it("refuse a configuration that names what they don't have, or silences what they must report", async () => {
    const refused = async (configuration: Parameters<PolicyPackProcess["configure"]>[0], of: Pack = "security") => {
      await assert.rejects(packs.packs[of].configure(configuration), (error: Error) => {
        assert.ok(!error.message.includes("    at "), "no stack trace");
        const [policy] = Object.keys(configuration);
        return error.message.includes("1 problem found") && error.message.includes(`policy ${policy}: `);
      });
    };
    await refused({ all: { enforcementLevel: "disabled" } });
    await refused({ "ecs-99": { enforcementLevel: "advisory" } });
    await refused({ indeterminate: { enforcementLevel: "disabled" } });
    await refused({ "ecs-8": { enforcementLevel: "remediate" } });
    await refused({ "cloudwatch-16": { enforcementLevel: "advisory", minimumDays: 3 } });
    await refused({ "p-1": { enforcementLevel: "mandatory", requiredTags: "owner" } }, "operations");
    await refused({ "p-1": { enforcementLevel: "mandatory" } }, "security");
    await refused({ "ecs-2": { enforcementLevel: "mandatory" } }, "operations");
    await packs.packs.security.configure({
      "ecs-2": { enforcementLevel: "mandatory" },
      exempt: { enforcementLevel: "advisory" },
    });
  });
});
