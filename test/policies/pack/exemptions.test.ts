import assert from "node:assert/strict";
import type { Exemption } from "../../../policies/exemptions";
import { cloudwatch16 } from "../../../policies/controls/cloudwatch-16";
import { packPolicies } from "../../../policies/pack/policies";
import { given, violations } from "./run-policies";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const EXEMPTION: Exemption = {
  control: "CloudWatch.16",
  urn: `urn:pulumi:*::shop::${LOG_GROUP}::debug`,
  reason: "Copied to the archive.",
  ticket: "OPS-1",
  owner: "web team",
  expires: "2026-03-31",
};
const FAILS = "retentionInDays is below the 365 days that the configuration asks for.";
const NOT_NEEDED = `exemptions (mandatory): The exemption from CloudWatch.16 for ${EXEMPTION.urn} (OPS-1) is not needed any more: remove it.`;

const logs = (name: string, retentionInDays: number, stack = "prod") =>
  given(LOG_GROUP, { retentionInDays }, { name, stack });

function said(
  resources: Parameters<typeof violations>[1],
  problems: Parameters<typeof packPolicies>[1]["problems"] = [],
) {
  return violations(packPolicies([cloudwatch16], { valid: [EXEMPTION], problems }), resources);
}

describe("the policies of a pack with exemptions", () => {
  it("report what is accepted as advisory, with its reason", () => {
    assert.deepEqual(said([logs("debug", 7), logs("audit", 7)]), [
      `exempt (advisory): CloudWatch.16: ${FAILS} Exempt until 2026-03-31 (web team, OPS-1): Copied to the archive.`,
      `cloudwatch-16 (mandatory): ${FAILS}`,
    ]);
  });

  it("ask once to remove an exemption that no stack needs, be the resource mended or gone", () => {
    assert.deepEqual(said([logs("debug", 365)]), [NOT_NEEDED]);
    assert.deepEqual(said([logs("other", 365), logs("other", 365, "dev")]), [NOT_NEEDED]);
    assert.deepEqual(said([]), [], "nothing tells which stack this is");
  });

  it("ask to remove those of each of the stacks that they see", () => {
    const exemptions = ["prod", "dev"].map((stack) => ({
      ...EXEMPTION,
      urn: `urn:pulumi:${stack}::shop::*::debug`,
      ticket: stack,
    }));
    const policies = packPolicies([cloudwatch16], { valid: exemptions, problems: [] });
    const asked = violations(policies, [logs("other", 365), logs("other", 365, "dev")]);
    assert.deepEqual(
      asked.map((text) => /\((prod|dev)\) is not needed/.exec(text)?.[1]),
      ["prod", "dev"],
    );
  });

  it("say what is wrong with the exemptions themselves", () => {
    const problem = { component: "exemptions[1]", argument: "expires", message: "It has expired.", fix: "Mend it." };
    assert.deepEqual(said([logs("debug", 7)], [problem]).slice(1), [
      "exemptions (mandatory): exemptions[1]: expires = not set\n  It has expired.\n  Fix: Mend it.",
    ]);
  });
});
