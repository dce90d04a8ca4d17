import { UNKNOWN } from "../../../model/graph";
import { p3 } from "../../../policies/controls/p-3";
import { CANARY, type ControlCase, type ControlCases } from "../control-case";

const PATH = "options.ignoreChanges";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";

function ignoring(kind: ControlCase["kind"], type: string, ignoreChanges: readonly string[], ...hidden: string[]) {
  const expected = hidden.map((property) => ["fail", PATH, `hides changes of ${property}`, property] as const);
  const title = `${type} ${ignoreChanges.join(", ")}`;
  const options = { ignoreChanges };
  return {
    kind,
    title,
    type,
    properties: { name: "x" },
    options,
    expected: expected.length > 0 ? expected : "pass",
  } as const;
}

function between(count: number) {
  const targetGroups = Array.from({ length: count }, () => ({ arn: UNKNOWN, weight: 1 }));
  return { type: "forward", forward: { targetGroups } };
}

export const cases: ControlCases = {
  control: p3,
  cases: [
    ignoring("passing", "aws:ecs/service:Service", ["desiredCount", "taskDefinition"]),
    ignoring("passing", GROUP, ["tags", "ingressRules", "tags.ingress", 'tags["ingress"]', ""]),
    ignoring("failing", GROUP, ["ingress"], "ingress"),
    ignoring("failing", GROUP, ["tags", "egress", "ingress"], "ingress", "egress"),
    ignoring("failing", GROUP, ["ingress[0].cidrBlocks"], "ingress"),
    ignoring("failing", GROUP, ["ingress[*]"], "ingress"),
    ignoring("failing", GROUP, ['["ingress"][0]'], "ingress"),
    ignoring("failing", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", ["egress"], "egress"),
    ignoring("failing", "aws:ec2/securityGroupRule:SecurityGroupRule", ["cidrBlocks"], "cidrBlocks"),
    ignoring("failing", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", ["cidrIpv4"], "cidrIpv4"),
    ignoring("failing", "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", ["toPort"], "toPort"),
    ignoring("failing", "aws:ec2/networkAcl:NetworkAcl", ["ingress"], "ingress"),
    ignoring("failing", "aws:ec2/vpcEndpoint:VpcEndpoint", ["policy"], "policy"),
    ignoring("failing", "aws:ec2/subnet:Subnet", ["mapPublicIpOnLaunch"], "mapPublicIpOnLaunch"),
    ignoring("failing", "aws:lb/loadBalancer:LoadBalancer", ["internal"], "internal"),
    ignoring("failing", "aws:alb/loadBalancer:LoadBalancer", ["accessLogs.enabled"], "accessLogs"),
    ignoring("failing", "aws:lb/listener:Listener", ["sslPolicy"], "sslPolicy"),
    ignoring("failing", "aws:alb/listener:Listener", ["defaultActions"], "defaultActions"),
    ignoring("failing", "aws:lb/listenerRule:ListenerRule", ["actions"], "actions"),
    ignoring("failing", "aws:alb/listenerRule:ListenerRule", ["actions"], "actions"),
    ignoring("failing", "aws:ecs/taskDefinition:TaskDefinition", ["containerDefinitions"], "containerDefinitions"),
    ignoring("failing", "aws:ecs/service:Service", ["networkConfiguration"], "networkConfiguration"),
    ignoring("failing", "aws:iam/role:Role", ["assumeRolePolicy"], "assumeRolePolicy"),
    ignoring("failing", "aws:iam/rolePolicy:RolePolicy", ["policy"], "policy"),
    ignoring("failing", "aws:iam/policy:Policy", ["policy"], "policy"),
    ignoring("failing", "aws:kms/key:Key", ["enableKeyRotation"], "enableKeyRotation"),
    ignoring("failing", "aws:secretsmanager/secret:Secret", ["kmsKeyId"], "kmsKeyId"),
    ignoring("failing", "aws:s3/bucketPolicy:BucketPolicy", ["policy"], "policy"),
    ignoring(
      "failing",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      ["blockPublicAcls"],
      "blockPublicAcls",
    ),
    ignoring("failing", "aws:cloudwatch/logGroup:LogGroup", ["retentionInDays"], "retentionInDays"),
    ...[
      { title: "weights between two target groups", actions: [between(2)], expected: "pass" as const },
      { title: "where else one target group's requests go", actions: [between(1)] },
      { title: "whether users are authenticated before", actions: [{ type: "authenticate-oidc" }, between(2)] },
      { title: "a second action", actions: [between(2), between(2)] },
      { title: "a redirect with target groups", actions: [{ ...between(2), type: "redirect" }] },
    ].map(({ title, actions, expected }): ControlCase => {
      const given = ignoring("failing", "aws:lb/listenerRule:ListenerRule", ["actions"], "actions");
      if (expected) return { ...given, kind: "passing", title, properties: { actions }, expected };
      return { ...given, title, properties: { actions } };
    }),
    {
      ...ignoring("unknown", "aws:lb/listenerRule:ListenerRule", ["actions"]),
      title: "whether the actions share requests between two target groups",
      properties: { actions: UNKNOWN },
      expected: [["indeterminate", PATH, "hides changes of actions", "actions"]],
    },
    ...[
      { title: "what the action is", action: { ...between(2), type: UNKNOWN } },
      { title: "how many target groups there are", action: { type: "forward", forward: { targetGroups: UNKNOWN } } },
    ].map(({ title, action }): ControlCase => ({
      ...ignoring("unknown", "aws:lb/listenerRule:ListenerRule", ["actions"]),
      title,
      properties: { actions: [action] },
      expected: [["indeterminate", PATH, "hides changes of actions", "actions"]],
    })),
    {
      ...ignoring("failing", GROUP, ["*"]),
      expected: [["fail", PATH, "hides every change of the resource", "*"]],
    },
    { kind: "absent", title: "the option", type: GROUP, properties: { ingress: [] }, expected: "pass" },
    { ...ignoring("canary", GROUP, [CANARY, `ingress["${CANARY}"]`], "ingress"), title: "a path" },
  ],
  impossible: {
    "not applicable": "A change of each of these types can be hidden.",
  },
};
