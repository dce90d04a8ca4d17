import * as aws from "@pulumi/aws";
import { later, type Surroundings } from "./surroundings";
import type { Storage } from "./storage";

const KEY = "arn:aws:kms:eu-central-1:123456789012:key/12345678-1234-1234-1234-123456789012";
const ROLE = "arn:aws:iam::123456789012:role/pipeline";
const SOURCE = { name: "git", category: "Source", owner: "AWS", provider: "CodeStarSourceConnection", version: "1" };
const DEPLOY = { name: "ecs", category: "Deploy", owner: "AWS", provider: "ECS", version: "1" };

/** Pipelines, reports, functions, parameters and secrets, good and bad. */
export function judgedDelivery({ options, tags }: Surroundings, storage: Storage): void {
  const pipeline = (name: string, first: aws.types.input.codepipeline.PipelineStage["actions"], encrypted: boolean) => {
    const encryptionKey = encrypted ? { type: "KMS", id: KEY } : undefined;
    const stages = [
      { name: "Source", actions: [SOURCE] },
      { name: "Deploy", actions: first },
    ];
    const artifactStores = [{ type: "S3", location: storage.logs.bucket, encryptionKey }];
    new aws.codepipeline.Pipeline(name, { roleArn: ROLE, pipelineType: "V2", artifactStores, stages, tags }, options);
  };
  const approval = { name: "ask", category: "Approval", owner: "AWS", provider: "Manual", version: "1", runOrder: 1 };
  pipeline("approved", [approval, { ...DEPLOY, runOrder: 2 }], true);
  pipeline("unapproved", [DEPLOY], false);
  pipeline("approved-later", [approval, { ...DEPLOY, runOrder: later(storage.logGroup.arn, 2) }], true);

  const s3Destination = { bucket: storage.logs.bucket, encryptionKey: KEY };
  const report = (name: string, encryptionDisabled: boolean) => {
    const exportConfig = { type: "S3", s3Destination: { ...s3Destination, encryptionDisabled } };
    new aws.codebuild.ReportGroup(name, { type: "TEST", exportConfig, tags }, options);
  };
  report("encrypted-report", false);
  report("plain-report", true);

  const lambda = (name: string, variables: Record<string, string>) => {
    const how = { runtime: "nodejs24.x", handler: "index.handler", role: ROLE, s3Bucket: "code", s3Key: "code.zip" };
    const args = { ...how, kmsKeyArn: KEY, environment: { variables }, tracingConfig: { mode: "Active" }, tags };
    new aws.lambda.Function(name, args, options);
  };
  lambda("discreet", { TABLE: "orders" });
  lambda("telling-function", { DB_PASSWORD: "x" });

  const parameter = (name: string, type: string, description?: string) =>
    new aws.ssm.Parameter(name, { name: `/shop/${name}/db-password`, type, value: "x", description, tags }, options);
  parameter("secure-parameter", "SecureString");
  parameter("plain-parameter", "String");
  parameter("described-parameter", "SecureString", "postgres://shop:swordfish@db.internal/shop");

  const secret = (name: string) =>
    new aws.secretsmanager.Secret(name, { kmsKeyId: KEY, tags }, { ...options, protect: true });
  const rotated = secret("rotated-secret");
  secret("old-secret");
  const rotationRules = { automaticallyAfterDays: 30 };
  const how = { rotationLambdaArn: "arn:aws:lambda:eu-central-1:123456789012:function:rotate", rotationRules };
  new aws.secretsmanager.SecretRotation("rotation", { secretId: rotated.id, ...how }, options);
}
