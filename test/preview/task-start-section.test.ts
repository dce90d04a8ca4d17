import assert from "node:assert/strict";
import { renderText } from "../../preview/render-text";
import { taskStartSection } from "../../preview/task-start-section";
import { start } from "../analysis/task-start/one-service";
import { runCli } from "../../preview/cli";
import { REPOSITORY } from "../support/environments";

const text = (...starts: Parameters<typeof taskStartSection>[0]) =>
  renderText(taskStartSection(starts), { width: 500, colour: false });

describe("the preview of whether tasks start", () => {
  it("is one line where they do, and nothing where there are none", () => {
    assert.equal(text(start()), "Will the tasks start\n\n  Yes: web can get images and secrets, and write logs.\n");
    assert.deepEqual(taskStartSection([]), []);
  });

  it("says what fails where, why, what AWS will show, and what to do", () => {
    const said = text(start({ logs: null }));
    assert.match(said, /^ {2}No: the tasks of web can't start\.$/m);
    assert.match(said, /To write to log group web in private-a: there is no endpoint for logs in the VPC/);
    assert.match(
      said,
      /AWS will show: ResourceInitializationError: failed to validate logger args: [^\n]*\. Fix: Create a VPC/,
    );
  });

  it("says what is not known", () => {
    const said = text(start({ definition: { executionRoleArn: "arn:aws:iam::1:role/x" } }));
    assert.match(said, /Can't tell whether the tasks of web start\./);
    assert.doesNotMatch(said, /AWS will show/);
  });

  it("is a part of the preview, also for programs", async () => {
    let written = "";
    const write = (part: string) => void (written += part);
    const terminal = { folder: REPOSITORY, write, writeError: write, colour: false };
    await runCli(["--format", "json"], terminal);
    const { taskStarts } = JSON.parse(written) as { taskStarts: { service: string; answer: string }[] };
    assert.deepEqual(taskStarts.map(({ service, answer }) => `${service} ${answer}`).sort(), [
      "feed yes",
      "payments yes",
      "users yes",
      "web yes",
    ]);
    written = "";
    await runCli(["--format", "markdown"], terminal);
    assert.match(written, /^#+ Will the tasks start\n\n.*Yes: /m);
  });
});
