import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { xVpc2 } from "../../../policies/controls/x-vpc-2";
import { CANARY, type CaseResource, type ControlCase, type ControlCases } from "../control-case";
import { allow, documentOf, partlyKnownDocument, type StatementJson } from "../policy-documents";
import { NOT_YET } from "../task-definition";

const OWN_POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";
const FULL = "lets everyone inside do everything with the service";
const UNSET = ["fail", "policy", `is not set, which ${FULL}`] as const;

const endpoint = (properties: Properties = {}) => ({
  type: "aws:ec2/vpcEndpoint:VpcEndpoint",
  properties: { id: "vpce-1", serviceName: "com.amazonaws.eu-central-1.s3", ...properties },
});
const ownPolicy = (vpcEndpointId: Value): CaseResource => {
  return { type: OWN_POLICY, name: "own", properties: { vpcEndpointId, policy: documentOf() } };
};
const full = (more: StatementJson = {}) => allow("*", "*", { Principal: "*", ...more });
const under = (key: string, value: Value = "x", operator = "StringEquals") =>
  full({ Condition: { [operator]: { [key]: value } } });
const passes = (title: string, statement: StatementJson): ControlCase => {
  return { kind: "passing", title, ...endpoint({ policy: documentOf(statement) }), expected: "pass" };
};
const fails = (title: string, ...statements: readonly StatementJson[]): ControlCase => ({
  kind: "failing",
  title,
  ...endpoint({ policy: documentOf(...statements) }),
  expected: [["fail", "policy.Statement[0]", FULL, "everything"]],
});
const perhaps = (title: string, statement: StatementJson): ControlCase => ({
  kind: "unknown",
  title,
  ...endpoint({ policy: partlyKnownDocument(statement) }),
  expected: [["indeterminate", "policy.Statement[0]", `does not tell yet whether it ${FULL}`, "everything"]],
});

export const cases: ControlCases = {
  control: xVpc2,
  cases: [
    ...[
      "aws:PrincipalAccount",
      "aws:PrincipalArn",
      "aws:PrincipalOrgID",
      "aws:PrincipalOrgPaths",
      "aws:PrincipalTag/team",
      "aws:ResourceAccount",
      "aws:ResourceOrgID",
      "aws:ResourceOrgPaths",
      "aws:userid",
      "s3:ResourceAccount",
    ].map((key) => passes(`limited by ${key}`, under(key))),
    passes("AWS's own services", under("aws:PrincipalIsAWSService", "true", "Bool")),
    passes("an account", full({ Principal: { AWS: "arn:aws:iam::123456789012:root" } })),
    passes("some actions", full({ Action: ["s3:GetObject", "s3:Put*", "s3:*Object"] })),
    passes("one bucket", full({ Resource: "arn:aws:s3:::shop/*" })),
    passes("everything denied", full({ Effect: "Deny" })),
    {
      kind: "passing",
      title: "a policy that is a resource of its own",
      ...endpoint(),
      others: [ownPolicy("vpce-1")],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "such a policy of a service that the platform doesn't use",
      ...endpoint({ serviceName: "com.amazonaws.eu-central-1.textract" }),
      others: [ownPolicy("vpce-1")],
      expected: "pass",
    },
    fails("everything", full()),
    fails("everyone in other words", full({ Principal: { AWS: ["123456789012", "*"] } })),
    fails("all actions of the service", full({ Action: ["s3:*"] })),
    fails("all actions but one", {
      Effect: "Allow",
      Principal: "*",
      NotAction: "s3:DeleteBucket",
      Resource: "*",
    }),
    fails("all buckets", full({ Resource: "arn:aws:s3:::*" })),
    fails("a condition that everybody meets", under("aws:SecureTransport", "true", "Bool")),
    fails("a condition on the endpoint itself", under("aws:SourceVpce")),
    fails("any account", under("aws:PrincipalAccount", "*", "StringLike")),
    fails("all but AWS's own services", under("aws:PrincipalIsAWSService", "false", "Bool")),
    fails("AWS's own services, where the key is there", under("aws:PrincipalIsAWSService", "true", "BoolIfExists")),
    fails("a part of it denied", full(), full({ Effect: "Deny", Action: "s3:DeleteBucket" })),
    {
      kind: "failing",
      title: "everything by a policy that is a resource of its own",
      type: OWN_POLICY,
      properties: { policy: documentOf(full()) },
      expected: [["fail", "policy.Statement[0]", FULL, "everything"]],
    },
    {
      kind: "failing",
      title: "no JSON",
      ...endpoint({ policy: "{" }),
      expected: [["fail", "policy", "is not a JSON document"]],
    },
    { kind: "absent", title: "the policy of a gateway endpoint", ...endpoint(), expected: [UNSET] },
    {
      kind: "absent",
      title: "the policy of an interface endpoint",
      ...endpoint({ serviceName: "com.amazonaws.eu-central-1.ecr.api" }),
      expected: [UNSET],
    },
    {
      kind: "absent",
      title: "the policy, beside one of another endpoint",
      ...endpoint(),
      others: [ownPolicy("vpce-2")],
      expected: [UNSET],
    },
    {
      kind: "absent",
      title: "the document of a policy that is a resource of its own",
      type: OWN_POLICY,
      properties: { vpcEndpointId: "vpce-1" },
      expected: [UNSET],
    },
    { kind: "absent", title: "the statements", ...endpoint({ policy: "{}" }), expected: "pass" },
    {
      kind: "unknown",
      title: "the whole document",
      ...endpoint({ policy: UNKNOWN }),
      expected: [["indeterminate", "policy", NOT_YET]],
    },
    perhaps("whether it allows", full({ Effect: UNKNOWN })),
    perhaps("who may", full({ Principal: UNKNOWN })),
    perhaps("what they may", full({ Action: UNKNOWN })),
    perhaps("on what", full({ Resource: UNKNOWN })),
    perhaps("the condition", full({ Condition: UNKNOWN })),
    perhaps("what limits it", under("aws:PrincipalAccount", UNKNOWN)),
    {
      kind: "unknown",
      title: "whose policy another one is",
      ...endpoint(),
      others: [ownPolicy(UNKNOWN)],
      expected: [["indeterminate", "policy", `does not tell yet whether it is not set, which ${FULL}`]],
    },
    {
      kind: "unknown",
      title: "the service",
      ...endpoint({ serviceName: UNKNOWN }),
      expected: [["indeterminate", "policy", `is not set, which ${FULL}`]],
    },
    {
      kind: "unknown",
      title: "whether a service that the platform doesn't use takes policies",
      ...endpoint({ serviceName: "com.amazonaws.eu-central-1.textract" }),
      expected: [["indeterminate", "policy", `is not set, which ${FULL}`]],
    },
    {
      kind: "not applicable",
      title: "another's service",
      ...endpoint({ serviceName: "com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0" }),
      expected: "not-applicable",
    },
    {
      kind: "not applicable",
      title: "a resource in the place of a service",
      ...endpoint({ serviceName: null, vpcEndpointType: "Resource" }),
      expected: "not-applicable",
    },
    { ...fails("a name that is none", full({ Sid: CANARY })), kind: "canary" },
  ],
};
