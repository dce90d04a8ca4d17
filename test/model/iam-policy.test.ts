import assert from "node:assert/strict";
import { ecsTasksTrustPolicy } from "../../model/iam-policy";

describe("the trust policy of task roles", () => {
  it("names the ECS service, and only tasks of this account and region", () => {
    const policy = ecsTasksTrustPolicy({ partition: "aws", accountId: "123456789012", region: "eu-central-1" });
    assert.deepEqual(JSON.parse(policy), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:ecs:eu-central-1:123456789012:*" },
          },
        },
      ],
    });
  });
});
