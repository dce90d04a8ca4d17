import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { usedActions, type Workflow, workflowFindings } from "../support/workflow-rules";

const ROOT = join(__dirname, "..", "..");
const FILES = readdirSync(join(ROOT, ".github"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".yml"))
  .map((file) => join(".github", file))
  .sort();

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

function workflow(name: string): Workflow {
  return parse(read(`.github/workflows/${name}.yml`)) as Workflow;
}

describe("the workflows", () => {
  it("are those that docs/pull-requests.md tells about", () => {
    const told = [...read("docs/pull-requests.md").matchAll(/\]\(\.\.\/(\.github\/[\w./-]+)\)/g)].map(
      (link) => link[1],
    );
    assert.deepEqual([...new Set(told)].sort(), FILES);
  });

  for (const file of FILES) {
    it(`keep to the rules: ${file}`, () => {
      assert.deepEqual(workflowFindings(read(file)), []);
    });

    it(`run only what exists: ${file}`, () => {
      const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
      const text = read(file);
      const commands = [...text.matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1]!);
      const programs = [...text.matchAll(/\btsx ([\w./-]+)/g)].map((match) => match[1]!);
      const actions = [...text.matchAll(/uses: \.\/(\S+)/g)].map((match) => join(match[1]!, "action.yml"));
      assert.deepEqual(
        commands.filter((name) => !(name in scripts)),
        [],
      );
      assert.deepEqual(
        [...programs, ...actions].filter((path) => !existsSync(join(ROOT, path))),
        [],
      );
    });
  }

  it("use one version of each action", () => {
    const versions = new Map<string, Set<string>>();
    for (const { action, version } of FILES.flatMap((file) => usedActions(read(file)))) {
      const [name, commit] = action.split("@") as [string, string];
      versions.set(name, (versions.get(name) ?? new Set()).add(`${commit} ${version}`));
    }
    assert.ok(versions.size > 0);
    assert.deepEqual(
      [...versions].filter(([, found]) => found.size !== 1),
      [],
    );
  });

  it("install the Pulumi CLI that the tests use", () => {
    const [, pinned] =
      /github\.com\/pulumi\/pulumi\/pkg\/v3 v([\d.]+)/.exec(read("scripts/pulumi-cli/cli/go.mod")) ?? [];
    const action = parse(read(".github/actions/pulumi/action.yml")) as Workflow;
    const step = action.runs?.steps?.find(({ uses }) => uses?.startsWith("pulumi/actions@"));
    assert.equal(step?.with?.["pulumi-version"], pinned);
  });

  it("comment on what the preview's workflow leaves", () => {
    const trigger = workflow("comment").on as { workflow_run: { workflows: string[] } };
    assert.deepEqual(trigger.workflow_run.workflows, [workflow("preview").name]);
    const upload = workflow("preview").jobs?.["offline"]?.steps?.find(({ uses }) => /upload-artifact/.test(uses ?? ""));
    const download = workflow("comment").jobs?.["comment"]?.steps?.find(({ uses }) =>
      /download-artifact/.test(uses ?? ""),
    );
    assert.equal(download?.with?.["name"], upload?.with?.["name"]);
  });

  it("deploy to prod only where an approval can be asked for, and after dev", () => {
    const { jobs = {} } = workflow("deploy") as { jobs?: Record<string, { environment?: string; needs?: string }> };
    assert.deepEqual(
      Object.fromEntries(Object.entries(jobs).map(([name, { environment, needs }]) => [name, [environment, needs]])),
      { dev: ["dev", undefined], "prod-preview": [undefined, "dev"], prod: ["prod", "prod-preview"] },
    );
  });

  it("give AWS's credentials to no step but Pulumi", () => {
    const { runs } = parse(read(".github/actions/pulumi/action.yml")) as Workflow;
    const names = (runs?.steps ?? []).map(({ uses, run }) => uses?.split("@")[0] ?? /\b(npm|pulumi)\b/.exec(run!)?.[0]);
    assert.equal(names.indexOf("aws-actions/configure-aws-credentials"), names.length - 2, names.join(", "));
    assert.equal(names.at(-1), "pulumi");
  });
});

const CHECKOUT = "actions/checkout@08c6903cd8c0fde910a37f88322edcfb5dd907a8 # v5.0.0";
const DOWNLOAD = "actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # v4.3.0";

interface Sample {
  on?: string;
  permissions?: string;
  job?: string[];
  steps?: string[];
}

/** A workflow without fault, unless one is put in. */
function sample({ on = "push", permissions = "contents: read", job = [], steps = ["- run: npm ci"] }: Sample): string {
  return [
    `on: [${on}]`,
    `permissions: { ${permissions} }`,
    "jobs:",
    "  one:",
    "    timeout-minutes: 5",
    ...job.map((line) => `    ${line}`),
    "    steps:",
    ...steps.map((line) => `      ${line}`),
    "",
  ].join("\n");
}

