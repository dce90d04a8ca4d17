import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ActionTable, ActionGroup } from "../model/iam-actions";

/** Where the table is kept. */
export const IAM_ACTIONS_FILE = join(__dirname, "..", "model", "iam-actions.json");

const DATA = join(__dirname, "..", "node_modules", "@cloud-copilot", "iam-data", "data", "actions");

/** The services around containers. The whole of AWS would make the policy pack five times as large. */
const SERVICES: readonly string[] = [
  ..."acm application-autoscaling aps athena autoscaling backup batch budgets cloudformation cloudfront".split(" "),
  ..."cloudtrail cloudwatch codeartifact codebuild codecommit codeconnections codedeploy codepipeline".split(" "),
  ..."cognito-identity cognito-idp config dynamodb ec2 ec2-instance-connect ec2messages ecr ecr-public".split(" "),
  ..."ecs eks elasticache elasticfilesystem elasticloadbalancing es events execute-api firehose glue guardduty".split(
    " ",
  ),
  ..."iam kafka kinesis kms lambda logs organizations pipes rds rds-data rds-db redshift resource-groups".split(" "),
  ..."route53 s3 scheduler secretsmanager securityhub servicediscovery servicequotas ses sns sqs ssm".split(" "),
  ..."ssmmessages states sts synthetics tag wafv2 xray".split(" "),
];

/** What the package says about an action, as far as it is needed. */
interface ActionData {
  readonly name: string;
  /** One, or several: `Permissions management, Write`. */
  readonly accessLevel: string;
  readonly resourceTypes: readonly unknown[];
}

/** The actions of the services, by what is the same about them. */
export function findIamActions(): ActionTable {
  return Object.fromEntries(SERVICES.map((service) => [service, groupsOf(readActions(service))]));
}

function readActions(service: string): readonly ActionData[] {
  const actions = JSON.parse(readFileSync(join(DATA, `${service}.json`), "utf8")) as Record<string, ActionData>;
  return Object.values(actions);
}

function groupsOf(actions: readonly ActionData[]): ActionTable[string] {
  const groups = new Map<ActionGroup, string[]>();
  for (const { name, accessLevel, resourceTypes } of actions) {
    const managesPermissions = accessLevel.split(", ").includes("Permissions management");
    const level = managesPermissions ? "permissions" : "other";
    const group: ActionGroup = resourceTypes.length > 0 ? level : `${level} on all resources`;
    groups.set(group, [...(groups.get(group) ?? []), name]);
  }
  return Object.fromEntries([...groups].sort().map(([group, names]) => [group, names.sort().join(" ")]));
}

if (require.main === module) {
  writeFileSync(IAM_ACTIONS_FILE, `${JSON.stringify(findIamActions(), null, 2)}\n`);
}
