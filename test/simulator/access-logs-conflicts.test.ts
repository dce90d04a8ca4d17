import type { Made } from "./account";
import { itRefuses, Scene } from "./scene";

const ACCOUNT = "123456789012";
const SERVICE = "logdelivery.elasticloadbalancing.amazonaws.com";

function bucket(scene: Scene): Made {
  return scene.make("aws:s3/bucket:Bucket", "logs", { bucket: "my-logs" });
}

/** Lets the service write, but for what the changes say. */
function allow(scene: Scene, changes: object = {}): Made {
  const statement = {
    Effect: "Allow",
    Principal: { Service: SERVICE },
    Action: "s3:PutObject",
    Resource: `arn:aws:s3:::my-logs/AWSLogs/${ACCOUNT}/*`,
    ...changes,
  };
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  return scene.make("aws:s3/bucketPolicy:BucketPolicy", "logs", { bucket: bucket(scene).id, policy });
}

function encrypt(scene: Scene, sseAlgorithm: string): Made {
  const rules = [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }];
  return scene.make("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "logs", {
    bucket: "my-logs",
    rules,
  });
}

function logs(scene: Scene, changes: object = {}): Made {
  return scene.change(scene.loadBalancer, { accessLogs: { bucket: "my-logs", enabled: true, ...changes } });
}

function networkLogs(scene: Scene): Made {
  const subnets = [scene.subnet("a").id, scene.subnet("b").id];
  const accessLogs = { bucket: "my-logs", enabled: true };
  const inputs = { loadBalancerType: "network", internal: true, subnets, accessLogs };
  return scene.make("aws:lb/loadBalancer:LoadBalancer", "network", inputs);
}

const DENIED = /^Access Denied for bucket: my-logs\. Please check S3bucket permission$/;

describe("simulated AWS refuses", () => {
  itRefuses([
    [
      "a second bucket of the same name",
      "BucketAlreadyOwnedByYou",
      /already own it/,
      (s) => [bucket(s), s.make("aws:s3/bucket:Bucket", "other", { bucket: "my-logs" })],
    ],
    [
      "settings of a bucket that isn't there",
      "NoSuchBucket",
      /my-logs/,
      (s) => s.make("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "x", { bucket: "my-logs" }),
    ],
    [
      "a bucket's policy about another bucket",
      "MalformedPolicy",
      /invalid resource: "arn:aws:s3:::my-logs-2\/\*"/,
      (s) => allow(s, { Resource: ["arn:aws:s3:::my-logs/*", "arn:aws:s3:::my-logs-2/*"] }),
    ],
    ["access logs without a bucket", "InvalidConfigurationRequest", /not located in the same region/, (s) => logs(s)],
    ["access logs in a bucket without a policy", "InvalidConfigurationRequest", DENIED, (s) => [bucket(s), logs(s)]],
    [
      "access logs of a Network Load Balancer that only others may write",
      "InvalidConfigurationRequest",
      DENIED,
      (s) => [allow(s), networkLogs(s)],
    ],
    ...Object.entries({
      "for another service": { Principal: { Service: "delivery.logs.amazonaws.com" } },
      "for another action": { Action: ["s3:GetObject", "s3:ListBucket"] },
      "for another account's folder": { Resource: "arn:aws:s3:::my-logs/AWSLogs/999999999999/*" },
      "that denies it": { Effect: "Deny" },
    }).map(
      ([what, changes]) =>
        [
          `access logs in a bucket with a policy ${what}`,
          "InvalidConfigurationRequest",
          DENIED,
          (s: Scene) => [allow(s, changes), logs(s)],
        ] as const,
    ),
    [
      "access logs with a prefix that the policy doesn't know",
      "InvalidConfigurationRequest",
      DENIED,
      (s) => [allow(s), logs(s, { prefix: "public" })],
    ],
    [
      "access logs in a bucket with a KMS key",
      "InvalidConfigurationRequest",
      DENIED,
      (s) => [allow(s), encrypt(s, "aws:kms"), logs(s)],
    ],
  ]);
});

describe("simulated AWS writes access logs", () => {
  for (const [what, changes] of Object.entries({
    "in the account's folder": {},
    "with a wildcard in action and resource": { Action: "s3:*", Resource: "arn:aws:s3:::my-logs/*" },
    "for the account that older policies name": { Principal: { AWS: "arn:aws:iam::054676820928:root" } },
  })) {
    it(`if the policy allows it ${what}`, () => {
      const scene = new Scene();
      allow(scene, changes);
      encrypt(scene, "AES256");
      logs(scene);
    });
  }

  it("nowhere if they are switched off, whatever the bucket says", () => {
    logs(new Scene(), { enabled: false });
  });
});
