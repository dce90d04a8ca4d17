/** Policies that AWS manages, as far as an analysis has to know what they allow. */
import type { PolicyStatement } from "./iam-policy";

/**
 * By the end of their ARNs, which begin with `arn:PARTITION:iam::aws:policy/`.
 * Source: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonECSTaskExecutionRolePolicy.html
 */
export const MANAGED_POLICIES: Readonly<Record<string, readonly PolicyStatement[]>> = {
  "service-role/AmazonECSTaskExecutionRolePolicy": [
    {
      Effect: "Allow",
      Action: [
        "ecr:GetAuthorizationToken",
        "ecr:BatchCheckLayerAvailability",
        "ecr:GetDownloadUrlForLayer",
        "ecr:BatchGetImage",
        "logs:CreateLogStream",
        "logs:PutLogEvents",
      ],
      Resource: "*",
    },
  ],
};
