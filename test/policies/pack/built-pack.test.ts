import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { makeUrn } from "../../../model/urn";
import { catalogue } from "../../../policies/catalogue";
import { engineSecret, PolicyPackProcess, type SentResource, type Violation } from "../../support/policy-pack";
import { UNKNOWN_STRING } from "../../support/engine";
import { CANARY } from "../control-case";

const PROVIDER = {
  allowedAccountIds: JSON.stringify(["123456789012"]),
  defaultTags: JSON.stringify({ tags: { project: "shop", environment: "prod", owner: "web" } }),
};
const KEY = "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012";

function resource(type: string, name: string, properties: SentResource["properties"]): SentResource {
  return { type, urn: makeUrn("prod", "shop", undefined, type, name), properties, provider: PROVIDER };
}

function securityGroup(name: string, ingress: SentResource["properties"][string]): SentResource {
  return resource("aws:ec2/securityGroup:SecurityGroup", name, { ingress });
}

function logGroup(name: string, properties: SentResource["properties"]): SentResource {
  return { ...resource("aws:cloudwatch/logGroup:LogGroup", name, { kmsKeyId: KEY, ...properties }), protect: true };
}

const SSH_FROM_EVERYWHERE = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };

/** Policy, level, resource and what is said about it, without the policy's description. */
function short(violations: readonly Violation[]): readonly (readonly string[])[] {
  return violations.map(({ policy, level, message }) => [policy, level, message.split("\n").slice(1).join("\n")]);
}

const EXEMPTION = {
  control: "CloudWatch.16",
  urn: "urn:pulumi:prod::shop::*::debug",
  reason: "Copied to the archive.",
  ticket: "OPS-1",
  owner: "web team",
  expires: dayFromNow(30),
};
const EXEMPTIONS = [
  EXEMPTION,
  { ...EXEMPTION, urn: "urn:pulumi:prod::shop::*::gone", ticket: "OPS-2" },
  { ...EXEMPTION, expires: dayFromNow(-1) },
];

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

