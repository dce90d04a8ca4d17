import assert from "node:assert/strict";
import { loadAwsServiceSpec } from "@aws-cdk/aws-service-spec";
import fc from "fast-check";
import { isProperties, type Properties, type Value } from "../../../model/graph";
import { catalogue } from "../../../policies/catalogue";
import type { Remedy, ResourceControl } from "../../../policies/control";
import { applyRemedy } from "../../../policies/pack/remediation";
import type { Settings } from "../../../policies/settings";
import { UNKNOWN_STRING } from "../../support/engine";
import { PACK_TIMEOUT_MS, engineSecret, PolicyPackProcesses } from "../../support/policy-pack";
import { findingsOf, judgementOf } from "../control-case";
import { controlCases } from "../controls";
import { AT_CLOUDFORMATION, MAY_INTERRUPT, PROVIDERS_OWN } from "./changed-in-place";
import { dayFromNow } from "./days";
import { resource } from "./sent-resources";

const MENDING = catalogue.filter(
  (control): control is ResourceControl => control.phase === "resource" && control.remedy !== undefined,
);

/** What the control would set, by prod's settings and those of a case. */
function remedyFor(control: ResourceControl, type: string, settings: Settings = {}): Remedy {
  return control.remedy!({ ...control.settings?.presets.prod, ...settings }, type);
}

/** Unlike `structuredClone`, it leaves secrets and unknown values what they are. */
function copyOf(value: Value): Value {
  if (Array.isArray(value)) return (value as readonly Value[]).map(copyOf);
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyOf(inner)]));
}

function mended(properties: Properties, remedy: Remedy, findings: readonly { readonly path: string }[]): Properties {
  const copy = copyOf(properties) as Record<string, unknown>;
  const wanted = findings.some(({ path }) => remedy[patternOf(path)] !== undefined);
  assert.equal(applyRemedy(copy, remedy, findings), wanted);
  return copy as Properties;
}

function patternOf(path: string): string {
  return path.replace(/\[\d+\]/g, "[]");
}

describe("a remedy", () => {
  for (const control of MENDING) {
    it(`mends what ${control.id} finds, once and for all, and hides nothing else that is wrong`, () => {
      const { cases } = controlCases.find((entry) => entry.control.id === control.id)!;
      const used = new Set<string>();
      for (const testCase of cases) {
        const failures = (properties: Properties) =>
          findingsOf(judgementOf(control, { ...testCase, properties })).filter(({ outcome }) => outcome === "fail");
        const before = failures(testCase.properties);
        const remedy = remedyFor(control, testCase.type, testCase.settings as Settings);
        const properties = mended(testCase.properties, remedy, before);
        const left = before.filter(({ path }) => remedy[patternOf(path)] === undefined);
        assert.deepEqual(failures(properties), left, testCase.title);
        assert.deepEqual(mended(properties, remedy, before), properties);
        for (const { path } of before) if (!left.some((finding) => finding.path === path)) used.add(patternOf(path));
      }
      const possible = control.types.flatMap((type) => pathsOf(remedyFor(control, type)));
      assert.deepEqual([...used].sort(), [...new Set(possible)].sort(), "a remedy that no case needs");
    });
  }

  it("leaves everything else as it is, and changes nothing the second time", () => {
    const remedies = fc.constantFrom(
      ...MENDING.flatMap((control) => control.types.map((type) => remedyFor(control, type))),
    );
    const inner = fc.dictionary(fc.string(), fc.jsonValue());
    const written = fc.record({ pointInTimeRecovery: inner, deletionProtection: fc.jsonValue() }, { requiredKeys: [] });
    fc.assert(
      fc.property(remedies, fc.dictionary(fc.string(), fc.jsonValue()), written, (remedy, others, own) => {
        const before = structuredClone({ ...others, ...own }) as Properties;
        const findings = pathsOf(remedy)
          .filter((path) => !path.includes("[]"))
          .map((path) => ({ path }));
        const after = mended(before, remedy, findings);
        assert.deepEqual(mended(after, remedy, findings), after);
        const touched = findings.map(({ path }) => path.split(".")[0]!);
        const untouched = (properties: Properties) =>
          Object.entries(properties).filter(([name]) => !touched.includes(name));
        assert.deepEqual(untouched(after), untouched(before));
      }),
    );
  });

  it("adds to a list of texts what it lacks, and leaves alone where nothing was found", () => {
    const remedy: Remedy = { logs: ["audit", "api"], "rules[].open": false, days: 7 };
    const rules = Array.from({ length: 11 }, (_, port) => ({ open: true, port }));
    const before: Properties = { logs: ["api"], days: 30, rules };
    const found = [{ path: "logs" }, { path: "rules[1].open" }, { path: "rules[10].open" }, { path: "name" }];
    assert.deepEqual(mended(before, remedy, found), {
      logs: ["api", "audit"],
      days: 30,
      rules: rules.map(({ port }) => ({ open: port !== 1 && port !== 10, port })),
    });
    assert.deepEqual(mended({}, remedy, [{ path: "logs" }]), { logs: ["audit", "api"] });
  });

  it("replaces no resource, by CloudFormation's data", async () => {
    const specification = await loadAwsServiceSpec();
    const changed = MENDING.flatMap((control) =>
      control.types.flatMap((type) =>
        pathsOf(remedyFor(control, type)).map((path) => `${type} ${path.split(/[.[]/)[0]}`),
      ),
    );
    assert.deepEqual([...new Set(changed)].sort(), Object.keys(AT_CLOUDFORMATION).sort());
    for (const place of Object.values(AT_CLOUDFORMATION)) {
      if (place === PROVIDERS_OWN) continue;
      const [cloudFormationType = "", property = ""] = place.split(" ");
      const [type] = specification.lookup("resource", "cloudFormationType", "equals", cloudFormationType);
      assert.ok(type?.properties[property], place);
      const replaces = MAY_INTERRUPT.has(place) ? ["maybe"] : [undefined, "no"];
      assert.ok(replaces.includes(type.properties[property].causesReplacement), place);
    }
  });
});

