import assert from "node:assert/strict";
import { diagnose, renderDiagnosis } from "../../diagnosis/diagnosis";
import type { Verdict } from "../../diagnosis/deployment-verdict";
import type { Evidence, StoppedTask } from "../../diagnosis/evidence";
import { BEFORE, CLUSTER, WANTED } from "./failed-deployment";

const SERVICE = {
  name: "web",
  serviceName: "web-5d6e7f8",
  cluster: CLUSTER,
  region: "eu-central-1",
};
const ROLLED_BACK: Verdict = { kind: "other", running: BEFORE, rolledBack: true, reason: "tasks failed to start" };
const NOTHING: Evidence = { stoppedTasks: [], gaps: [] };
const task = (taskId: string, changes: Partial<StoppedTask> = {}): StoppedTask => ({
  taskId,
  taskDefinition: "main-1a2b3c4-web:2",
  stoppedAt: "2026-01-05T10:12:00.000Z",
  stopCode: "EssentialContainerExited",
  stoppedReason: "Essential container in task exited",
  containers: [
    { name: "init", exitCode: 0, log: [] },
    { name: "web", exitCode: 1, log: ["Error: no DATABASE_URL"] },
    { name: "late", log: [] },
  ],
  ...changes,
});
const text = (verdict: Verdict, evidence: Partial<Evidence> = {}) =>
  renderDiagnosis(diagnose(SERVICE, WANTED, verdict, { ...NOTHING, ...evidence }));

describe("the diagnosis of a service", () => {
  it("tells what was wanted, what runs, why, and what to do", () => {
    const facts = {
      taskDefinition: BEFORE,
      desiredCount: 2,
      runningCount: 2,
      deployments: [],
      events: [1, 2, 3, 4, 5, 6].map((event) => ({ message: `event ${event}`, createdAt: "2026-01-05T10:14:00Z" })),
    };
    assert.equal(
      text(ROLLED_BACK, { facts, stoppedTasks: [task("0123456789abcdef")] }),
      `Service "web": the deployment failed, and ECS rolled it back.
  web-5d6e7f8 in cluster main-1a2b3c4, eu-central-1
  wanted task definition   main-1a2b3c4-web:2
  current task definition  main-1a2b3c4-web:1, 2 of 2 tasks run
  reason                   tasks failed to start

  Stopped tasks, the last first:
    2026-01-05 10:12:00Z 01234567 of main-1a2b3c4-web:2: EssentialContainerExited: Essential container in task exited
      container init: exit code 0
      container web: exit code 1
        | Error: no DATABASE_URL
      container late: did not start

  What ECS says, the last first:
    2026-01-05 10:14:00Z event 1
    2026-01-05 10:14:00Z event 2
    2026-01-05 10:14:00Z event 3
    2026-01-05 10:14:00Z event 4
    2026-01-05 10:14:00Z event 5

  Probably:
    A program of the task ended by itself.
    Its last log lines say why, if it writes any; a missing variable, a dependency that can't be reached or a file that can't be written are common.
    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html

  What to do:
    Correct the cause in the settings or the image, and run: pulumi up
    If the cause was elsewhere (a permission, a secret, another service), deploy the same again with: pulumi up --refresh`,
    );
  });

  it("says what it could not ask, and which permission that needs", () => {
    const gaps = [{ what: "the stopped tasks", action: "ecs:ListTasks", reason: "AccessDeniedException: no" }];
    const lines = text(ROLLED_BACK, { gaps }).split("\n");
    assert.deepEqual(lines.slice(4, 8), [
      "  reason                   tasks failed to start",
      "",
      "  Not known, because AWS could not be asked:",
      "    the stopped tasks (needs ecs:ListTasks): AccessDeniedException: no",
    ]);
  });

  const verdicts: readonly (readonly [Verdict, string, RegExp])[] = [
    [{ kind: "complete", missingTasks: 0 }, "its last deployment is complete.", /main-1a2b3c4-web:2$/],
    [
      { kind: "complete", missingTasks: 1 },
      "its last deployment is complete. Tasks that have stopped since and are being replaced: 1.",
      /main-1a2b3c4-web:2$/,
    ],
    [
      { kind: "underWay", progress: "1 of 2 tasks run" },
      "the deployment is not complete: 1 of 2 tasks run.",
      /Wait, and run pulumi up again; or correct the cause, and run it\.$/,
    ],
    [
      { kind: "failed", reason: "tasks failed to start" },
      "the deployment failed, and ECS had no completed one to go back to.",
      / aws ecs update-service --region eu-central-1 --cluster main-1a2b3c4 --service web-5d6e7f8 --force-new-deployment$/,
    ],
    [
      { kind: "other", running: BEFORE, rolledBack: false, reason: "" },
      "it runs another task definition than the program wants.",
      /main-1a2b3c4-web:1\n\n {2}What to do:\n[^\n]+\n[^\n]+pulumi up --refresh$/,
    ],
  ];
  for (const [verdict, sentence, end] of verdicts) {
    it(`says: ${sentence}`, () => {
      const lines = text(verdict);
      assert.equal(lines.split("\n")[0], `Service "web": ${sentence}`);
      assert.match(lines, end);
    });
  }

  it("gives each hint once, by the last task first", () => {
    const memory = task("a", {
      containers: [{ name: "web", exitCode: 137, reason: "OutOfMemoryError: killed", log: [] }],
    });
    const { hints } = diagnose(SERVICE, WANTED, ROLLED_BACK, {
      ...NOTHING,
      stoppedTasks: [memory, task("b"), memory],
    });
    assert.deepEqual(
      hints.map(({ id }) => id),
      ["out-of-memory", "crashed"],
    );
  });

  it("takes a hint from ECS's events where no task says anything, and none for what is fine", () => {
    const message = "(service web) was unable to place a task. Reason: Capacity is unavailable at this time.";
    const facts = { taskDefinition: WANTED, desiredCount: 1, runningCount: 0, deployments: [], events: [{ message }] };
    const ids = (verdict: Verdict) =>
      diagnose(SERVICE, WANTED, verdict, { ...NOTHING, facts }).hints.map(({ id }) => id);
    assert.deepEqual(ids({ kind: "underWay", progress: "0 of 1 tasks run" }), ["no-capacity"]);
    assert.deepEqual(ids({ kind: "complete", missingTasks: 0 }), []);
  });
});
