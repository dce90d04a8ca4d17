import assert from "node:assert/strict";
import { makeUrn } from "../../../model/urn";
import { type Pack, PACKS } from "../../../policies/control";
import { PACK_TIMEOUT_MS, PolicyPackProcesses } from "../../support/policy-pack";
import { dayFromNow } from "./days";
import { logGroup, short } from "./sent-resources";

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

describe("the built policy packs with exemptions", function () {
  this.timeout(PACK_TIMEOUT_MS);

  let packs: PolicyPackProcesses;
  before(async () => {
    packs = await PolicyPackProcesses.start(JSON.stringify({ exemptions: EXEMPTIONS }));
  });
  after(() => {
    packs.stop();
  });

  it("report what is exempt as advisory with its reason, and what is wrong with the exemptions as mandatory", async () => {
    const debug = logGroup("debug", { retentionInDays: 7 });
    const text = "retentionInDays is below the 365 days that the configuration asks for.";
    const until = `Exempt until ${dayFromNow(30)} (web team, OPS-1): Copied to the archive.`;
    assert.deepEqual(short(await packs.analyze(debug)), [["exempt", "advisory", `CloudWatch.16: ${text} ${until}`]]);
    assert.deepEqual(short(await packs.analyze(logGroup("audit", { retentionInDays: 7 }))), [
      ["cloudwatch-16", "mandatory", text],
    ]);
    const violations = await packs.analyzeStack([debug]);
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

  it("answer for the exemptions from their own controls alone, and each for those from controls that nobody has", async () => {
    const tables = { ...EXEMPTION, control: "DynamoDB.6", ticket: "OPS-3" };
    const document = { exemptions: [EXEMPTION, tables, { ...tables, expires: dayFromNow(-1) }, { control: "X" }] };
    const others = await PolicyPackProcesses.start(JSON.stringify(document));
    try {
      const said = async (pack: Pack) => {
        const violations = await others.packs[pack].analyzeStack([logGroup("other", {})]);
        return violations
          .map(({ policy, level, message }) => [policy, level, /OPS-\d|exemptions\[\d\]/.exec(message)![0]].join(" "))
          .filter((line) => !line.endsWith("[3]"));
      };
      assert.deepEqual(await said("security"), ["exemptions mandatory OPS-1"]);
      assert.deepEqual(await said("operations"), ["exemptions mandatory exemptions[2]", "exemptions mandatory OPS-3"]);
      for (const pack of PACKS) {
        const violations = await others.packs[pack].analyzeStack([]);
        assert.ok(violations.some(({ message }) => message.includes("exemptions[3]: ")));
      }
    } finally {
      others.stop();
    }
  });

  it("ask for no exemption of another stack", async () => {
    const elsewhere = { ...logGroup("x", {}), urn: makeUrn("dev", "shop", undefined, "t", "x") };
    const violations = await packs.analyzeStack([elsewhere]);
    assert.deepEqual(violations.length, 1, "only the expired one");
  });
});
