/** The permissions that ECS needs to start a task, and nothing more. */
import { parseContainerImage } from "../../model/container-image";
import type { AwsPlace, PolicyStatement } from "../../model/iam-policy";
import { parseSecretReference } from "../../model/secret-reference";

export interface ExecutionRoleNeeds {
  readonly place: AwsPlace;
  readonly logGroupArn: string;
  readonly images: readonly string[];
  readonly secrets: readonly string[];
  readonly secretKmsKeyArns: readonly string[];
}

/** Statements without resources are left out, so that the document lists only what is used. */
export function executionRoleStatements(needs: ExecutionRoleNeeds): PolicyStatement[] {
  const repositories = privateRepositories(needs);
  const secrets = needs.secrets.map(parseSecretReference).filter((secret) => typeof secret !== "string");
  const arnsOf = (service: string) =>
    unique(secrets.flatMap((secret) => (secret.service === service ? [secret.grantedArn] : [])));
  const dnsSuffix = needs.place.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  const statements: PolicyStatement[] = [
    allow("WriteLogs", ["logs:CreateLogStream", "logs:PutLogEvents"], [`${needs.logGroupArn}:*`]),
    // The token is the registry's, not a repository's, so AWS knows no narrower resource for it.
    allow("LogInToRegistry", ["ecr:GetAuthorizationToken"], repositories.length > 0 ? ["*"] : []),
    allow(
      "PullImages",
      ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      repositories,
    ),
    allow("ReadSecrets", ["secretsmanager:GetSecretValue"], arnsOf("secretsmanager")),
    allow("ReadParameters", ["ssm:GetParameters"], arnsOf("ssm")),
    {
      ...allow("DecryptSecrets", ["kms:Decrypt"], secrets.length > 0 ? unique(needs.secretKmsKeyArns) : []),
      // Only where a secret is, and only for the service that holds it.
      Condition: {
        StringEquals: {
          "kms:ViaService": unique(secrets.map(({ service, region }) => `${service}.${region}.${dnsSuffix}`)),
        },
      },
    },
  ];
  return statements.filter((statement) => statement.Resource?.length !== 0);
}

function privateRepositories({ images, place }: ExecutionRoleNeeds): string[] {
  return unique(
    images.flatMap((image) => {
      const parsed = parseContainerImage(image);
      if (parsed?.privateEcr === undefined) return [];
      const { accountId, region } = parsed.privateEcr;
      return [`arn:${place.partition}:ecr:${region}:${accountId}:repository/${parsed.repository}`];
    }),
  );
}

function allow(sid: string, actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return { Sid: sid, Effect: "Allow", Action: actions, Resource: resources };
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort();
}
