import assert from "node:assert/strict";
import { awaitDeployment, type Outcome } from "../../diagnosis/await-deployment";
import type { ServiceFacts } from "../../diagnosis/deployment-verdict";

const complete: ServiceFacts = {
  taskDefinition: "web:8",
  desiredCount: 2,
  runningCount: 2,
  deployments: [{ id: "ecs-svc/2", status: "PRIMARY", rolloutState: "COMPLETED" }],
  events: [],
};
const running = (runningCount: number): ServiceFacts => ({
  ...complete,
  runningCount,
  deployments: [{ id: "ecs-svc/2", status: "PRIMARY", rolloutState: "IN_PROGRESS" }],
});
const before: ServiceFacts = { ...complete, taskDefinition: "web:7" };
const lost = new Error("lost");

/** Waits with a clock of its own; the last answer is given again and again. */
async function wait(
  answers: readonly (ServiceFacts | Error)[],
  timeLimitMs = 20 * 60_000,
  closely: readonly (ServiceFacts | undefined)[] = [],
) {
  const closeAnswers = [...closely];
  let [time, asked] = [0, 0];
  const progress: string[] = [];
  const outcome: Outcome = await awaitDeployment({
    wantedTaskDefinition: "web:8",
    timeLimitMs,
    ask: () => {
      const answer = answers[Math.min(asked++, answers.length - 1)]!;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    askClosely: () => Promise.resolve(closeAnswers.shift()),
    onProgress: (text) => progress.push(text),
    clock: {
      now: () => time,
      sleep: (ms) => {
        time += ms;
        return Promise.resolve();
      },
    },
  });
  return { kind: outcome.verdict.kind, asked, seconds: time / 1000, progress, facts: outcome.facts };
}

describe("waiting for a deployment", () => {
  it("asks once if it is complete", async () => {
    assert.deepEqual(await wait([complete]), { kind: "complete", asked: 1, seconds: 0, progress: [], facts: complete });
  });

  it("asks again until it is, and tells each progress once", async () => {
    const { kind, asked, progress } = await wait([running(0), running(0), running(1), complete]);
    assert.deepEqual({ kind, asked }, { kind: "complete", asked: 4 });
    assert.deepEqual(progress, ["0 of 2 tasks run", "1 of 2 tasks run"]);
  });

  it("believes another task definition only when it sees it twice: ECS may still show the one of before", async () => {
    assert.equal((await wait([before, complete])).kind, "complete");
    assert.deepEqual(await wait([before]), { kind: "other", asked: 2, seconds: 2, progress: [], facts: before });
    assert.equal((await wait([before, running(1), before, complete])).kind, "complete");
  });

  it("ends when the time is up, and has asked every fifteen seconds at most", async () => {
    const { kind, asked, seconds } = await wait([running(1)], 10 * 60_000);
    assert.equal(kind, "underWay");
    assert.ok(seconds >= 600 && seconds <= 615, String(seconds));
    assert.ok(asked >= 40 && asked <= 48, String(asked));
  });

  it("looks closer as long as events don't tell", async () => {
    const silent = { ...running(2), deployments: [{ id: "ecs-svc/2", status: "PRIMARY" }] };
    const { kind, asked, facts } = await wait([silent], undefined, [running(2), complete]);
    assert.deepEqual({ kind, asked, facts }, { kind: "complete", asked: 2, facts: complete });
    const failed = { ...complete, deployments: [{ id: "ecs-svc/2", status: "PRIMARY", rolloutState: "FAILED" }] };
    assert.equal((await wait([silent], undefined, [failed])).kind, "failed");
  });

  it("doesn't look closer again where it can't, and goes by events", async () => {
    const { kind, asked } = await wait([running(0), running(1), running(1), complete], undefined, [
      undefined,
      before,
      before,
    ]);
    assert.deepEqual({ kind, asked }, { kind: "complete", asked: 4 });
  });

  it("gets over two lost answers in a row, not over three", async () => {
    assert.equal((await wait([lost, lost, running(1), lost, lost, complete])).kind, "complete");
    await assert.rejects(wait([running(1), lost, lost, lost, complete]), lost);
  });
});