function pathsOf(remedy: Remedy): string[] {
  return Object.keys(remedy).filter((path) => remedy[path] !== undefined);
}

describe("the built policy packs, configured to mend", function () {
  this.timeout(PACK_TIMEOUT_MS);

  const TABLE = "aws:dynamodb/table:Table";
  const CLUSTER = "aws:eks/cluster:Cluster";
  const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";
  const remediate = { enforcementLevel: "remediate" };
  let packs: PolicyPackProcesses;
  before(async () => {
    const exemption = { control: "DynamoDB.6", urn: "urn:pulumi:prod::shop::*::accepted", reason: "It is a cache." };
    const exemptions = [{ ...exemption, ticket: "OPS-1", owner: "web team", expires: dayFromNow(30) }];
    packs = await PolicyPackProcesses.start(JSON.stringify({ exemptions }));
  });
  after(() => {
    packs.stop();
  });

  it("mend nothing unless they are asked to", async () => {
    assert.deepEqual(await packs.packs.operations.remediate(resource(TABLE, "orders", {})), []);
  });

  it("set what is wrong, and leave secrets secret and what is unknown unknown", async () => {
    const pack = packs.packs.operations;
    await pack.configure({ "dynamodb-2": remediate, "dynamodb-6": remediate });
    const written = {
      hashKey: engineSecret("hunter2"),
      name: UNKNOWN_STRING,
      tags: { owner: engineSecret("web"), stage: UNKNOWN_STRING },
    };
    const recovery = { enabled: false, recoveryPeriodInDays: engineSecret(7) };
    const table = resource(TABLE, "orders", { ...written, pointInTimeRecovery: recovery });
    const first = { ...written, pointInTimeRecovery: { ...recovery, enabled: true } };
    assert.deepEqual(await pack.remediate(table), [
      { policy: "dynamodb-2", properties: first },
      { policy: "dynamodb-6", properties: { ...first, deletionProtectionEnabled: true } },
    ]);
    assert.deepEqual(await pack.remediate({ ...table, properties: { ...first, deletionProtectionEnabled: true } }), []);
  });

  it("mend within lists, and keep secret what is in them", async () => {
    const pack = packs.packs.security;
    await pack.configure({ "eks-8": remediate, "ec2-9": remediate });
    const logs = [engineSecret("api")];
    assert.deepEqual(await pack.remediate(resource(CLUSTER, "main", { enabledClusterLogTypes: logs })), [
      { policy: "eks-8", properties: { enabledClusterLogTypes: [...logs, "audit"] } },
    ]);
    const others = [{ associatePublicIpAddress: UNKNOWN_STRING }, { networkInterfaceId: engineSecret("eni-1") }];
    const interfaces = [...others, { associatePublicIpAddress: "true", deleteOnTermination: "true" }];
    assert.deepEqual(await pack.remediate(resource(TEMPLATE, "web", { networkInterfaces: interfaces })), [
      {
        policy: "ec2-9",
        properties: {
          networkInterfaces: [...others, { associatePublicIpAddress: "false", deleteOnTermination: "true" }],
        },
      },
    ]);
    const unknown = { enabledClusterLogTypes: ["api", UNKNOWN_STRING] };
    assert.deepEqual(await pack.remediate(resource(CLUSTER, "later", unknown)), []);
  });

  it("mend nothing that may be right, is accepted, or is of another type", async () => {
    const pack = packs.packs.operations;
    await pack.configure({ "dynamodb-6": remediate });
    const unknown = { deletionProtectionEnabled: UNKNOWN_STRING };
    assert.deepEqual(await pack.remediate(resource(TABLE, "later", unknown)), []);
    assert.deepEqual(await pack.remediate(resource(TABLE, "accepted", {})), []);
    assert.deepEqual(await pack.remediate(resource("aws:sqs/queue:Queue", "other", {})), []);
  });

  it("refuse to mend what has no remedy", async () => {
    await assert.rejects(packs.packs.operations.configure({ "p-1": remediate }), /It must be one of/);
    await assert.rejects(packs.packs.operations.configure({ exempt: remediate }), /It must be one of/);
  });
});
