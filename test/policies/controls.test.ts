import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Secret } from "../../model/graph";
import { catalogue } from "../../policies/catalogue";
import { findingText } from "../../policies/evaluate";
import { NEVER_EXEMPT } from "../../policies/exemptions";
import {
  CANARY,
  CASE_KINDS,
  findingsOf,
  judgementOf,
  outcomeOf,
  reasonsOf,
  subjectUrn,
  withProperties,
} from "./control-case";
import { controlCases } from "./controls";

const SDK = dirname(require.resolve("@pulumi/aws/package.json"));

for (const { control, cases } of controlCases) {
  describe(`control ${control.id}`, () => {
    for (const testCase of cases) {
      const { expected } = testCase;
      it(`${testCase.kind}: ${testCase.title}`, () => {
        const judgement = judgementOf(control, testCase);
        const found = findingsOf(judgement).map(({ outcome, path, message, key }) => [outcome, path, message, key]);
        const wanted = typeof expected === "string" ? [] : expected;
        assert.deepEqual(
          found,
          wanted.map(([outcome, path, message, key]) => [outcome, path, message, key]),
        );
        const outcome = typeof expected === "string" ? expected : worst(expected.map(([each]) => each));
        assert.equal(outcomeOf(control, testCase), outcome);
        assert.equal(judgement.failed, control.levels.prod === "mandatory" && outcome === "fail");
        if (testCase.because !== undefined) assert.deepEqual(reasonsOf(control, testCase), [testCase.because]);
        for (const finding of judgement.controls[0]!.findings) {
          assert.ok(!findingText(finding).includes(CANARY), `the message repeats a value: ${findingText(finding)}`);
        }
      });
    }

    it("says in a sentence why there is nothing to judge", () => {
      const reasons = cases.flatMap((testCase) => reasonsOf(control, testCase));
      for (const reason of reasons) assert.match(reason, /^[A-Z].{15,}\.$/);
    });

    it("judges secret inputs like others", () => {
      for (const testCase of cases) {
        const secret = withProperties(testCase, (value) => new Secret(value));
        const expected = findingsOf(judgementOf(control, testCase));
        assert.deepEqual(findingsOf(judgementOf(control, secret)), expected, testCase.title);
      }
    });

    for (const testCase of cases.filter(({ kind }) => kind === "failing")) {
      it(`exempt: ${testCase.title}`, () => {
        const accepted = findingsOf(judgementOf(control, testCase)).find(({ outcome }) => outcome === "fail")!;
        const exemption = {
          control: control.id,
          urn: subjectUrn(testCase),
          ...(accepted.key === undefined ? {} : { finding: accepted.key }),
          reason: "The vendor mends it in the next release.",
          ticket: "OPS-1",
          owner: "web team",
          expires: "2026-03-31",
        };
        const judgement = judgementOf(control, testCase, [exemption]);
        if (NEVER_EXEMPT.includes(control.id)) {
          assert.deepEqual(findingsOf(judgement), findingsOf(judgementOf(control, testCase)));
          assert.equal(judgement.exemptionProblems.length, 1);
          return;
        }
        const [exempt, others] = partition(findingsOf(judgement), (finding) => finding.exemption !== undefined);
        assert.ok(exempt.length > 0);
        for (const finding of exempt) {
          assert.deepEqual([finding.key, finding.level], [accepted.key, "advisory"]);
          assert.deepEqual(finding.exemption, exemption);
        }
        const stillFailing = others.filter(({ outcome }) => outcome === "fail");
        assert.ok(stillFailing.every(({ key }) => key !== accepted.key));
        assert.equal(judgement.failed, control.levels.prod === "mandatory" && stillFailing.length > 0);
      });
    }
  });
}

describe("the controls' cases", () => {
  it("exist for every control of the catalogue, in its order", () => {
    assert.deepEqual(
      controlCases.map(({ control }) => control.id),
      catalogue.map(({ id }) => id),
    );
  });

  for (const { control, cases, impossible = {} } of controlCases) {
    it(`are of every kind for ${control.id}, or say why not`, () => {
      const existing = new Set(cases.map(({ kind }) => kind));
      const missing = CASE_KINDS.filter((kind) => !existing.has(kind));
      assert.deepEqual(missing, Object.keys(impossible));
    });

    // A control that is about hundreds of types treats them all alike.
    if (control.types.length < 20) {
      it(`fail for each type that ${control.id} judges`, () => {
        const failing = new Set(cases.filter(({ kind }) => kind === "failing").map(({ type }) => type));
        assert.deepEqual(
          control.types.filter((type) => !failing.has(type)),
          [],
        );
      });
    }

    // P-6 asks for the one of two names.
    if (control.types.length < 20 && control.id !== "P-6") {
      it(`are about every name that Pulumi has for a type that ${control.id} judges`, () => {
        const others = control.types.flatMap(otherNames).filter(existsInSdk);
        assert.deepEqual(
          others.filter((type) => !control.types.includes(type)),
          [],
        );
      });
    }
  }
});

/** What the type may be called besides: load balancers have two families of tokens, buckets and their parts two generations. */
function otherNames(type: string): readonly string[] {
  const names = [
    type.replace("aws:lb/", "aws:alb/"),
    type.replace("aws:alb/", "aws:lb/"),
    type.replace(/^(aws:s3\/\w+):(\w+)$/, "$1V2:$2V2"),
    type.replace(/^(aws:s3\/\w+)V2:(\w+)V2$/, "$1:$2"),
  ];
  return names.filter((name) => name !== type);
}

function existsInSdk(type: string): boolean {
  return existsSync(join(SDK, `${type.split(":")[1]!}.d.ts`));
}

function worst(outcomes: readonly ("fail" | "indeterminate")[]): "fail" | "indeterminate" {
  return outcomes.includes("fail") ? "fail" : "indeterminate";
}

function partition<T>(items: readonly T[], predicate: (item: T) => boolean): readonly [T[], T[]] {
  return [items.filter(predicate), items.filter((item) => !predicate(item))];
}
