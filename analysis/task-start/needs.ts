/** What ECS has to get from elsewhere before the containers of a task run. */
import { parseContainerImage } from "../../model/container-image";
import { imageLayersArn } from "../../model/endpoint-services";
import type { Properties, Resource } from "../../model/graph";
import { parseSecretReference } from "../../model/secret-reference";
import {
  ENVIRONMENT_FILE,
  imagePull,
  LOG_STREAM,
  PARAMETER,
  REGISTRY_LOGIN,
  SECRET,
  type StartErrors,
} from "../../model/task-start-errors";
import type { Request } from "../iam/evaluation";
import { containersOf } from "../network/interface-shapes";
import { arnOf, parameterNamed, partitionOf, type Place } from "../place";
import { listOf, propertiesOf, textOf } from "../values";
import type { Decryption } from "./decryption";

/** One call of ECS, before the task runs. */
export interface Need {
  /** For people: `log in to ECR`. */
  readonly what: string;
  /** The service in the names of endpoints; absent for a host on the internet. */
  readonly service?: string;
  /** Absent: not known. */
  readonly region?: string;
  /** What the execution role has to be allowed. */
  readonly requests: readonly Request[];
  /** What an endpoint's policy has to allow. */
  readonly throughEndpoint: readonly Request[];
  /** True: not ECS asks through the endpoint with the execution role, but whoever has an address that AWS has signed. */
  readonly isSignedByAws?: boolean;
  readonly errors: StartErrors;
}

/** @returns undefined if the containers are not known yet */
export function needsOf(definition: Resource, place: Place, decryption: Decryption): readonly Need[] | undefined {
  const text = textOf(definition.inputs["containerDefinitions"]);
  if (text === undefined) return undefined;
  const needs = containersOf(text).flatMap((container) => [
    ...imageNeeds(container, place, decryption),
    ...logNeeds(container, place),
    ...secretNeeds(container, place, decryption),
    ...fileNeeds(container, place),
  ]);
  // Containers share images, logs and secrets; a secret of the same name elsewhere is another one.
  return [...new Map(needs.map((need) => [JSON.stringify(need), need])).values()];
}

function call(
  what: string,
  service: string,
  region: string | undefined,
  requests: readonly Request[],
  errors: StartErrors,
): Need {
  return { what, service, ...(region !== undefined && { region }), requests, throughEndpoint: requests, errors };
}

/**
 * A private image takes three services: ECR for a token and for the manifest, S3 for the layers, which ECR has signed
 * the addresses of. Everything else comes from a host on the internet.
 * Source: https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
function imageNeeds(container: Properties, place: Place, decryption: Decryption): Need[] {
  const image = textOf(container["image"]);
  if (image === undefined) return [];
  const parsed = parseContainerImage(image);
  if (parsed === undefined) return [];
  const errors = imagePull(image);
  const name = image.replace(/@sha256:.*/, "");
  const credentials = textOf(propertiesOf(container["repositoryCredentials"])["credentialsParameter"]);
  if (parsed.privateEcr === undefined) {
    const pull = { what: `pull ${name} from ${parsed.registry}`, requests: [], throughEndpoint: [], errors };
    return [pull, ...(credentials === undefined ? [] : secretNeed(credentials, place, decryption))];
  }
  const { region } = parsed.privateEcr;
  const repository = arnOf(parsed.privateEcr, "ecr", `repository/${parsed.repository}`);
  const pulling = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"].map((action) => ({
    action,
    resource: repository,
  }));
  return [
    call("log in to ECR", "ecr.api", region, [{ action: "ecr:GetAuthorizationToken", resource: "*" }], REGISTRY_LOGIN),
    call(`pull ${name} from ECR`, "ecr.dkr", region, pulling, errors),
    {
      ...call(`get the layers of ${name} from S3`, "s3", region, [], errors),
      throughEndpoint: [{ action: "s3:GetObject", resource: imageLayersArn(partitionOf(region), region) }],
      isSignedByAws: true,
    },
  ];
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html */
function logNeeds(container: Properties, place: Place): Need[] {
  const log = propertiesOf(container["logConfiguration"]);
  const options = propertiesOf(log["options"]);
  const group = textOf(options["awslogs-group"]);
  if (log["logDriver"] !== "awslogs" || group === undefined) return [];
  const elsewhere = textOf(options["awslogs-region"]);
  const at = { ...place, ...(elsewhere !== undefined && { region: elsewhere }) };
  const stream = arnOf(at, "logs", `log-group:${group}:log-stream:*`);
  const requests = ["logs:CreateLogStream", "logs:PutLogEvents"].map((action) => ({ action, resource: stream }));
  const creates = options["awslogs-create-group"] === "true";
  const creating = { action: "logs:CreateLogGroup", resource: arnOf(at, "logs", `log-group:${group}:log-stream:`) };
  return [
    call(`write to log group ${group}`, "logs", at.region, [...requests, ...(creates ? [creating] : [])], LOG_STREAM),
  ];
}

function secretNeeds(container: Properties, place: Place, decryption: Decryption): Need[] {
  const log = propertiesOf(container["logConfiguration"]);
  return [...listOf(container["secrets"]), ...listOf(log["secretOptions"])]
    .map((secret) => textOf(propertiesOf(secret)["valueFrom"]))
    .flatMap((valueFrom) => (valueFrom === undefined ? [] : secretNeed(valueFrom, place, decryption)));
}

/** A parameter of the own region may go by its name. */
function secretNeed(valueFrom: string, place: Place, decryption: Decryption): Need[] {
  const reference = valueFrom.startsWith("arn:")
    ? parseSecretReference(valueFrom)
    : {
        service: "ssm" as const,
        region: place.region,
        grantedArn: parameterNamed(place, valueFrom),
      };
  if (typeof reference === "string") return [];
  const { service, region, grantedArn } = reference;
  const isSecret = service === "secretsmanager";
  const action = isSecret ? "secretsmanager:GetSecretValue" : "ssm:GetParameters";
  const name = grantedArn.split(":")[isSecret ? 6 : 5]!;
  const need = call(
    isSecret ? `read secret ${name.replace("-??????", "")}` : `read ${name}`,
    service,
    region,
    [{ action, resource: grantedArn }],
    isSecret ? SECRET : PARAMETER,
  );
  // The service decrypts inside of AWS, with the role's permission: no way to KMS is needed.
  return [{ ...need, requests: [...need.requests, ...decryption.requests(grantedArn, service, region)] }];
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html */
function fileNeeds(container: Properties, place: Place): Need[] {
  return listOf(container["environmentFiles"])
    .map((file) => textOf(propertiesOf(file)["value"]))
    .flatMap((arn) => {
      if (arn === undefined) return [];
      return [call(`read ${arn}`, "s3", place.region, [{ action: "s3:GetObject", resource: arn }], ENVIRONMENT_FILE)];
    });
}
