import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { runCli } from "../../preview/cli";
import { projectFolder } from "../support/project-folder";

const ROOT = join(__dirname, "..", "..");

interface Output {
  readonly exitCode: number;
  readonly text: string;
  readonly errors: string;
}

async function preview(args: readonly string[], folder = ROOT, colour = false): Promise<Output> {
  const written = { text: "", errors: "" };
  const exitCode = await runCli(args, {
    folder,
    write: (text) => (written.text += text),
    writeError: (text) => (written.errors += text),
    colour,
  });
  return { exitCode, ...written };
}

interface Settings {
  config: Record<string, unknown> & {
    "fargate-platform:services": { web: { containers: { web: Record<string, unknown> } } };
  };
}

/** The project with the dev environment changed. */
function changedProject(change: (settings: Settings) => void): string {
  const settings = parse(readFileSync(join(ROOT, "Pulumi.dev.yaml"), "utf8")) as Settings;
  change(settings);
  return projectFolder({ "Pulumi.dev.yaml": stringify(settings) });
}

/** A dev environment with a secret that a container gets. */
function projectWithSecret(): string {
  return changedProject(({ config }) => {
    config["fargate-platform:secrets"] = { "stripe-key": { secure: "v1:Zm9v:hunter2ciphertext" } };
    config["fargate-platform:services"].web.containers.web["secrets"] = { STRIPE_KEY: "stripe-key" };
  });
}

