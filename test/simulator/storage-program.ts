/** The part of the program of `fargate-program.ts` that keeps data, and what encrypts it. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** A key that CloudWatch Logs may use, its alias, and a log group that is encrypted with it. */
export function encryptionKey(options: pulumi.CustomResourceOptions): void {
  const allow = (principal: object, action: string) => {
    return { Effect: "Allow", Principal: principal, Action: action, Resource: "*" };
  };
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      allow({ AWS: "arn:aws:iam::123456789012:root" }, "kms:*"),
      allow({ Service: "logs.eu-central-1.amazonaws.com" }, "kms:*"),
    ],
  });
  const key = new aws.kms.Key("logs", { policy }, options);
  new aws.kms.Alias("logs", { targetKeyId: key.keyId }, options);
  new aws.cloudwatch.LogGroup("encrypted", { kmsKeyId: key.arn }, options);
}