describe("the built policy pack", () => {
  let pack: PolicyPackProcess;
  before(async () => {
    pack = await PolicyPackProcess.start();
  });
  after(() => {
    pack.stop();
  });

  it("is one file that needs only Pulumi's SDKs", () => {
    assert.deepEqual(readdirSync(pack.directory).sort(), [
      "PulumiPolicy.yaml",
      "exemptions.json",
      "index.js",
      "package.json",
      "presets",
    ]);
    const code = readFileSync(join(pack.directory, "index.js"), "utf8");
    const needed = new Set([...code.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name!));
    assert.deepEqual([...needed].sort(), [
      "@pulumi/policy",
      "@pulumi/pulumi/proto/analyzer_grpc_pb",
      "@pulumi/pulumi/proto/analyzer_pb",
      "node:fs",
      "node:path",
    ]);
  });

  it("tells the engine of every control, with the level, settings and documents that it has in production", async () => {
    const policies = (await pack.info()).getPoliciesList();
    const reporting = ["indeterminate", "exempt", "evaluation", "exemptions"];
    assert.deepEqual(
      policies.map((policy) => policy.getName()),
      [...catalogue.map(({ policy }) => policy), ...reporting],
    );
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

  it("reports a failing resource by its control's policy, with level and severity", async () => {
    const [violation, ...others] = await pack.analyze(securityGroup("open", [SSH_FROM_EVERYWHERE]));
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

  it("says nothing about a resource that is fine, or that no control judges", async () => {
    assert.deepEqual(await pack.analyze(logGroup("fine", { retentionInDays: 365 })), []);
    assert.deepEqual(await pack.analyze(resource("random:index/randomId:RandomId", "id", {})), []);
  });

  it("never passes over an unknown value, and still sees the violations beside it", async () => {
    const unknownRule = { ...SSH_FROM_EVERYWHERE, cidrBlocks: [UNKNOWN_STRING] };
    const group = securityGroup("both", [unknownRule, SSH_FROM_EVERYWHERE]);
    assert.deepEqual(short(await pack.analyze(group)), [
      ["ec2-13", "mandatory", "ingress[1].cidrBlocks[0] lets the whole internet reach port 22 (SSH) [22]."],
      [
        "indeterminate",
        "advisory",
        "EC2.13: ingress[0].cidrBlocks[0] may let the whole internet reach a high-risk port.",
      ],
    ]);
    assert.deepEqual(
      short(await pack.analyze(logGroup("later", { retentionInDays: UNKNOWN_STRING, tags: UNKNOWN_STRING }))),
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

  it("finds each of three bad rules in a stack where one listener's ARN is unknown", async () => {
    const listener = resource("aws:lb/listener:Listener", "http", {
      arn: UNKNOWN_STRING,
      protocol: "HTTP",
      port: 80,
      defaultActions: UNKNOWN_STRING,
    });
    const rules = ["a", "b", "c"].map((name) => ({
      ...resource("aws:lb/listenerRule:ListenerRule", name, {
        listenerArn: UNKNOWN_STRING,
        actions: [{ type: "forward", targetGroupArn: UNKNOWN_STRING }],
      }),
      propertyDependencies: { listenerArn: [listener.urn] },
    }));
    const violations = await pack.analyzeStack([listener, ...rules]);
    assert.deepEqual(
      violations.map(({ policy, level, urn }) => [policy, level, urn.split("::")[3]]),
      [
        ["elb-1", "mandatory", "a"],
        ["elb-1", "mandatory", "b"],
        ["elb-1", "mandatory", "c"],
        ["indeterminate", "advisory", "http"],
      ],
    );
  });

  it("sees the options that the engine sends with a resource", async () => {
    const bucket = resource("aws:s3/bucket:Bucket", "data", {});
    assert.deepEqual(short(await pack.analyze(bucket)), [
      ["p-2", "mandatory", "options.protect is not true, so one change can delete its data."],
    ]);
    assert.deepEqual(await pack.analyze({ ...bucket, protect: true }), []);
    const group = { ...securityGroup("closed", []), ignoreChanges: ["tags", "ingress[0]"] };
    assert.deepEqual(short(await pack.analyze(group)), [
      ["p-3", "mandatory", "options.ignoreChanges hides changes of ingress [ingress]."],
    ]);
  });

  it("reads secrets, and repeats none", async () => {
    const containers = [{ name: `${CANARY} %`, environment: [{ name: "TOKEN", value: CANARY }] }];
    const task = resource("aws:ecs/taskDefinition:TaskDefinition", "app", {
      containerDefinitions: engineSecret(JSON.stringify(containers)),
      tags: { note: engineSecret(CANARY) },
    });
    const violations = await pack.analyze(task);
    assert.deepEqual(
      violations.map(({ policy, level }) => [policy, level]),
      ["ecs-5", "ecs-8", "ecs-9", "ecs-20", "x-ecs-3"].map((policy) => [policy, "mandatory"]),
    );
    assert.ok(!JSON.stringify(violations).includes(CANARY));
  });

  it("follows its configuration: levels, switched off controls, settings", async () => {
    const dev = JSON.parse(readFileSync(join(pack.directory, "presets", "dev.json"), "utf8")) as Record<string, never>;
    const complete = Object.entries(dev).map(([policy, entry]) => {
      return [policy, typeof entry === "string" ? { enforcementLevel: entry } : entry] as const;
    });
    const other = await PolicyPackProcess.start();
    try {
      await other.configure({ ...Object.fromEntries(complete), "ec2-13": { enforcementLevel: "disabled" } });
      assert.deepEqual(await other.analyze(securityGroup("open", [SSH_FROM_EVERYWHERE])), []);
      assert.deepEqual(await other.analyze(logGroup("fine", { retentionInDays: 14 })), []);
      assert.deepEqual(short(await other.analyze(logGroup("short", { retentionInDays: 7 }))), [
        ["cloudwatch-16", "advisory", "retentionInDays is below the 14 days that the configuration asks for."],
      ]);
    } finally {
      other.stop();
    }
  });

  it("refuses a configuration that names what it doesn't have, or silences what it must report", async () => {
    const refused = async (configuration: Parameters<PolicyPackProcess["configure"]>[0]) => {
      await assert.rejects(pack.configure(configuration), (error: Error) => {
        assert.ok(!error.message.includes("    at "), "no stack trace");
        const [policy] = Object.keys(configuration);
        return error.message.includes("1 problem found") && error.message.includes(`policy ${policy}: `);
      });
    };
    await refused({ all: { enforcementLevel: "disabled" } });
    await refused({ "ecs-99": { enforcementLevel: "advisory" } });
    await refused({ indeterminate: { enforcementLevel: "disabled" } });
    await refused({ "ecs-2": { enforcementLevel: "remediate" } });
    await refused({ "cloudwatch-16": { enforcementLevel: "advisory", minimumDays: 3 } });
    await refused({ "p-1": { enforcementLevel: "mandatory", requiredTags: "owner" } });
    await pack.configure({ "ecs-2": { enforcementLevel: "mandatory" }, exempt: { enforcementLevel: "advisory" } });
  });
});

describe("the built policy pack with exemptions", () => {
  let pack: PolicyPackProcess;
  before(async () => {
    pack = await PolicyPackProcess.start(JSON.stringify({ exemptions: EXEMPTIONS }));
  });
  after(() => {
    pack.stop();
  });

  it("reports what is exempt as advisory with its reason, and what is wrong with the exemptions as mandatory", async () => {
    const debug = logGroup("debug", { retentionInDays: 7 });
    const text = "retentionInDays is below the 365 days that the configuration asks for.";
    const until = `Exempt until ${dayFromNow(30)} (web team, OPS-1): Copied to the archive.`;
    assert.deepEqual(short(await pack.analyze(debug)), [["exempt", "advisory", `CloudWatch.16: ${text} ${until}`]]);
    assert.deepEqual(short(await pack.analyze(logGroup("audit", { retentionInDays: 7 }))), [
      ["cloudwatch-16", "mandatory", text],
    ]);
    const violations = await pack.analyzeStack([debug]);
    assert.deepEqual(
      violations.map(({ policy, level }) => [policy, level]),
      [
        ["exemptions", "mandatory"],
        ["exemptions", "mandatory"],
      ],
    );
    assert.match(violations[0]!.message, /exemptions\[2\]: expires = .*\n {2}It has expired\./);
    assert.match(
      violations[1]!.message,
      /from CloudWatch\.16 for .*::gone \(OPS-2\) is not needed any more: remove it\.$/,
    );
  });

  it("asks for no exemption of another stack", async () => {
    const elsewhere = { ...logGroup("x", {}), urn: makeUrn("dev", "shop", undefined, "t", "x") };
    const violations = await pack.analyzeStack([elsewhere]);
    assert.deepEqual(violations.length, 1, "only the expired one");
  });
});
