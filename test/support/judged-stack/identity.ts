import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, type Surroundings } from "./surroundings";
import type { Storage } from "./storage";

const GITHUB = "token.actions.githubusercontent.com";
const OWN_ACCOUNT = { Condition: { StringEquals: { "aws:SourceAccount": ACCOUNT } } };

const document = (...statements: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement: statements });
const assume = (principal: unknown, more: object = {}, action = "sts:AssumeRole") =>
  document({ Effect: "Allow", Principal: principal, Action: action, ...more });

/** Roles, what they may do, and what others may do with keys, queues and repositories. */
export function judgedIdentity(surroundings: Surroundings, storage: Storage): void {
  const { options, tags } = surroundings;
  const role = (name: string, assumeRolePolicy: string, more: Partial<aws.iam.RoleArgs> = {}) =>
    new aws.iam.Role(name, { assumeRolePolicy, tags, ...more }, options);
  const tasks = assume({ Service: "ecs-tasks.amazonaws.com" }, OWN_ACCOUNT);
  const worker = role("worker", tasks);
  role("trusting-everyone", assume({ AWS: "*" }));
  role("any-deputy", assume({ Service: "ecs-tasks.amazonaws.com" }));
  role("any-pipeline", pipelineTrust("repo:acme/*"));
  role("one-pipeline", pipelineTrust("repo:acme/shop:*"));

  const may = (name: string, of: aws.iam.Role, policy: pulumi.Input<string>) =>
    new aws.iam.RolePolicy(name, { role: of.name, policy }, options);
  const read = { Effect: "Allow", Action: "s3:GetObject" };
  may("narrow", worker, document({ ...read, Resource: "arn:aws:s3:::shop-uploads/*" }));
  const objects = pulumi.interpolate`${storage.logs.arn}/*`;
  may(
    "narrow-later",
    worker,
    pulumi.jsonStringify({ Version: "2012-10-17", Statement: { ...read, Resource: objects } }),
  );
  may("everything", worker, document({ Effect: "Allow", Action: "*", Resource: "*" }));
  const double = role("double", tasks, {
    inlinePolicies: [{ name: "a", policy: document({ ...read, Resource: "arn:aws:s3:::a/*" }) }],
  });
  may("second-place", double, document({ ...read, Resource: "arn:aws:s3:::b/*" }));
  const policyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
  new aws.iam.RolePolicyAttachment("administrator", { role: worker.name, policyArn }, options);
  new aws.iam.User("person", { tags }, options);
  judgedResourcePolicies(surroundings);
}

function pipelineTrust(subject: string): string {
  const Condition = {
    StringEquals: { [`${GITHUB}:aud`]: "sts.amazonaws.com" },
    StringLike: { [`${GITHUB}:sub`]: subject },
  };
  const Federated = `arn:aws:iam::${ACCOUNT}:oidc-provider/${GITHUB}`;
  return assume({ Federated }, { Condition }, "sts:AssumeRoleWithWebIdentity");
}

function judgedResourcePolicies({ options, tags }: Surroundings): void {
  const everyone = (action: string) => document({ Effect: "Allow", Principal: "*", Action: action, Resource: "*" });
  const key = { enableKeyRotation: true, tags };
  new aws.kms.Key("everyones-key", { ...key, policy: everyone("kms:*") }, { ...options, protect: true });
  const queue = new aws.sqs.Queue("queue", { redriveAllowPolicy: '{"redrivePermission":"allowAll"}', tags }, options);
  new aws.sqs.QueuePolicy("everyones-queue", { queueUrl: queue.url, policy: everyone("sqs:SendMessage") }, options);
  const repository = {
    repository: "shop",
    policy: document({ Effect: "Allow", Principal: "*", Action: "ecr:BatchGetImage" }),
  };
  new aws.ecr.RepositoryPolicy("everyones-images", repository, options);
  judgedTopics({ options, tags }, everyone("sns:Publish"));
}

function judgedTopics({ options, tags }: Surroundings, everyones: string): void {
  const encrypted = { kmsMasterKeyId: "alias/aws/sns", tags };
  const withPolicy = (name: string, policyOf: (arn: pulumi.Output<string>) => pulumi.Input<string>) => {
    const topic = new aws.sns.Topic(`${name}-itself`, encrypted, options);
    new aws.sns.TopicPolicy(name, { arn: topic.arn, policy: policyOf(topic.arn) }, options);
  };
  const tlsOnly = (Resource: pulumi.Input<string>) => ({
    Effect: "Deny",
    Principal: "*",
    Action: "sns:Publish",
    Resource,
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  });
  withPolicy("everyones-topic", () => everyones);
  withPolicy("own-topic", () => document(tlsOnly("*")));
  withPolicy("topic-later", (arn) => pulumi.jsonStringify({ Version: "2012-10-17", Statement: [tlsOnly(arn)] }));
}
