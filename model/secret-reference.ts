/**
 * How a container definition refers to a secret: the ARN of a Secrets Manager secret, with an optional JSON key, version
 * stage and version id behind it, or the ARN of a Systems Manager parameter.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html
 */
import { parseArn } from "./arn";

export interface SecretReference {
  readonly service: "secretsmanager" | "ssm";
  /** The ARN that permissions are given on: without JSON key and version. */
  readonly arn: string;
}

/** @returns undefined if the text refers to no secret. */
export function parseSecretReference(text: string): SecretReference | undefined {
  const arn = parseArn(text);
  if (arn?.service === "ssm" && /^parameter\/[\w./-]+$/.test(arn.resource)) return { service: "ssm", arn: text };
  if (arn?.service !== "secretsmanager") return undefined;
  // arn:aws:secretsmanager:REGION:ACCOUNT:secret:NAME[:JSON_KEY:VERSION_STAGE:VERSION_ID]
  const parts = text.split(":");
  const valid = parts[5] === "secret" && /^[\w/+=.@-]+$/.test(parts[6] ?? "") && [7, 10].includes(parts.length);
  return valid ? { service: "secretsmanager", arn: parts.slice(0, 7).join(":") } : undefined;
}
