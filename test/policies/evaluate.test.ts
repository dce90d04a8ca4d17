import assert from "node:assert/strict";
import { makeUrn } from "../../model/urn";
import type { Control, JudgedResource } from "../../policies/control";
import { ecs2 } from "../../policies/controls/ecs-2";
import { type Evaluation, evaluate, findingText } from "../../policies/evaluate";
import { ExemptionLedger } from "../../policies/exemption-ledger";
import type { Exemption } from "../../policies/exemptions";
import { Reader } from "../../policies/reader";
import { fail, indeterminate, type Judged, NotApplicable } from "../../policies/verdict";

const TYPE = ecs2.types[0]!;
const SERVICE: JudgedResource = {
  urn: makeUrn("prod", "shop", undefined, TYPE, "web"),
  type: TYPE,
  properties: new Reader({}),
  provider: new Reader({}),
  options: { protect: false, ignoreChanges: [] },
};
const EXEMPTION: Exemption = {
  control: "ECS.2",
  urn: `urn:pulumi:prod::shop::${TYPE}::*`,
  reason: "A partner calls it by its address.",
  ticket: "OPS-1",
  owner: "web team",
  expires: "2026-03-31",
};
const [WEB, LOG] = [fail("a", "is wrong", "web"), fail("b", "is wrong", "log")];

function evaluated(judged: Judged, exemption = EXEMPTION): Evaluation & { readonly needed: boolean } {
  const control: Control = { ...ecs2, judge: () => judged };
  const ledger = new ExemptionLedger([exemption]);
  const evaluation = evaluate(control, SERVICE, { settings: {}, ledger });
  return { ...evaluation, needed: ledger.unused("shop", "prod", [SERVICE.urn], [control]).length === 0 };
}

describe("an evaluation", () => {
  it("is exempt if everything is accepted that fails, by one exemption for all findings", () => {
    const findings = [WEB, LOG].map((finding) => ({ ...finding, exemption: EXEMPTION }));
    assert.deepEqual(evaluated([WEB, LOG]), { outcome: "exempt", findings, needed: true });
  });

  it("fails if only one of the findings is accepted", () => {
    const exemption = { ...EXEMPTION, finding: "log" };
    assert.deepEqual(evaluated([WEB, LOG], exemption), {
      outcome: "fail",
      findings: [WEB, { ...LOG, exemption }],
      needed: true,
    });
  });

  it("fails if what is accepted is found by another control", () => {
    const exemption = { ...EXEMPTION, control: "ECS.5" };
    assert.deepEqual(evaluated([WEB], exemption), { outcome: "fail", findings: [WEB], needed: false });
  });

  it("is indeterminate if besides what is accepted something isn't known; that needs no acceptance yet", () => {
    const later = indeterminate("c", "is not known before deployment");
    const findings = [{ ...WEB, exemption: EXEMPTION }, later];
    assert.deepEqual(evaluated([WEB, later]), { outcome: "indeterminate", findings, needed: true });
  });

  it("needs no exemption where nothing is found, or where there is nothing to judge", () => {
    assert.deepEqual(evaluated([]), { outcome: "pass", findings: [], needed: false });
    const reason = "It is none.";
    assert.deepEqual(evaluated(new NotApplicable(reason)), {
      outcome: "not-applicable",
      findings: [],
      reason,
      needed: false,
    });
  });
});

describe("a finding's text", () => {
  it("names what an exemption can name, and who accepts it", () => {
    assert.equal(findingText(fail("path", "is wrong")), "path is wrong.");
    assert.equal(findingText(WEB), "a is wrong [web].");
    assert.equal(
      findingText({ ...WEB, exemption: EXEMPTION }),
      "a is wrong [web]. Exempt until 2026-03-31 (web team, OPS-1): A partner calls it by its address.",
    );
  });
});
