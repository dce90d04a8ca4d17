import assert from "node:assert/strict";
import type { Diagnosis } from "../../../diagnosis/diagnosis";
import { answerRolledBack, BEFORE, WANTED } from "../../diagnosis/failed-deployment";
import { AwsApi, denied } from "../../support/aws-api";
import { DailyCommands, exportedState, WEB } from "./daily-commands";

describe("npm run diagnose", () => {
  let api: AwsApi;
  let commands: DailyCommands;

  beforeEach(async () => {
    api = await AwsApi.start();
    answerRolledBack(api);
    commands = new DailyCommands(api.url);
    commands.exports(exportedState(WANTED));
  });

  afterEach(() => {
    commands.dispose();
    api.stop();
  });

  it("explains a roll-back, as a failed update does, and fails", async () => {
    const { exitCode, text, errors } = await commands.run(["diagnose", ...WEB]);
    assert.deepEqual({ exitCode, errors }, { exitCode: 1, errors: "" });
    assert.match(text, /^Service "web": the deployment failed, and ECS rolled it back\.\n/);
    assert.match(text, /\n {2}web-5d6e7f8 in cluster main-1a2b3c4, eu-central-1\n/);
    assert.match(text, /\n {4}A container used more memory than its task has, and was killed\.\n/);
  });

  it("gives programs the same", async () => {
    const { exitCode, text } = await commands.run(["diagnose", ...WEB, "--json"]);
    const { verdict, hints, stoppedTasks } = JSON.parse(text) as Diagnosis;
    assert.equal(exitCode, 1);
    assert.deepEqual(verdict, { kind: "other", running: BEFORE, rolledBack: true, reason: "tasks failed to start" });
    assert.deepEqual(
      hints.map(({ id }) => id),
      ["out-of-memory"],
    );
    assert.equal(stoppedTasks.length, 2);
  });

  it("is content with a service that runs what the program wants", async () => {
    commands.exports(exportedState(BEFORE));
    const { exitCode, text } = await commands.run(["diagnose", ...WEB]);
    assert.equal(exitCode, 0);
    assert.match(text, /^Service "web": its last deployment is complete\.\n/);
    assert.doesNotMatch(text, /What to do|Probably/);
  });

  it("can't tell without ECS, and says which permission it needs", async () => {
    api.refuse("DescribeServices", denied("ecs:DescribeServices"));
    const { exitCode, text, errors } = await commands.run(["diagnose", ...WEB]);
    assert.deepEqual({ exitCode, text }, { exitCode: 2, text: "" });
    assert.match(errors, /^Error: AccessDeniedException: .*\(needs ecs:DescribeServices\)\n$/);
  });

  it("says what takes longer than two seconds", async () => {
    api.inject("DescribeServices", "hangs");
    const { exitCode, errors } = await commands.run(["diagnose", ...WEB]);
    assert.deepEqual({ exitCode, errors }, { exitCode: 1, errors: "Asking AWS …\n" });
  });

  it("documents its exit codes", async () => {
    const { exitCode, text } = await commands.run(["diagnose", "--help"]);
    assert.equal(exitCode, 0);
    assert.match(text, /Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 /);
  });
});
