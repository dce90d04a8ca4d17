import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../preview/cli";
import { runFlowsCli } from "../../preview/flows/cli";

const ROOT = join(__dirname, "..", "..");

function terminal(folder: string) {
  const written = { text: "", errors: "" };
  const write = (text: string) => (written.text += text);
  return { written, ends: { folder, write, writeError: (text: string) => (written.errors += text), colour: false } };
}

async function preview(...args: string[]): Promise<string> {
  const { written, ends } = terminal(ROOT);
  assert.equal(await runCli(args, ends), 0, written.errors);
  return written.text;
}

/** The lines between a heading and the next one. */
function section(text: string, heading: string): string[] {
  const lines = text.split("\n");
  const from = lines.indexOf(heading);
  assert.ok(from >= 0, heading);
  const end = lines.findIndex((line, index) => index > from && /^\S/.test(line));
  return lines.slice(from, end < 0 ? undefined : end).filter((line) => line.trim() !== "");
}

describe("npm run flows", () => {
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "flows-"));
    writeFileSync(join(folder, "preview.json"), await preview("--format", "json"));
  });

  after(() => rmSync(folder, { recursive: true }));

  function run(...args: string[]) {
    const { written, ends } = terminal(folder);
    const exitCode = runFlowsCli(args, ends);
    return { exitCode, ...written };
  }

  it("says of a file what the preview says of the program", async () => {
    const { exitCode, text, errors } = run("--preview", "preview.json");
    assert.deepEqual([exitCode, errors], [0, ""]);
    const program = await preview();
    for (const heading of ["Who reaches whom", "Will the tasks start"]) {
      const ofFile = section(text, heading);
      assert.ok(ofFile.length > 1);
      assert.deepEqual(section(program, heading).slice(0, ofFile.length), ofFile);
    }
  });

  it("explains a way, and is a gate for what is asserted", () => {
    const ask = (option: string, question: string) => run("--preview", "preview.json", option, question);
    const explained = ask("--explain", "internet -> payments");
    assert.equal(explained.exitCode, 0);
    assert.match(explained.text, /^internet -> payments\n\n {2}not reachable\n/);
    assert.equal(ask("--assert-unreachable", "internet -> payments").exitCode, 0);
    assert.equal(ask("--assert-reachable", "internet -> payments").exitCode, 1);
  });

  it("writes the flows for programs", () => {
    const { text } = run("--preview", "preview.json", "--format", "json");
    const { stack, flows, taskStarts } = JSON.parse(text) as {
      stack: string;
      flows: { from: string; to: string }[];
      taskStarts: { service: string; answer: string }[];
    };
    assert.equal(stack, "dev");
    assert.ok(flows.some(({ from, to }) => from === "load balancer public" && to === "service web"));
    assert.ok(taskStarts.length > 0 && taskStarts.every(({ answer }) => answer === "yes"));
  });

  it("exits with 2 for a question that can't be understood, or nothing to look at, and says what to do", () => {
    assert.deepEqual(
      [run("--preview", "preview.json", "--explain", "nobody -> web"), run()].map(({ exitCode, text }) => [
        exitCode,
        text,
      ]),
      [
        [2, ""],
        [2, ""],
      ],
    );
    assert.match(
      run("--preview", "preview.json", "--explain", "nobody -> web").errors,
      /^flows: --explain = "nobody -> web"\n +There is no "nobody"/,
    );
    assert.match(run("--state", ".").errors, /flows: --state = "\."\n +It is a folder, not a file\./);
    assert.match(run().errors, /flows: --state = not set\n[^]*Fix: Export a stack/);
  });

  it("explains itself with examples", () => {
    const { exitCode, text } = run("--help");
    assert.equal(exitCode, 0);
    assert.match(text, /Examples:\n +pulumi stack export/);
  });
});
