import { deputyServices, type DeputyUse } from "../../model/deputy-services";
import { BUCKETS, BUCKET_POLICY, KMS_KEY, QUEUE, ROLE, TOPIC } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { limitsTo } from "../iam/conditions";
import { judgePolicy } from "../iam/documents";
import { judgePrincipals } from "../iam/principals";
import type { Statement } from "../iam/statement";
import { allOf, failIf, type Finding, negate } from "../verdict";

/** Per type, the property that holds its policy, and what services use such a resource for. */
const POLICIES: Readonly<Record<string, readonly [property: string, use: DeputyUse]>> = {
  [ROLE]: ["assumeRolePolicy", "role"],
  "aws:sns/topicPolicy:TopicPolicy": ["policy", "topic"],
  [TOPIC]: ["policy", "topic"],
  "aws:sqs/queuePolicy:QueuePolicy": ["policy", "queue"],
  [QUEUE]: ["policy", "queue"],
  [KMS_KEY]: ["policy", "key"],
  "aws:kms/keyPolicy:KeyPolicy": ["policy", "key"],
  [BUCKET_POLICY]: ["policy", "bucket"],
  ...Object.fromEntries(BUCKETS.map((type) => [type, ["policy", "bucket"] as const])),
};

const SOURCES: readonly string[] = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"];

export const xIam6: ResourceControl = {
  id: "X-IAM-6",
  policy: "x-iam-6",
  title: "Policies that let a service of AWS in say for whom it may act",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "fargate-platform", id: "X-IAM-6" }],
  rationale:
    "AWS's services act for all of AWS's customers. A policy that names only the service lets any of them send it: the " +
    "confused deputy. Judged are the services whose documents show the condition for that use; permissions of Lambda " +
    "functions are Lambda.1's business.",
  remediation: "Add a condition on `aws:SourceAccount`, or on `aws:SourceArn` with the account in it.",
  link: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: Object.keys(POLICIES),
  phase: "resource",
  equivalents: {},

  judge({ type, properties }) {
    const [property, use] = POLICIES[type]!;
    const deputies = deputyServices(use);
    return judgePolicy(properties.get(property), (statement) =>
      judgeDeputies(statement, (service) => deputies.includes(service.replace(/\.cn$/, ""))),
    );
  },
};

function judgeDeputies(statement: Statement, isDeputy: (service: string) => boolean): readonly Finding[] {
  const { allows, conditions, principals } = statement;
  const limited = limitsTo(
    conditions,
    (key) => SOURCES.includes(key) || key.startsWith("kms:encryptioncontext:"),
    (value, { key }) => (key === "aws:sourcearn" ? namesSource(value) : !/^[*?]*$/.test(value)),
  );
  return judgePrincipals(principals, "Service", (service, path) => {
    const deputy = service === undefined ? "unknown" : isDeputy(service);
    return failIf(allOf([allows, deputy, negate(limited)]), path, "may act for every account, not only for this one");
  });
}

/** An ARN with an account, or, as buckets have none in theirs, with a name. */
function namesSource(arn: string): boolean {
  const [, , , , account = "", name = ""] = arn.split(":");
  return account === "" ? /^[^*?]/.test(name) : !/[*?]/.test(account);
}
