import {
  BUCKET_POLICY,
  DEFAULT_SECURITY_GROUP,
  DIRECTED_RULE,
  EGRESS_RULE,
  INGRESS_RULE,
  KMS_KEY,
  LISTENERS,
  LISTENER_RULES,
  LOAD_BALANCERS,
  NETWORK_ACL,
  ROLE,
  ROLE_POLICY,
  SECRET,
  SECURITY_GROUP,
  SERVICE,
  SUBNET,
  TASK_DEFINITION,
  VPC_ENDPOINT,
} from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { allOf, fail, indeterminate, type Truth } from "../verdict";

/** Per type, the properties about which other controls judge, or that decide who may do or reach what. */
const SECURITY_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  [SECURITY_GROUP]: ["ingress", "egress"],
  [DEFAULT_SECURITY_GROUP]: ["ingress", "egress"],
  [DIRECTED_RULE]: [
    "type",
    "cidrBlocks",
    "ipv6CidrBlocks",
    "prefixListIds",
    "sourceSecurityGroupId",
    "protocol",
    "fromPort",
    "toPort",
  ],
  ...both(
    [INGRESS_RULE, EGRESS_RULE],
    ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId", "ipProtocol", "fromPort", "toPort"],
  ),
  [NETWORK_ACL]: ["ingress", "egress"],
  [VPC_ENDPOINT]: ["policy", "securityGroupIds"],
  [SUBNET]: ["mapPublicIpOnLaunch"],
  ...both(LOAD_BALANCERS, [
    "internal",
    "securityGroups",
    "accessLogs",
    "dropInvalidHeaderFields",
    "desyncMitigationMode",
  ]),
  ...both(LISTENERS, ["protocol", "sslPolicy", "defaultActions"]),
  ...both(LISTENER_RULES, ["actions"]),
  [TASK_DEFINITION]: ["containerDefinitions", "taskRoleArn", "executionRoleArn", "volumes"],
  [SERVICE]: ["networkConfiguration", "enableExecuteCommand"],
  [ROLE]: ["assumeRolePolicy", "inlinePolicies", "managedPolicyArns", "permissionsBoundary"],
  ...both([ROLE_POLICY, "aws:iam/policy:Policy"], ["policy"]),
  [KMS_KEY]: ["policy", "enableKeyRotation"],
  [SECRET]: ["policy", "kmsKeyId"],
  [BUCKET_POLICY]: ["policy"],
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": [
    "blockPublicAcls",
    "blockPublicPolicy",
    "ignorePublicAcls",
    "restrictPublicBuckets",
  ],
  "aws:cloudwatch/logGroup:LogGroup": ["retentionInDays", "kmsKeyId"],
};

function both(types: readonly string[], properties: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(types.map((type) => [type, properties]));
}

export const p3: ResourceControl = {
  id: "P-3",
  policy: "p-3",
  title: "No change of a property that security depends on is ignored",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "P-3" }],
  rationale:
    "What `ignoreChanges` names stays as it is on AWS, whatever the program says. Reviews and policies then see a rule " +
    "that does not hold, and a change made by hand is never taken back.",
  remediation: "Remove the property from `ignoreChanges`, or write into the program what is right.",
  link: "https://docs.aws.amazon.com/wellarchitected/latest/security-pillar/sec_detect_investigate_events_noncompliant_resources.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: Object.keys(SECURITY_PROPERTIES),
  phase: "resource",
  equivalents: {},

  judge({ type, options, properties }) {
    const roots = new Set(options.ignoreChanges.map(rootOf));
    if (roots.has("*")) return [fail("options.ignoreChanges", "hides every change of the resource", "*")];
    return SECURITY_PROPERTIES[type]!.filter((property) => roots.has(property)).flatMap((property) => {
      const isLeft = LISTENER_RULES.includes(type) && isLeftToDeployments(properties.get(property));
      if (isLeft === true) return [];
      const judge = isLeft === "unknown" ? indeterminate : fail;
      return [judge("options.ignoreChanges", `hides changes of ${property}`, property)];
    });
  },
};

/**
 * True for actions that do nothing but share requests between two target groups: the weights are changed by whoever
 * deploys, ECS or CodeDeploy, and a program that changed them back would send requests to where no task is.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb-resources-for-blue-green.html
 */
function isLeftToDeployments(actions: Reader): Truth {
  const list = actions.items();
  if (list === undefined) return "unknown";
  const [action, ...others] = list;
  if (action === undefined || others.length > 0) return false;
  const type = action.get("type").string();
  const groups = action.at("forward", "targetGroups").items();
  return allOf([
    type.state === "unknown" ? "unknown" : type.state === "known" && type.value === "forward",
    groups === undefined ? "unknown" : groups.length === 2,
  ]);
}

/**
 * The top-level property of a path: `ingress` of `ingress[0].cidrBlocks`, and of `["ingress"]`.
 * Source: https://www.pulumi.com/docs/iac/concepts/resources/options/ignorechanges/
 */
function rootOf(path: string): string {
  const [, quoted, plain] = /^(?:\["([^"]*)"\]|\[?([^.[\]]*))/.exec(path)!;
  return quoted ?? plain!;
}
