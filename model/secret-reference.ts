/**
 * How a container definition refers to a secret: the ARN of a Secrets Manager secret, with an optional JSON key, version
 * stage or version id behind it, or the ARN of a Systems Manager parameter. Either may be in another region or account.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-ssm-paramstore.html
 */
import { parseArn } from "./arn";

export interface SecretReference {
  readonly service: "secretsmanager" | "ssm";
  readonly region: string;
  /** The ARN, or the pattern of ARNs, that permissions are given on. */
  readonly grantedArn: string;
}

const NO_REFERENCE = "It is neither the ARN of a Secrets Manager secret nor that of a Systems Manager parameter.";

/** @returns why it is none, as a sentence that does not repeat the text: it may be the secret itself. */
export function parseSecretReference(text: string): SecretReference | string {
  const arn = parseArn(text);
  if (arn?.region && arn.service === "ssm" && arn.resource.startsWith("parameter/")) {
    return parameterProblem(text, arn.resource) ?? { service: "ssm", region: arn.region, grantedArn: text };
  }
  const parts = text.split(":");
  if (!arn?.region || arn.service !== "secretsmanager" || parts[5] !== "secret") return NO_REFERENCE;
  return (
    secretProblem(parts.slice(6)) ?? {
      service: "secretsmanager",
      region: arn.region,
      grantedArn: grantedArn(parts.slice(0, 7).join(":")),
    }
  );
}

/**
 * The random characters at the end of a secret's ARN may be left out where ECS reads it, but a permission has to match
 * all of the ARN.
 * Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/troubleshoot.html#ARN_secretnamehyphen
 */
function grantedArn(secret: string): string {
  return /-[A-Za-z0-9]{6}$/.test(secret) ? secret : `${secret}-??????`;
}

/**
 * NAME[:JSON_KEY:VERSION_STAGE:VERSION_ID]
 * Source of the lengths: https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
 */
function secretProblem([name = "", jsonKey, stage, id, ...more]: readonly string[]): string | undefined {
  if (!/^[\w/+=.@-]+$/.test(name)) return "A secret's name has letters, digits and / _ + = . @ -";
  if (jsonKey === undefined) return undefined;
  if (stage === undefined || id === undefined || more.length > 0) {
    return "After the ARN come all three of JSON key, version stage and version id: SECRET_ARN:KEY:STAGE:ID, each of which may be empty.";
  }
  if (stage !== "" && id !== "") return "It names both a version stage and a version id; ECS takes one of them.";
  if (stage.length > 256) return "A version stage has at most 256 characters.";
  return id === "" || (id.length >= 32 && id.length <= 64) ? undefined : "A version id has 32 to 64 characters.";
}

/** Source: https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html (Name) */
const PARAMETER_ARN_MAX_LENGTH = 1011;
const PARAMETER_MAX_LEVELS = 15;

function parameterProblem(text: string, resource: string): string | undefined {
  const levels = resource.split("/").slice(1);
  if (!levels.every((level) => /^[\w.-]+$/.test(level))) {
    return "A parameter's ARN ends with parameter/NAME, and each part of the name between slashes has letters, digits and _ . -";
  }
  if (levels.length > PARAMETER_MAX_LEVELS) return `A parameter's name has at most ${PARAMETER_MAX_LEVELS} parts.`;
  if (text.length > PARAMETER_ARN_MAX_LENGTH) {
    return `A parameter's ARN has at most ${PARAMETER_ARN_MAX_LENGTH} characters.`;
  }
  return undefined;
}
