import assert from "node:assert/strict";
import { UNKNOWN } from "../../model/graph";
import type { Made } from "./account";
import { itRefuses, Scene, taskDefinitionInputs } from "./scene";

const ROOT = { AWS: "arn:aws:iam::123456789012:root" };
const LOGS = { Service: "logs.eu-central-1.amazonaws.com" };
const GROUPS = "arn:aws:logs:eu-central-1:123456789012:log-group";

const allow = (principal: object | string, action: string | string[], condition?: object) => {
  return { Effect: "Allow", Principal: principal, Action: action, Resource: "*", Condition: condition };
};
const onGroup = (pattern: string) => ({ ArnLike: { "kms:EncryptionContext:aws:logs:arn": pattern } });

function key(scene: Scene, ...statements: readonly object[]): Made {
  const Statement = [allow(ROOT, "kms:*"), ...statements];
  return scene.make("aws:kms/key:Key", "key", { policy: JSON.stringify({ Statement }) });
}

function keyWithPolicy(scene: Scene, statement: object, inputs: object = {}): Made {
  return scene.make("aws:kms/key:Key", "key", { policy: JSON.stringify({ Statement: statement }), ...inputs });
}

function encryptedGroup(scene: Scene, { outputs }: Made): Made {
  return scene.make("aws:cloudwatch/logGroup:LogGroup", "web", { name: "web", kmsKeyId: outputs.arn ?? "" });
}

const LOCKED_OUT = /will not allow you to update the key policy/;
const NOT_ALLOWED = /does not exist or is not allowed to be used with Arn '.*:log-group:web'/;

describe("simulated AWS refuses", () => {
  itRefuses([
    [
      "a key that nobody could manage any more",
      "MalformedPolicyDocumentException",
      LOCKED_OUT,
      (s) => keyWithPolicy(s, allow(LOGS, "kms:*")),
    ],
    [
      "a key whose policy only its users could read",
      "MalformedPolicyDocumentException",
      LOCKED_OUT,
      (s) => keyWithPolicy(s, allow(ROOT, ["kms:Encrypt", "kms:Decrypt"])),
    ],
    [
      "a second alias of the same name",
      "AlreadyExistsException",
      /alias\/logs already exists/,
      (s) => {
        const inputs = { name: "alias/logs", targetKeyId: key(s).id };
        return ["a", "b"].map((name) => s.make("aws:kms/alias:Alias", name, inputs));
      },
    ],
    [
      "an alias of no key",
      "NotFoundException",
      /./,
      (s) => s.make("aws:kms/alias:Alias", "a", { targetKeyId: "12345678-1234-1234-1234-123456789012" }),
    ],
    [
      "a log group with a key that CloudWatch Logs may not use",
      "InvalidParameterException",
      NOT_ALLOWED,
      (s) => encryptedGroup(s, key(s)),
    ],
    [
      "a log group with a key for reading only",
      "InvalidParameterException",
      NOT_ALLOWED,
      (s) => encryptedGroup(s, key(s, allow(LOGS, ["kms:Decrypt*", "kms:Describe*"]))),
    ],
    [
      "a log group with a key for other log groups",
      "InvalidParameterException",
      NOT_ALLOWED,
      (s) => encryptedGroup(s, key(s, allow(LOGS, "kms:*", onGroup(`${GROUPS}:users*`)))),
    ],
    [
      "a log group with a key for another region's logs",
      "InvalidParameterException",
      NOT_ALLOWED,
      (s) => encryptedGroup(s, key(s, allow({ Service: "logs.us-east-1.amazonaws.com" }, "kms:*"))),
    ],
    [
      "shells in tasks without a task role",
      "InvalidParameterException",
      /valid taskRoleArn/,
      (s) => s.make("aws:ecs/service:Service", "web", execService(s)),
    ],
  ]);
});

function execService(scene: Scene) {
  const inputs = scene.serviceInputs();
  void scene.rule;
  void scene.capacityProviders;
  return { ...inputs, enableExecuteCommand: true };
}

describe("simulated AWS accepts", () => {
  it("a log group with a key that CloudWatch Logs may use for it", () => {
    const needed = ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"];
    const scene = new Scene();
    encryptedGroup(scene, key(scene, allow(LOGS, needed, onGroup(`${GROUPS}:*`))));
  });

  it("a log group with a key of someone else, of which it knows nothing", () => {
    const kmsKeyId = "arn:aws:kms:eu-central-1:210987654321:key/12345678-1234-1234-1234-123456789012";
    new Scene().make("aws:cloudwatch/logGroup:LogGroup", "web", { kmsKeyId });
  });

  it("a key that locks its owner out, if that is what they want", () => {
    keyWithPolicy(new Scene(), allow(LOGS, "kms:*"), { bypassPolicyLockoutSafetyCheck: true });
  });

  it("shells in tasks with a task role", () => {
    const scene = new Scene();
    const taskRoleArn = scene.role.outputs.arn ?? "";
    const definition = scene.make("aws:ecs/taskDefinition:TaskDefinition", "exec", {
      ...taskDefinitionInputs(),
      family: "exec",
      taskRoleArn,
    });
    const inputs = { ...execService(scene), taskDefinition: definition.outputs.arn ?? "" };
    assert.equal(scene.make("aws:ecs/service:Service", "web", inputs).outputs.enableExecuteCommand, true);
  });
});

describe("a key of simulated AWS", () => {
  it("is only scheduled for deletion", () => {
    const scene = new Scene();
    const made = keyWithPolicy(scene, allow(ROOT, "kms:*"), { deletionWindowInDays: 7 });
    scene.delete(made);
    assert.deepEqual(
      scene.aws.leftBehind.map(({ id, reason }) => [id, reason]),
      [[made.id, "scheduled for deletion in 7 days"]],
    );
  });

  it("is rotated every year if at all, and lets its owner in if nothing is said", () => {
    const { outputs } = new Scene().make("aws:kms/key:Key", "key", { enableKeyRotation: true });
    assert.equal(outputs.rotationPeriodInDays, 365);
    assert.match(String(outputs.policy), /arn:aws:iam::123456789012:root/);
    const failures = new Scene().check("aws:kms/key:Key", {
      enableKeyRotation: true,
      customerMasterKeySpec: "RSA_2048",
    }).failures;
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["enableKeyRotation"],
    );
    assert.deepEqual(new Scene().check("aws:kms/key:Key", { policy: UNKNOWN }).failures, []);
  });
});
