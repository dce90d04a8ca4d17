import assert from "node:assert/strict";
import { HINT_IDS, hintFor, type Symptoms } from "../../diagnosis/hints";

const symptoms = (changes: Partial<Symptoms>): Symptoms => ({ text: "", exitCodes: [], log: "", ...changes });
const text = (given: string) => symptoms({ text: given });
const INIT = "ResourceInitializationError: unable to pull secrets or registry auth:";
const PULL = "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref";

/** Texts as AWS's documents and its container agent write them; each hint's document is the source. */
const CASES: readonly (readonly [id: string, given: Symptoms])[] = [
  ["lifecycle-hook", text("(deployment ecs-svc/2) deployment failed: hook execution failure(s) detected.")],
  ["out-of-memory", symptoms({ text: "OutOfMemoryError: Container killed due to memory usage", exitCodes: [137] })],
  [
    "architecture",
    symptoms({ text: "Essential container in task exited", exitCodes: [1], log: "exec /app: exec format error" }),
  ],
  [
    "architecture",
    text("CannotPullContainerError: image Manifest does not contain descriptor matching platform 'linux/amd64'"),
  ],
  ["image-not-found", text(`${PULL} public.ecr.aws/docker/library/node:bad: not found`)],
  ["image-not-found", text("CannotPullContainerError: manifest unknown: Requested image not found")],
  [
    "registry-rate-limit",
    text(`${PULL} docker.io/library/node:22: toomanyrequests: You have reached your pull rate limit`),
  ],
  [
    "image-denied",
    text(`${PULL} 111122223333.dkr.ecr.eu-central-1.amazonaws.com/web:1: unexpected status: 403 Forbidden`),
  ],
  ["image-no-route", text(`${PULL} docker.io/library/node:22: dial tcp 34.205.13.154:443: i/o timeout`)],
  ["disk-full", text("CannotPullContainerError: write /var/lib/containerd/tmp: no space left on device")],
  ["image-other", text("CannotPullContainerError: number of layers and diffIDs don't match: 3 != 15")],
  [
    "secret-not-found",
    text(
      `${INIT} unable to retrieve secret from asm: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
    ),
  ],
  ["secret-not-found", text(`${INIT} retrieved secret from Secrets Manager did not contain json key password`)],
  [
    "secret-denied",
    text(
      `${INIT} unable to retrieve secret from asm: AccessDeniedException: User is not authorized to perform: secretsmanager:GetSecretValue`,
    ),
  ],
  ["secret-denied", text(`${INIT} AccessDeniedException: Access to KMS is not allowed`)],
  [
    "log-group",
    text("ResourceInitializationError: failed to validate logger args: The specified log group does not exist."),
  ],
  [
    "initialization-no-route",
    text(`${INIT} RequestCanceled: request context canceled caused by: context deadline exceeded`),
  ],
  [
    "initialization-other",
    text("ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes"),
  ],
  [
    "role",
    text("ECS was unable to assume the role 'arn:aws:iam::111122223333:role/web' that was provided for this task."),
  ],
  ["command-not-found", text('CannotStartContainerError: exec: "nod": executable file not found in $PATH: unknown')],
  ["command-not-found", symptoms({ text: "Essential container in task exited", exitCodes: [127] })],
  ["spot", symptoms({ text: "Your Spot Task was interrupted.", stopCode: "SpotInterruption", exitCodes: [143] })],
  [
    "no-capacity",
    text(
      "(service web) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.",
    ),
  ],
  [
    "task-limit",
    text(
      "(service web) was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently.",
    ),
  ],
  [
    "target-not-healthy",
    symptoms({
      text: "Task failed ELB health checks in (target-group arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web/1)",
      stopCode: "ServiceSchedulerInitiated",
      exitCodes: [143],
    }),
  ],
  [
    "target-not-healthy",
    text("(service web) (port 8080) is unhealthy in (target-group web) due to (reason Health checks failed)"),
  ],
  ["container-not-healthy", symptoms({ text: "Task failed container health checks", exitCodes: [143] })],
  ["killed", symptoms({ text: "Essential container in task exited", exitCodes: [0, 137] })],
  ["crashed", symptoms({ text: "Essential container in task exited", exitCodes: [1] })],
  ["crashed", symptoms({ text: "Essential container in task exited", exitCodes: [0] })],
];

describe("the hint on a stopped task", () => {
  for (const [id, given] of CASES) {
    it(`is ${id} for: ${given.text.slice(0, 70)} ${given.exitCodes.join()}`, () => {
      assert.equal(hintFor(given)?.id, id);
    });
  }

  it("is none for what means nothing special", () => {
    assert.equal(hintFor(text("(service web) has reached a steady state.")), undefined);
    assert.equal(hintFor(text("Scaling activity initiated by (deployment ecs-svc/1)")), undefined);
    assert.equal(hintFor(symptoms({ log: "connection timed out" })), undefined);
  });

  it("has a case for every row, and names AWS's document", () => {
    assert.deepEqual([...new Set(CASES.map(([id]) => id))].sort(), [...HINT_IDS].sort());
    for (const [, given] of CASES) {
      const hint = hintFor(given)!;
      assert.match(hint.source, /^https:\/\/docs\.aws\.amazon\.com\/AmazonECS\/latest\/developerguide\/[\w-]+\.html$/);
      for (const sentence of [hint.meaning, hint.todo]) assert.match(sentence, /^[A-Z].*[.?]$/);
    }
  });
});
