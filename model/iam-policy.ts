/**
 * IAM policy documents as this platform writes them.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
 */
export interface PolicyStatement {
  /** Letters and digits only. */
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  /** `*` is everyone. */
  readonly Principal?: { readonly Service: string } | { readonly AWS: string } | "*";
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The document as JSON, with the version that all of its features need. */
export function policyDocument(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** What the roles and other parts of a stack have to know about where they are. */
export interface AwsPlace {
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/**
 * Who may assume the roles of a task: the ECS service, for tasks of this account and region only, so that no other
 * account can make ECS act with them (the confused deputy).
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#create_task_iam_policy_and_role
 */
export function ecsTasksTrustPolicy(place: AwsPlace): string {
  return policyDocument([
    {
      Effect: "Allow",
      Principal: { Service: "ecs-tasks.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": place.accountId },
        ArnLike: { "aws:SourceArn": `arn:${place.partition}:ecs:${place.region}:${place.accountId}:*` },
      },
    },
  ]);
}

/**
 * Who may assume an infrastructure role: ECS itself. The document knows no condition on account or cluster, and a role
 * can only be passed to ECS inside its own account.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AmazonECSInfrastructureRolePolicyForLoadBalancers.html
 */
export function ecsTrustPolicy(): string {
  return policyDocument([{ Effect: "Allow", Principal: { Service: "ecs.amazonaws.com" }, Action: "sts:AssumeRole" }]);
}
