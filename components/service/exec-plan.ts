/** Shells in running containers: what they need, and what they are allowed. */
import type { EndpointService } from "../../model/endpoint-services";
import type { AwsPlace } from "../../model/iam-policy";
import type { Problem } from "../../model/problem";
import type { PolicyStatementInput } from "../identity/task-role";
import type { PlainService } from "./service-plan";

const SOURCE = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html";

/**
 * Where the agent that opens shells writes. It runs as root in each container, so its folders need not be opened to
 * anyone. AWS doesn't support read-only file systems with it; with these folders as volumes, it works on them.
 * Source: https://github.com/aws/containers-roadmap/issues/1359
 */
export const EXEC_AGENT_FOLDERS: readonly string[] = ["/managed-agents", "/var/lib/amazon/ssm", "/var/log/amazon/ssm"];

/** What the tasks have to reach, as AWS calls it in the names of endpoint services. Source: SOURCE */
export const EXEC_ENDPOINTS: readonly EndpointService[] = ["ssmmessages", "kms", "logs"];

/** Where everything that is done in containers is recorded, and the key that encrypts it. */
export interface ExecAudit<Text> {
  readonly logGroupArn: Text;
  readonly keyArn: Text;
}

export function checkExec(service: Pick<PlainService, "name" | "executeCommand">, isAudited: boolean): Problem[] {
  if (!service.executeCommand || isAudited) return [];
  return [
    {
      component: `service "${service.name}"`,
      argument: "executeCommand",
      value: true,
      message: "The cluster doesn't record what is done in containers.",
      fix: "Give the cluster an execAudit, or remove executeCommand.",
      source: SOURCE,
    },
  ];
}

/**
 * What the task role needs: the agent acts as the task. The session's log group is looked up in a list of all groups,
 * and the sessions themselves have no ARN, so AWS knows no narrower resource for the two.
 * Source: the document above, under "ECS Exec" permissions, logging and encryption
 */
export function execStatements(
  { partition, region, accountId }: AwsPlace,
  audit: ExecAudit<string>,
): PolicyStatementInput[] {
  return [
    {
      Sid: "OpenSessions",
      Effect: "Allow",
      Action: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    },
    {
      Sid: "FindAuditLog",
      Effect: "Allow",
      Action: "logs:DescribeLogGroups",
      Resource: `arn:${partition}:logs:${region}:${accountId}:log-group:*`,
    },
    {
      Sid: "WriteAuditLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: `${audit.logGroupArn}:*`,
    },
    { Sid: "DecryptSessions", Effect: "Allow", Action: "kms:Decrypt", Resource: audit.keyArn },
  ];
}
