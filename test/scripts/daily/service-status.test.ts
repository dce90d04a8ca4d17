import assert from "node:assert/strict";
import { statusBlocks } from "../../../scripts/daily/service-status";

const ARN = "arn:aws:ecs:eu-central-1:111122223333:";
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 10, minute));

describe("the status of a service", () => {
  it("shows a failing deployment beside the one that still runs", () => {
    const blocks = statusBlocks("Service web, stack dev", {
      service: {
        desiredCount: 2,
        runningCount: 2,
        pendingCount: 0,
        deployments: [
          {
            status: "PRIMARY",
            rolloutState: "FAILED",
            rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
            taskDefinition: `${ARN}task-definition/web:8`,
            desiredCount: 2,
            runningCount: 0,
            createdAt: at(4),
          },
          {
            status: "ACTIVE",
            rolloutState: "COMPLETED",
            taskDefinition: `${ARN}task-definition/web:7`,
            desiredCount: 2,
            runningCount: 2,
            createdAt: at(1),
          },
        ],
        events: [6, 5, 4, 3, 2, 1].map((minute) => ({ createdAt: at(minute), message: `event ${minute}` })),
      },
      tasks: [
        {
          taskArn: `${ARN}task/main-1/aaaa`,
          lastStatus: "RUNNING",
          healthStatus: "UNHEALTHY",
          availabilityZone: "eu-central-1a",
          taskDefinitionArn: `${ARN}task-definition/web:7`,
          createdAt: at(1),
          startedAt: at(2),
        },
      ],
      stoppedTasks: [
        {
          taskArn: `${ARN}task/main-1/bbbb`,
          stoppedAt: at(5),
          stopCode: "EssentialContainerExited",
          stoppedReason: "Essential container in task exited",
          containers: [
            { name: "web", exitCode: 137, reason: "OutOfMemoryError: container killed due to memory usage" },
            { name: "init" },
          ],
        },
        { taskArn: `${ARN}task/main-1/cccc`, stopCode: "SpotInterruption" },
      ],
    });
    assert.deepEqual(blocks, [
      { kind: "heading", text: "Service web, stack dev" },
      { kind: "paragraph", text: "2 of 2 tasks running, 0 starting", tone: "warning" },
      { kind: "heading", text: "Deployments" },
      {
        kind: "table",
        columns: ["task definition", "state", "tasks", "since", "reason"],
        rows: [
          [
            { text: "web:8" },
            { text: "PRIMARY, FAILED", tone: "bad" },
            { text: "0 of 2" },
            { text: "2026-01-05T10:04:00Z" },
            { text: "ECS deployment circuit breaker: tasks failed to start." },
          ],
          [
            { text: "web:7" },
            { text: "ACTIVE, COMPLETED", tone: "good" },
            { text: "2 of 2" },
            { text: "2026-01-05T10:01:00Z" },
            { text: "" },
          ],
        ],
      },
      { kind: "heading", text: "Tasks" },
      {
        kind: "table",
        columns: ["task", "state", "health", "zone", "task definition", "since"],
        rows: [
          [
            { text: "aaaa" },
            { text: "RUNNING" },
            { text: "UNHEALTHY", tone: "bad" },
            { text: "eu-central-1a" },
            { text: "web:7" },
            { text: "2026-01-05T10:02:00Z" },
          ],
        ],
      },
      { kind: "heading", text: "Stopped within the last hour" },
      {
        kind: "table",
        columns: ["task", "stopped", "exit codes", "reason"],
        rows: [
          [
            { text: "bbbb" },
            { text: "2026-01-05T10:05:00Z" },
            { text: "web 137" },
            {
              text: "Essential container in task exited; web: OutOfMemoryError: container killed due to memory usage",
            },
          ],
          [{ text: "cccc" }, { text: "" }, { text: "" }, { text: "SpotInterruption" }],
        ],
      },
      { kind: "heading", text: "What ECS says" },
      { kind: "list", items: [6, 5, 4, 3, 2].map((minute) => `2026-01-05T10:0${minute}:00Z event ${minute}`) },
    ]);
  });

  it("is good when all tasks of the only deployment run, and shows nothing that there isn't", () => {
    const service = { desiredCount: 1, runningCount: 1, deployments: [{ status: "PRIMARY" }] };
    const blocks = statusBlocks("Service web, stack dev", { service, tasks: [], stoppedTasks: [] });
    assert.deepEqual(
      blocks.map((block) => (block.kind === "table" ? block.columns[0] : block)),
      [
        { kind: "heading", text: "Service web, stack dev" },
        { kind: "paragraph", text: "1 of 1 tasks running, 0 starting", tone: "good" },
        { kind: "heading", text: "Deployments" },
        "task definition",
      ],
    );
  });
});