const IDENTITY = "permissions: { contents: read, id-token: write }";
const SAME = "github.event.pull_request.head.repo.full_name == github.repository";

describe("the rules for workflows", () => {
  const broken: Record<string, { text: string; finding: RegExp }> = {
    "an action by its tag": { text: sample({ steps: ["- uses: actions/cache@v4"] }), finding: /without a commit/ },
    "an action by a short commit": {
      text: sample({ steps: ["- uses: actions/cache@0057852 # v4.3.0"] }),
      finding: /without a commit/,
    },
    "an action without its version": {
      text: sample({ steps: ["- uses: actions/cache@0057852bfaa89a56745cba8c7296529d2fc39830"] }),
      finding: /without a commit/,
    },
    "a trigger with rights for forks": { text: sample({ on: "pull_request_target" }), finding: /pull_request_target/ },
    "rights for all jobs": {
      text: sample({ permissions: "contents: read, issues: write" }),
      finding: /may only read/,
    },
    "default rights": { text: sample({}).replace(/permissions.*\n/, ""), finding: /may only read/ },
    "no time limit": { text: sample({}).replace(/ +timeout.*\n/, ""), finding: /timeout-minutes/ },
    "a token that stays": { text: sample({ steps: [`- uses: ${CHECKOUT}`] }), finding: /keeps the token/ },
    "a title as code": {
      text: sample({ steps: ["- run: echo ${{ github.event.pull_request.title }}"] }),
      finding: /value is code/,
    },
    "a stored secret": {
      text: sample({ steps: ["- run: npm ci", "  env: { TOKEN: '${{ secrets.TOKEN }}' }"] }),
      finding: /stored secret/,
    },
    "all stored secrets": {
      text: sample({ steps: ["- run: npm ci", "  env: { TOKEN: '${{ secrets[matrix.name] }}' }"] }),
      finding: /stored secret/,
    },
    "a key of AWS": {
      text: sample({ steps: ["- run: npm ci", "  env: { AWS_SECRET_ACCESS_KEY: x }"] }).replace(/_/g, "-"),
      finding: /long-lived key/,
    },
    "a right to write": {
      text: sample({ job: ["permissions: { contents: write }"] }),
      finding: /nothing here needs: contents: write/,
    },
    "a right to write for runs that others can start too": {
      text: sample({ on: "workflow_dispatch, pull_request", job: ["permissions: { contents: write }"] }),
      finding: /nothing here needs: contents: write/,
    },
    "another right to write for runs started by hand": {
      text: sample({ on: "workflow_dispatch", job: ["permissions: { packages: write }"] }),
      finding: /nothing here needs: packages: write/,
    },
    "a right to comment for pull requests": {
      text: sample({ on: "pull_request", job: ["permissions: { pull-requests: write }"] }),
      finding: /nothing here needs: pull-requests/,
    },
    "an identity for forks": {
      text: sample({ on: "pull_request", job: [IDENTITY] }),
      finding: /an identity for whoever/,
    },
    "an identity by a condition that need not hold": {
      text: sample({ on: "pull_request", job: [IDENTITY, `if: ${SAME} || github.actor == 'me'`] }),
      finding: /an identity for whoever/,
    },
    "an identity after a fork's run": {
      text: sample({ on: "workflow_run", job: [IDENTITY], steps: ["- run: node --version"] }),
      finding: /an identity for whoever/,
    },
    "the pull request's code, with rights": {
      text: sample({
        on: "workflow_run",
        steps: [
          `- uses: ${CHECKOUT}`,
          "  with: { persist-credentials: false, ref: '${{ github.event.workflow_run.head_sha }}' }",
        ],
      }),
      finding: /something else than the default branch/,
    },
    "an artifact among the code": {
      text: sample({ on: "workflow_run", steps: [`- uses: ${DOWNLOAD}`, "  with: { name: preview }"] }),
      finding: /overwrite the code/,
    },
    "scripts of packages, with rights": {
      text: sample({ on: "workflow_run" }),
      finding: /installation that runs scripts/,
    },
    "a broken script": { text: sample({ steps: ["- run: if true; then echo"] }), finding: /bash can't read/ },
  };

  for (const [what, { text, finding }] of Object.entries(broken)) {
    it(`refuse ${what}`, () => {
      const findings = workflowFindings(text);
      assert.equal(findings.length, 1, findings.join("; "));
      assert.match(findings[0]!, finding);
    });
  }

  it("accept what is right", () => {
    assert.deepEqual(workflowFindings(sample({})), []);
    assert.deepEqual(workflowFindings(sample({ job: [IDENTITY] })), []);
    const proposing = { on: "workflow_dispatch", job: ["permissions: { contents: write, pull-requests: write }"] };
    assert.deepEqual(workflowFindings(sample(proposing)), []);
    assert.deepEqual(workflowFindings(sample({ on: "pull_request", job: [IDENTITY, `if: ${SAME} && true`] })), []);
  });
});
