import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { catalogue } from "../../policies/catalogue";
import { runPoliciesCli } from "../../preview/policies/cli";

const STACK = { urn: "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod", type: "pulumi:pulumi:Stack" };
const SERVICE = "urn:pulumi:prod::shop::aws:ecs/service:Service::web";

/** Switches off what the tests are not about. */
const OTHERS = Object.fromEntries(
  catalogue.filter(({ policy }) => policy !== "ecs-2").map(({ policy }) => [policy, "disabled"]),
);

function service(assignPublicIp: unknown): object {
  const inputs = { networkConfiguration: { assignPublicIp } };
  return { urn: SERVICE, type: "aws:ecs/service:Service", custom: true, inputs, outputs: inputs };
}

describe("npm run policies", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "policies-"));
  });

  after(() => rmSync(folder, { recursive: true }));

  function file(name: string, content: unknown): string {
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
    return name;
  }

  function state(...resources: object[]): string {
    return file("state.json", { version: 3, deployment: { resources: [STACK, ...resources] } });
  }

  function run(...args: string[]) {
    const written = { text: "", errors: "" };
    const exitCode = runPoliciesCli(args, {
      folder,
      write: (text) => (written.text += text),
      writeError: (text) => (written.errors += text),
      colour: false,
    });
    return { exitCode, ...written };
  }

  it("judges an exported state of any project, and names what is wrong", () => {
    const { exitCode, text, errors } = run("--state", state(service(true)));
    assert.equal(errors, "");
    assert.equal(exitCode, 1);
    assert.match(text, /^Policies \(prod levels\): a mandatory one failed\n/);
    assert.match(text, /mandatory: ECS\.2: networkConfiguration\.assignPublicIp [^-]+- ecs\.Service web\n/);
  });

  it("is content with what keeps to the rules, and with resources that no control knows", () => {
    const other = { urn: "urn:pulumi:prod::shop::gcp:storage/bucket:Bucket::b", type: "gcp:storage/bucket:Bucket" };
    const config = file("config.json", OTHERS);
    const { exitCode, text } = run("--state", state(service(false), other), "--config", config);
    assert.match(text, /passed \(\d+\): ECS\.2/);
    assert.match(text, /^ {2}1 of 1 judgements could be made\.$/m);
    assert.equal(exitCode, 0, text);
  });

  it("takes levels and settings from a preset, a configuration and exemptions", () => {
    const wrong = state(service(true));
    const advisory = file("advisory.json", { ...OTHERS, "ecs-2": "advisory" });
    assert.equal(run("--state", wrong, "--config", advisory).exitCode, 0);
    for (const preset of ["dev", "strict"]) {
      assert.match(run("--state", wrong, "--preset", preset).text, new RegExp(`^Policies \\(${preset} levels\\)`));
    }
    const exemption = {
      control: "ECS.2",
      urn: SERVICE,
      reason: "It is a relay.",
      ticket: "OPS-1",
      owner: "team",
      expires: new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10),
    };
    const exemptions = file("exemptions.yaml", { exemptions: [exemption] });
    assert.match(run("--state", wrong, "--exemptions", exemptions).text, /ECS\.2 +mandatory +1 exempt/);
  });

  it("takes a configuration for each pack, which may both say how to report", () => {
    const wrong = state(service(true));
    const ofPack = (pack: string) => catalogue.filter((control) => control.pack === pack).map(({ policy }) => policy);
    const [security, operations] = ["security", "operations"].map((pack) => {
      const entries = ofPack(pack).map((policy) => [policy, policy === "ecs-2" ? "advisory" : "disabled"] as const);
      return file(`${pack}.json`, { ...Object.fromEntries(entries), indeterminate: "mandatory" });
    }) as [string, string];
    const { exitCode, text } = run("--state", wrong, "--config", security, "--config", operations);
    assert.equal(exitCode, 0, text);
    assert.match(text, /advisory: ECS\.2: /);
    assert.match(text, /^ {2}1 of 1 judgements could be made\.$/m);
  });

  it("can insist on knowing everything", () => {
    // What `pulumi stack export` leaves encrypted is not known.
    const secret = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:x" };
    const unknown = state(service(secret));
    assert.equal(run("--state", unknown, "--config", file("mild.json", OTHERS)).exitCode, 0);
    const strict = file("strict.json", { ...OTHERS, indeterminate: "mandatory" });
    const { exitCode, text } = run("--state", unknown, "--config", strict);
    assert.equal(exitCode, 1, text);
    assert.match(text, /indeterminate: ECS\.2: networkConfiguration\.assignPublicIp/);
    assert.match(text, /^ {2}0 of 1 judgements could be made\.$/m);
  });

  it("reads what a preview has written", () => {
    const resources = [{ ...STACK, name: "shop-prod" }, service(true)];
    const written = file("preview.json", { formatVersion: 1, project: "shop", stack: "prod", resources });
    assert.match(run("--preview", written).text, /mandatory: ECS\.2: /);
  });

  it("writes JSON and SARIF for programs, and Markdown for a comment", () => {
    const wrong = state(service(true));
    const json = JSON.parse(run("--state", wrong, "--format", "json").text) as { policies: { failed: boolean } };
    assert.equal(json.policies.failed, true);
    const sarif = JSON.parse(run("--state", wrong, "--format", "sarif").text) as { version: string };
    assert.equal(sarif.version, "2.1.0");
    assert.match(run("--state", wrong, "--format", "markdown").text, /^## Policies/);
  });

  const MISTAKES: readonly (readonly [name: string, args: () => readonly string[], said: RegExp])[] = [
    ["nothing to judge", () => [], /policies: --state = not set\n.*\n {2}Fix: Export a stack/],
    ["a file that isn't there", () => ["--state", "nix.json"], /There is no such file/],
    [
      "a file that is no JSON",
      () => ["--state", file("text.json", "hello")],
      /--state = "text.json"\n {2}The file holds no JSON/,
    ],
    ["a file of something else", () => ["--preview", file("list.json", [])], /--preview = "list.json"/],
    ["a state and a preview at once", () => ["--state", "a", "--preview", "b"], /cannot be used with option '--state/],
    [
      "a configuration that is no JSON",
      () => ["--state", state(), "--config", file("c.json", "a: b")],
      /--config = "c.json"/,
    ],
    ["a configuration that is a list", () => ["--state", state(), "--config", file("d.json", [])], /holds no object/],
    [
      "a policy that doesn't exist",
      () => ["--state", state(), "--config", file("e.json", { "ecs-200": "advisory" })],
      /^ *e\.json: policy ecs-200: ecs-200 = "advisory"\n {2}The pack has no such policy/m,
    ],
    [
      "a policy that two configurations have",
      () => {
        const names = ["f.json", "g.json"].map((name) => file(name, { "ecs-2": "advisory" })) as [string, string];
        return ["--state", state(), "--config", names[0], "--config", names[1]];
      },
      /--config = \["f\.json","g\.json"\]\n {2}Several files configure the policy ecs-2,/,
    ],
    [
      "two configurations that report differently",
      () => {
        const mild = file("h.json", { indeterminate: "advisory" });
        const strict = file("i.json", { indeterminate: "mandatory" });
        return ["--state", state(), "--config", mild, "--config", strict];
      },
      /Several files configure the policy indeterminate,/,
    ],
    ["exemptions that are no YAML", () => ["--state", state(), "--exemptions", file("x.yaml", "a: [")], /no YAML/],
  ];
  for (const [name, args, said] of MISTAKES) {
    it(`exits with 2 for ${name}, and says what to do`, () => {
      const { exitCode, text, errors } = run(...args());
      assert.deepEqual([exitCode, text], [2, ""]);
      assert.match(errors, said);
    });
  }

  it("explains itself with examples", () => {
    const { exitCode, text } = run("--help");
    assert.equal(exitCode, 0);
    assert.match(text, /Examples:\n +pulumi stack export/);
  });
});