describe("npm run preview", () => {
  for (const stack of ["dev", "prod"]) {
    it(`shows the ${stack} environment, and all mandatory policies pass`, async () => {
      const { exitCode, text, errors } = await preview(["--stack", stack]);
      assert.equal(exitCode, 0, text);
      assert.equal(errors, "");
      assert.match(text, new RegExp(`^Preview of fargate-platform, stack ${stack}\n`));
      for (const section of [
        "Resources: ",
        "Policies",
        "Reachable from the internet",
        "Outputs",
        "What to type next",
      ]) {
        assert.ok(text.includes(`\n\n${section}`), section);
      }
      assert.doesNotMatch(text, /undefined|\[object|not simulated/);
    });

    it(`fits ${stack} into 80 columns, but for what has to be copied whole`, async () => {
      const { text } = await preview(["--stack", stack]);
      const tooLong = text
        .split("\n")
        .filter((line) => line.length > 80 && !/\.elb\.(\S+\.)?amazonaws\.com|https:\/\/\S+$/.test(line));
      assert.deepEqual(tooLong, []);
    });

    for (const format of ["text", "json", "markdown", "sarif"]) {
      it(`says the same of ${stack} whenever it is asked, in ${format}`, async () => {
        const args = ["--stack", stack, "--format", format];
        assert.equal((await preview(args)).text, (await preview(args)).text);
      });
    }
  }

  it("shows components with their resources, and what matters of each", async () => {
    const { text } = await preview([]);
    for (const line of [
      /^ {2}Network main$/m,
      /^ {2}├─ ec2\.Subnet main-private-b +10\.10\.80\.0\/20 eu-central-1b$/m,
      /^ {2}FargateService web$/m,
      /^ {2}│ {2}└─ iam\.RolePolicy web-execution$/m,
      /^ {2}├─ ecs\.TaskDefinition web +256 CPU units, 512 MiB$/m,
    ]) {
      assert.match(text, line);
    }
  });

  it("says what is less safe in dev, and what to do about it", async () => {
    const { text } = await preview([]);
    assert.match(text, /warning: load balancer "public": plainHttp is true/);
    assert.match(
      text,
      /advisory: ELB\.1: defaultActions answers [^-]+- lb\.Listener private-http\n {2}- lb\.Listener public-http\n/,
    );
    assert.match(text, /port 80, HTTP \(not encrypted\)/);
    const production = (await preview(["--stack", "prod"])).text;
    assert.doesNotMatch(production, /warning/);
    const advisory = new Set([...production.matchAll(/advisory: ([\w.-]+):/g)].map(([, control]) => control));
    assert.deepEqual([...advisory], ["ELB.18", "ELB.21"], "docs/status.md says why they stay");
    assert.match(production, /port 443, HTTPS \(encrypted\)/);
  });

  it("exits with 1 if a mandatory policy fails, and names resource, path and remedy", async () => {
    const folder = changedProject(({ config }) => {
      config["fargate-platform:services"].web.containers.web["readonlyRootFilesystem"] = false;
    });
    const { exitCode, text } = await preview([], folder);
    assert.equal(exitCode, 1);
    assert.match(text, /Policies \(dev levels\): a mandatory one failed/);
    assert.match(
      text,
      /mandatory: ECS\.5: containerDefinitions\[web\]\.readonlyRootFilesystem [^-]+- ecs\.TaskDefinition web\n/,
    );
    assert.match(text, /- Fix: /);
  });

  it("names controls that need nobody's attention by their ids alone", async () => {
    const { text } = await preview([]);
    assert.match(text, /\n {2}passed \(\d+\): ECS\.2, /);
    assert.match(text, /\n {2}not run \(\d+\): [^]*P-2/);
    assert.doesNotMatch(text, /^ {2}ECS\.2 /m);
  });

  it("exits with 2 if the settings are wrong, with all problems and no stack trace", async () => {
    const folder = changedProject(({ config }) => {
      config["fargate-platform:network"] = { cidr: "10.0.0.0/28", zones: ["a"] };
      config["fargate-platform:services"].web.containers.web["environment"] = { DB_PASSWORD: "hunter2" };
    });
    const { exitCode, text } = await preview([], folder);
    assert.equal(exitCode, 2);
    assert.match(text, /^Stack dev: 3 problems, no preview possible\n/);
    assert.match(text, /network "main": cidr = "10\.0\.0\.0\/28"/);
    assert.match(text, /network "main": zones = \["a"\]/);
    assert.match(text, /containers\.web\.environment\.DB_PASSWORD = "\[not shown\]"/);
    assert.doesNotMatch(text, /hunter2|\n\s+at /);
  });

  it("exits with 2 for an environment that does not exist, and names those that do", async () => {
    const { exitCode, text } = await preview(["--stack", "staging"]);
    assert.equal(exitCode, 2);
    assert.match(text, /Known are: dev, prod\./);
  });

  const wrongArguments: readonly (readonly [readonly string[], RegExp])[] = [
    [["--stak", "dev"], /unknown option '--stak'\s+\(Did you mean --stack\?\)/],
    [["--format", "pdf"], /argument 'pdf' is invalid\. Allowed choices are text, markdown, json, sarif\./],
    [["dev"], /too many arguments/],
  ];
  for (const [args, message] of wrongArguments) {
    it(`exits with 2 for ${args.join(" ")}, and says what is possible`, async () => {
      const { exitCode, text, errors } = await preview(args);
      assert.equal(exitCode, 2);
      assert.match(errors, message);
      assert.equal(text, "");
    });
  }

  it("explains itself with examples and exit codes", async () => {
    const { exitCode, text } = await preview(["--help"]);
    assert.equal(exitCode, 0);
    assert.match(text, /npm run preview -- --stack prod/);
    assert.match(text, /1 {2}a mandatory policy failed/);
  });

  it("shows where an error of the program itself happened, but only if asked to", async () => {
    const folder = changedProject(() => undefined);
    rmSync(join(folder, "policies", "exemptions.yaml"));
    const { exitCode, text } = await preview([], folder);
    assert.equal(exitCode, 2);
    assert.match(text, /exemptions\.yaml/);
    assert.doesNotMatch(text, /\n\s+at /);
    assert.match((await preview(["--debug"], folder)).text, /\n\s+at /);
  });

  it("never shows secrets or what they are encrypted to, in any format", async () => {
    const folder = projectWithSecret();
    for (const format of ["text", "markdown", "json"]) {
      const { exitCode, text } = await preview(["--format", format], folder);
      assert.equal(exitCode, 0, text);
      assert.doesNotMatch(text, /hunter2|\[encrypted/, format);
      assert.match(text, /stripe/, format);
    }
  });

  it("uses colour only as an addition", async () => {
    const escapes = /\u001b\[\d+m/g;
    const coloured = (await preview([], ROOT, true)).text;
    assert.match(coloured, escapes);
    const plain = (await preview([])).text;
    assert.equal(coloured.replace(escapes, ""), plain);
    assert.equal((await preview(["--no-color"], ROOT, true)).text, plain);
  });
});

interface Json {
  formatVersion: number;
  exitCode: number;
  resources: { urn: string; type: string; name: string; parent?: string; inputs: Record<string, unknown> }[];
  outputs: Record<string, unknown>;
  policies: { failed: boolean; controls: { id: string; level: string; findings: unknown[] }[] };
  internetExposure: { entries: unknown[] };
  failure?: { problems: { argument: string }[] };
}

describe("npm run preview -- --format json", () => {
  async function json(folder?: string): Promise<Json> {
    return JSON.parse((await preview(["--format", "json"], folder)).text) as Json;
  }

  it("has every resource with URN, type, name, parent and inputs, the verdicts, and the outputs", async () => {
    const report = await json();
    assert.equal(report.formatVersion, 1);
    assert.equal(report.exitCode, 0);
    const service = report.resources.find(({ type, name }) => type === "aws:ecs/service:Service" && name === "web")!;
    assert.equal(
      service.urn,
      "urn:pulumi:dev::fargate-platform::fargate-platform:service:FargateService$aws:ecs/service:Service::web",
    );
    assert.equal(service.name, "web");
    assert.equal(service.parent, "urn:pulumi:dev::fargate-platform::fargate-platform:service:FargateService::web");
    assert.equal(service.inputs["desiredCount"], 1);
    assert.equal(report.policies.failed, false);
    const elb1 = report.policies.controls.find(({ id }) => id === "ELB.1")!;
    assert.deepEqual([elb1.level, elb1.findings.length], ["advisory", 5]);
    assert.equal(report.internetExposure.entries.length, 1);
    assert.match(String(report.outputs["vpcId"]), /^vpc-/);
  });

  it("marks secret values", async () => {
    const { resources } = await json(projectWithSecret());
    const version = resources.find(({ type }) => type === "aws:secretsmanager/secretVersion:SecretVersion")!;
    assert.equal(version.inputs["secretString"], "[secret]");
  });

  it("has the problems one by one", async () => {
    const folder = changedProject(({ config }) => {
      config["fargate-platform:network"] = { cidr: "10.0.0.0/28", zones: ["a"] };
    });
    const { exitCode, failure } = await json(folder);
    assert.equal(exitCode, 2);
    assert.deepEqual(
      failure?.problems.map(({ argument }) => argument),
      ["cidr", "zones"],
    );
    assert.equal("stackTrace" in failure, false);
  });
});

describe("npm run preview -- --format markdown", () => {
  it("has headings, tables, and a part to open for each component", async () => {
    const { text } = await preview(["--format", "markdown"]);
    assert.match(text, /^## Preview of fargate-platform, stack dev$/m);
    assert.match(text, /^<details><summary>Network main \(35\)<\/summary>$/m);
    assert.match(text, /^\| control \| level \| verdict \| rule \|\n\| --- \| --- \| --- \| --- \|$/m);
  });

  it("lets no name or value turn into markup, a mention or another row", async () => {
    const folder = changedProject(({ config }) => {
      config["fargate-platform:region"] = "<img src=x>|@everyone `x` [a](b)\n# big";
    });
    const { text } = await preview(["--format", "markdown"], folder);
    assert.doesNotMatch(text, /<img|@everyone|\[a\]\(b\)|^# big/m);
  });
});
