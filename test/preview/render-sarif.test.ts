import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import type { Log, Result } from "sarif";
import { UNKNOWN, type Properties, type ResourceGraph } from "../../model/graph";
import { makeUrn } from "../../model/urn";
import { catalogue } from "../../policies/catalogue";
import { judge, type JudgeOptions } from "../../policies/judge";
import { renderPreviewSarif, renderSarif } from "../../preview/render-sarif";
import { previewStack } from "../../preview/report";
import { projectFolder } from "../support/project-folder";

const SCHEMA = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
// One of its patterns is none under the Unicode flag.
const isLog = new Ajv({ allErrors: true, strict: false, validateFormats: false, unicodeRegExp: false }).compile(
  JSON.parse(readFileSync(SCHEMA, "utf8")) as object,
);

const SERVICE = "aws:ecs/service:Service";
const urn = makeUrn("prod", "shop", undefined, SERVICE, "web");
const EXEMPTION = {
  control: "ECS.2",
  urn,
  reason: "It is a relay.",
  ticket: "OPS-1",
  owner: "team",
  expires: "2026-04-30",
};

/** What the log says about a service with this address setting, and about nothing else. */
function logOf(inputs: Properties, options: Partial<JudgeOptions> = {}): Log {
  const graph: ResourceGraph = {
    project: "shop",
    stack: "prod",
    outputs: {},
    resources: [
      {
        urn,
        type: SERVICE,
        name: "web",
        custom: true,
        inputs,
        outputs: inputs,
        dependencies: [],
        propertyDependencies: {},
        options: {},
        sourcePosition: { file: "stacks/a service.ts", line: 12, column: 3 },
      },
    ],
  };
  const controls = catalogue.filter(({ id }) => ["ECS.2", "ECR.2"].includes(id));
  const now = new Date("2026-03-01T12:00:00Z");
  const judgement = judge(graph, { preset: "prod", exemptions: { exemptions: [] }, now, controls, ...options });
  const log = JSON.parse(renderSarif({ judgement, graph, fallbackFile: "Pulumi.prod.yaml" })) as Log;
  assert.ok(isLog(log), JSON.stringify(isLog.errors));
  return log;
}

function resultsOf(log: Log, ruleId: string): Result[] {
  return log.runs[0]!.results!.filter((result) => result.ruleId === ruleId);
}

const withAddress = (assignPublicIp: Properties[string]) => ({ networkConfiguration: { assignPublicIp } });

describe("the policies' findings for code scanning", () => {
  it("are a failure at the line that makes the resource, with the rule it breaks", () => {
    const log = logOf(withAddress(true));
    const { rules } = log.runs[0]!.tool.driver;
    const [result, ...more] = resultsOf(log, "ECS.2");
    assert.deepEqual(more, []);
    assert.deepEqual([result!.kind, result!.level], ["fail", "error"]);
    assert.match(result!.message.text!, /^web: networkConfiguration\.assignPublicIp /);
    assert.deepEqual(result!.locations, [
      {
        physicalLocation: {
          artifactLocation: { uri: "stacks/a%20service.ts", uriBaseId: "%SRCROOT%" },
          region: { startLine: 12, startColumn: 3 },
        },
        logicalLocations: [{ fullyQualifiedName: urn, name: "web", kind: "resource" }],
      },
    ]);
    assert.equal(rules![result!.ruleIndex!]!.id, "ECS.2");
    assert.equal(result!.suppressions, undefined);
  });

  it("are open where a value is not known, unless knowing is mandatory", () => {
    const one = (configuration = {}) => resultsOf(logOf(withAddress(UNKNOWN), { configuration }), "ECS.2")[0]!;
    assert.deepEqual([one().kind, one().level], ["open", "none"]);
    const strict = one({ indeterminate: "mandatory" });
    assert.deepEqual([strict.kind, strict.level], ["fail", "error"]);
  });

  it("are suppressed with the reason where somebody accepts them", () => {
    const [result] = resultsOf(logOf(withAddress(true), { exemptions: { exemptions: [EXEMPTION] } }), "ECS.2");
    assert.equal(result!.level, "warning");
    assert.deepEqual(result!.suppressions, [{ kind: "external", status: "accepted", justification: "It is a relay." }]);
  });

  it("say that a rule doesn't apply where the stack has nothing of its kind, and nothing where all is right", () => {
    const log = logOf(withAddress(false));
    assert.deepEqual(resultsOf(log, "ECS.2"), []);
    assert.deepEqual(
      resultsOf(log, "ECR.2").map(({ kind, level }) => [kind, level]),
      [["notApplicable", "none"]],
    );
  });

  it("tell of exemptions that nobody needs, in the file they stand in", () => {
    const log = logOf(withAddress(false), { exemptions: { exemptions: [EXEMPTION] } });
    const [result] = resultsOf(log, "exemptions");
    assert.equal(result!.level, "error");
    assert.equal(result!.locations![0]!.physicalLocation!.artifactLocation!.uri, "policies/exemptions.yaml");
    assert.equal(log.runs[0]!.tool.driver.rules![result!.ruleIndex!]!.id, "exemptions");
  });

  it("of an environment are at lines of this repository", async () => {
    const root = join(__dirname, "..", "..");
    const report = await previewStack({ folder: root, stack: "dev", debug: false, notePositions: true });
    const log = JSON.parse(renderPreviewSarif(report)) as Log;
    assert.ok(isLog(log), JSON.stringify(isLog.errors));
    const places = resultsOf(log, "ELB.1").map(({ locations }) => {
      const { artifactLocation, region } = locations![0]!.physicalLocation!;
      return readFileSync(join(root, artifactLocation!.uri!), "utf8").split("\n")[region!.startLine! - 1];
    });
    assert.ok(places.length > 0);
    for (const line of places) assert.match(line!, /new aws\.lb\.Listener(Rule)?\(/);
  });

  it("of a program that fails are no results, but a run without success that says why", async () => {
    const folder = projectFolder({ "Pulumi.dev.yaml": "config: {}\n" });
    const report = await previewStack({ folder, stack: "dev", debug: false });
    const log = JSON.parse(renderPreviewSarif(report)) as Log;
    assert.ok(isLog(log), JSON.stringify(isLog.errors));
    const [{ invocations, results }] = log.runs as [Log["runs"][0]];
    assert.deepEqual(results, []);
    assert.equal(invocations![0]!.executionSuccessful, false);
    assert.match(JSON.stringify(invocations), /environmentType/);
  });
});
