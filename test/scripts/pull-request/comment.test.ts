import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as readAll } from "node:stream/consumers";
import type { Block } from "../../../preview/document";
import { commentPreview } from "../../../scripts/pull-request/comment";
import { commentText } from "../../../scripts/pull-request/comment-text";
import { readPreviewFile, writePreviewFile } from "../../../scripts/pull-request/preview-file";
import { renderJson } from "../../../preview/render-json";
import { previewStack } from "../../../preview/report";
import { sections } from "../../../preview/sections";

const BLOCKS: Block[] = [
  { kind: "heading", text: "Preview" },
  { kind: "paragraph", text: "All fine.", tone: "good" },
];
const COMMIT = "1234567890123456789012345678901234567890";
const RUN_URL = "https://github.com/acme/platform/actions/runs/7";
const MARKER = "<!-- offline preview of dev -->";

const BODY = `${MARKER}
## Preview

✅ All fine.

[Offline preview](${RUN_URL}) of ${COMMIT}, on simulated AWS.
`;

interface Comment {
  id: number;
  user: { login: string } | null;
  body: string;
}

/** Plays the part of GitHub's API that comments need, for one pull request. */
class PlayedGitHub {
  readonly calls: string[] = [];
  comments: Comment[] = [];
  pullRequest = { number: 12, head: { sha: COMMIT, repo: { full_name: "acme/platform" } as object | null } };
  failure?: number;
  private readonly server: Server = createServer((request, response) => {
    void this.answer(request).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { pathname, searchParams } = new URL(request.url!, "http://localhost");
    const path = pathname.replace("/repos/acme/platform/", "");
    this.calls.push(`${request.method} ${path}`);
    assert.equal(request.headers.authorization, "Bearer secret-token");
    if (this.failure !== undefined) return { status: this.failure, body: {} };
    const { body } = JSON.parse((await readAll(request)) || "{}") as { body?: string };
    switch (`${request.method} ${path}`) {
      case "GET pulls":
        assert.equal(searchParams.get("state"), "open");
        this.calls.push(searchParams.get("head")!);
        return { status: 200, body: [this.pullRequest] };
      case "GET issues/12/comments": {
        const page = Number(searchParams.get("page"));
        return { status: 200, body: this.comments.slice((page - 1) * 100, page * 100) };
      }
      case "POST issues/12/comments":
        this.comments.push({ id: 500, user: { login: "github-actions[bot]" }, body: body! });
        return { status: 201, body: {} };
      case "PATCH issues/comments/500":
        this.comments.find(({ id }) => id === 500)!.body = body!;
        return { status: 200, body: {} };
      default:
        return { status: 404, body: {} };
    }
  }
}

describe("the comment on a pull request", () => {
  let github: PlayedGitHub;
  let apiUrl: string;
  let folder: string;
  let file: string;

  beforeEach(async () => {
    github = new PlayedGitHub();
    apiUrl = await github.start();
    folder = mkdtempSync(join(tmpdir(), "comment-"));
    file = join(folder, "preview.json");
    writeFileSync(file, writePreviewFile(BLOCKS));
  });

  afterEach(() => {
    github.stop();
    rmSync(folder, { recursive: true });
  });

  function comment(headRepository = "acme/platform"): Promise<number[]> {
    const event = {
      repository: { full_name: "acme/platform" },
      workflow_run: {
        head_sha: COMMIT,
        head_branch: "change&more",
        head_repository: { full_name: headRepository },
        html_url: RUN_URL,
      },
    };
    return commentPreview({ stack: "dev", file, event, apiUrl, token: "secret-token" });
  }

  it("is written once, and changed from then on", async () => {
    assert.deepEqual(await comment(), [12]);
    assert.deepEqual(
      github.comments.map(({ body }) => body),
      [BODY],
    );
    writeFileSync(file, writePreviewFile([{ kind: "heading", text: "Newer" }]));
    assert.deepEqual(await comment(), [12]);
    assert.deepEqual(
      github.comments.map(({ body }) => body.split("\n")[1]),
      ["## Newer"],
    );
    assert.deepEqual(github.calls, [
      "GET pulls",
      "acme:change&more",
      "GET issues/12/comments",
      "POST issues/12/comments",
      "GET pulls",
      "acme:change&more",
      "GET issues/12/comments",
      "PATCH issues/comments/500",
    ]);
  });

  it("is found behind a hundred others, and nobody else's comment is changed", async () => {
    const foreign = { id: 1, user: { login: "someone" }, body: `${MARKER}\nmine` };
    const ghost = { id: 2, user: null, body: MARKER };
    const other = { id: 3, user: { login: "github-actions[bot]" }, body: "<!-- offline preview of prod -->" };
    github.comments = [...Array<Comment>(98).fill(foreign), ghost, other];
    github.comments.push({ id: 500, user: { login: "github-actions[bot]" }, body: `${MARKER}\nold` });
    await comment();
    assert.equal(github.comments.length, 101);
    assert.equal(github.comments[100]!.body, BODY);
    assert.deepEqual(github.comments.slice(98, 100), [ghost, other]);
    assert.ok(github.comments.slice(0, 98).every(({ body }) => body === `${MARKER}\nmine`));
  });

  it("says so when it comes from a fork", async () => {
    github.pullRequest.head.repo = { full_name: "stranger/platform" };
    assert.deepEqual(await comment("stranger/platform"), [12]);
    assert.ok(github.calls.includes("stranger:change&more"));
    assert.match(github.comments[0]!.body, / It comes from a fork, whose own code wrote what stands above\.\n$/);
  });

  const others: Record<string, object> = {
    "a newer commit": { sha: "f".repeat(40), repo: { full_name: "acme/platform" } },
    "the same branch of another repository": { sha: COMMIT, repo: { full_name: "acme/platform-copy" } },
    "a repository that is gone": { sha: COMMIT, repo: null },
  };
  for (const [what, head] of Object.entries(others)) {
    it(`is not written for ${what}`, async () => {
      Object.assign(github.pullRequest.head, head);
      assert.deepEqual(await comment(), []);
      assert.deepEqual(github.comments, []);
    });
  }

  it("is not written without right", async () => {
    github.failure = 403;
    await assert.rejects(comment(), { message: "GitHub answered 403 to GET pulls." });
  });

  const wrong: Record<string, string> = {
    "no JSON": "# Approved by the owners",
    "Markdown of its own": JSON.stringify({ blocks: [{ kind: "markdown", text: "<img src=x>" }] }),
    "a text that is none": JSON.stringify({ blocks: [{ kind: "heading", text: { toString: 1 } }] }),
    "an unknown tone": JSON.stringify({ blocks: [{ kind: "paragraph", text: "a", tone: "constructor" }] }),
    "another stack's name": JSON.stringify({ stack: "prod", blocks: [] }),
    "more than a preview": writePreviewFile([{ kind: "heading", text: "a".repeat(1024 * 1024) }]),
  };
  for (const [what, content] of Object.entries(wrong)) {
    it(`refuses ${what} before it asks GitHub anything`, async () => {
      writeFileSync(file, content);
      await assert.rejects(comment());
      assert.deepEqual(github.calls, []);
    });
  }

  it("refuses a link to another file", async () => {
    const link = join(folder, "link.json");
    symlinkSync(file, link);
    file = link;
    await assert.rejects(comment(), { message: `${link} is no ordinary file.` });
  });
});

describe("the preview that a run leaves", () => {
  for (const stack of ["dev", "prod", "missing"]) {
    it(`is read as it was written: ${stack}`, async () => {
      const blocks = sections(await previewStack({ folder: join(__dirname, "../../.."), stack, debug: false }));
      assert.deepEqual(readPreviewFile(writePreviewFile(blocks)), blocks);
    });
  }
});

describe("the comment's text", () => {
  const args = { stack: "dev", commit: COMMIT, runUrl: RUN_URL, fromFork: true };

  it("holds nothing of a stranger's that GitHub would take for markup or a mention", () => {
    const evil = "@acme/owners ![x](https://evil.example/x) <img src=x>\n# Approved\r\r<!-- -->";
    const text = commentText({
      ...args,
      blocks: [
        { kind: "heading", text: evil },
        { kind: "paragraph", text: evil },
        { kind: "list", items: [evil] },
        { kind: "commands", commands: [{ command: `a\`${evil}`, purpose: evil }] },
        { kind: "table", columns: [evil], rows: [[{ text: evil }]] },
        {
          kind: "tree",
          roots: [
            { label: evil, detail: evil, children: [{ label: evil, detail: `\`${evil}`, children: [] }] },
            { label: evil, detail: `\`\n\n${evil}`, children: [] },
          ],
        },
      ],
    });
    const lines = text.split(/\r\n?|\n/).filter((line) => !/^(<!-- offline|\[Offline preview\]\()/.test(line));
    assert.equal(lines.filter((line) => /^#+ /.test(line)).length, 1, text);
    // What stands in code spans is shown as it is; only a backquote could end one.
    const rest = lines.map((line) => line.replace(/`[^`]*`/g, ""));
    assert.deepEqual(rest.join("\n").match(/<(?!\/?(details|summary|br)>)|@(?!\u200b)/g), null, text);
    // Nothing within the line of a summary is Markdown.
    const markdown = rest.filter((line) => !line.startsWith("<details>")).join("\n");
    assert.deepEqual(markdown.match(/(?<!\\)[[\]`]/g), null, text);
    // HTML ends with an empty line.
    assert.ok(
      lines.every((line, index) => !/^<\/?details>/.test(line) || lines[index + 1] === ""),
      text,
    );
  });

  it("leaves out whole parts where there is no room, and says so", () => {
    const part: Block = { kind: "paragraph", text: "a".repeat(25_000) };
    const text = commentText({ ...args, blocks: [part, part, part, part] });
    assert.ok(text.length < 65_536);
    assert.equal(text.match(/a{25000}/g)?.length, 2);
    assert.match(text, /There was no room for the rest \(2 of 4 parts\)/);
    assert.match(text, /\[Offline preview\]/);
  });
});

describe("the program that leaves a preview", () => {
  const root = join(__dirname, "..", "..", "..");
  const program = join(root, "scripts", "pull-request", "write-preview.ts");
  const run = (...args: string[]) =>
    spawnSync(process.execPath, ["--import", "tsx", program, ...args], { cwd: root, encoding: "utf8" });

  it("compares with the base, prints what it leaves, and fails as the preview does", async () => {
    const folder = mkdtempSync(join(tmpdir(), "preview-"));
    const [file, base] = [join(folder, "preview.json"), join(folder, "base.json")];
    try {
      writeFileSync(base, renderJson(await previewStack({ folder: root, stack: "dev", debug: false })));
      const unchanged = run("dev", file, base);
      assert.equal(unchanged.status, 0, unchanged.stderr);
      assert.match(unchanged.stdout, /^Stack dev: no change against /);
      const [block, ...others] = readPreviewFile(readFileSync(file, "utf8"));
      assert.deepEqual({ kind: block?.kind, others }, { kind: "paragraph", others: [] });
      assert.equal(run("missing", file, base).status, 2);
      assert.match(readFileSync(file, "utf8"), /There is no such environment/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }).timeout(60_000);

  it("says which arguments it needs", () => {
    const { status, stderr } = run("dev");
    assert.equal(status, 1);
    assert.match(stderr, /Arguments: the stack, the file to write, the commit to compare with\./);
  }).timeout(60_000);
});
