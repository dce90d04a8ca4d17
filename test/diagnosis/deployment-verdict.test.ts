import assert from "node:assert/strict";
import fc from "fast-check";
import { judgeDeployment, type DeploymentFacts, type ServiceFacts } from "../../diagnosis/deployment-verdict";

const WANTED = "arn:aws:ecs:eu-central-1:111122223333:task-definition/main-web:8";
const BEFORE = "arn:aws:ecs:eu-central-1:111122223333:task-definition/main-web:7";
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 10, minute)).toISOString();
const NOW = Date.parse(at(30));
const PRIMARY: DeploymentFacts = { id: "ecs-svc/2", status: "PRIMARY", createdAt: at(10) };
const OLDER: DeploymentFacts = { id: "ecs-svc/1", status: "ACTIVE", createdAt: at(1) };
const event = (minute: number, text: string) => ({ createdAt: at(minute), message: `(service web) ${text}` });
const COMPLETED = event(12, "(deployment ecs-svc/2) deployment completed.");
const STEADY = event(12, "has reached a steady state.");
const FAILED = event(12, "(deployment ecs-svc/2) deployment failed: tasks failed to start.");

const judge = (changes: Partial<ServiceFacts> = {}, now = NOW) =>
  judgeDeployment(
    WANTED,
    {
      taskDefinition: WANTED,
      desiredCount: 2,
      runningCount: 2,
      deployments: [PRIMARY],
      events: [COMPLETED],
      ...changes,
    },
    now,
  );

describe("the verdict on a deployment", () => {
  it("is complete when ECS says so", () => {
    const complete = { kind: "complete", missingTasks: 0 };
    assert.deepEqual(judge(), complete);
    assert.deepEqual(judge({ events: [STEADY] }), complete);
    assert.deepEqual(judge({ events: [], deployments: [{ ...PRIMARY, rolloutState: "COMPLETED" }] }), complete);
  });

  it("stays complete while a stopped task is replaced, and says how many are missing", () => {
    assert.deepEqual(judge({ runningCount: 1 }), { kind: "complete", missingTasks: 1 });
  });

  it("does not take running tasks for healthy ones", () => {
    assert.deepEqual(judge({ events: [] }), { kind: "underWay", progress: "2 of 2 tasks run" });
  });

  it("does not take an earlier deployment's end for this one's", () => {
    for (const earlier of [
      event(5, "has reached a steady state."),
      event(12, "(deployment ecs-svc/1) deployment completed."),
      event(12, "(deployment ecs-svc/22) deployment completed."),
    ]) {
      assert.equal(judge({ events: [earlier] }).kind, "underWay", earlier.message);
    }
  });

  it("is under way as long as older tasks are there", () => {
    assert.deepEqual(judge({ deployments: [PRIMARY, OLDER], runningCount: 3 }), {
      kind: "underWay",
      progress: "3 of 2 tasks run, and older ones are being replaced",
    });
  });

  it("is under way before ECS has begun", () => {
    assert.deepEqual(judge({ deployments: [] }), { kind: "underWay", progress: "no deployment has begun" });
  });

  it("believes an old deployment with all its tasks, of which no event is left", () => {
    const later = NOW + 60 * 60_000;
    assert.deepEqual(judge({ events: [] }, later), { kind: "complete", missingTasks: 0 });
    assert.equal(judge({ events: [], runningCount: 1 }, later).kind, "underWay");
    const inProgress = [{ ...PRIMARY, rolloutState: "IN_PROGRESS" }];
    assert.equal(judge({ events: [], deployments: inProgress }, later).kind, "underWay");
  });

  it("is a failure when ECS has given up and nothing was there to go back to", () => {
    assert.deepEqual(judge({ events: [FAILED], runningCount: 0 }), { kind: "failed", reason: "tasks failed to start" });
    const reason = "ECS deployment circuit breaker: tasks failed to start.";
    const deployments = [{ ...PRIMARY, rolloutState: "FAILED", rolloutStateReason: reason }];
    assert.deepEqual(judge({ events: [], deployments }), { kind: "failed", reason });
  });

  it("is a failure also if older tasks are kept running", () => {
    assert.equal(judge({ events: [FAILED], deployments: [PRIMARY, OLDER] }).kind, "failed");
  });

  it("goes by the newest event", () => {
    assert.equal(judge({ events: [STEADY, { ...FAILED, createdAt: at(11) }] }).kind, "complete");
    assert.equal(judge({ events: [FAILED, { ...STEADY, createdAt: at(11) }] }).kind, "failed");
  });

  it("is a roll-back when ECS went back to another task definition", () => {
    const events = [
      event(14, "has reached a steady state."),
      event(13, "(deployment ecs-svc/3) deployment completed."),
      event(12, "rolling back to deployment ecs-svc/3."),
      FAILED,
    ];
    const expected = { kind: "other", running: BEFORE, rolledBack: true, reason: "tasks failed to start" };
    assert.deepEqual(judge({ taskDefinition: BEFORE, events }), expected);
    const rolloutStateReason = "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/3.";
    const deployments = [{ ...PRIMARY, rolloutState: "COMPLETED", rolloutStateReason }];
    assert.deepEqual(judge({ taskDefinition: BEFORE, events: [FAILED], deployments }), expected);
  });

  it("doesn't call it a roll-back when somebody else has deployed", () => {
    assert.deepEqual(judge({ taskDefinition: BEFORE }), {
      kind: "other",
      running: BEFORE,
      rolledBack: false,
      reason: "",
    });
  });

  it("is never complete with another task definition, a failure, or older tasks", () => {
    const messages = fc.constantFrom(COMPLETED, STEADY, FAILED);
    const facts = fc.record({
      taskDefinition: fc.constantFrom(WANTED, BEFORE),
      desiredCount: fc.nat(3),
      runningCount: fc.nat(3),
      deployments: fc.constantFrom([], [PRIMARY], [PRIMARY, OLDER], [{ ...PRIMARY, rolloutState: "FAILED" }]),
      events: fc.array(messages, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(facts, (given) => {
        const { kind } = judge(given);
        const [newest] = given.events;
        const [primary, ...older] = given.deployments as readonly DeploymentFacts[];
        assert.equal(kind === "other", given.taskDefinition === BEFORE);
        if (kind !== "complete") return;
        assert.equal(given.taskDefinition, WANTED);
        assert.ok(primary && older.length === 0 && !("rolloutState" in primary));
        assert.ok(newest === COMPLETED || newest === STEADY);
      }),
    );
  });
});
