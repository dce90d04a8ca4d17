import { type Properties, UNKNOWN } from "../../../model/graph";
import { ec2_10 } from "../../../policies/controls/ec2-10";
import { CANARY, type CaseResource, type ControlCases } from "../control-case";

const none = (service = "s3") =>
  ["fail", "id", `is named by no endpoint of the stack for ${service}`, service] as const;
const perhaps = [
  "indeterminate",
  "id",
  "does not tell yet whether it is named by no endpoint of the stack for s3",
  "s3",
] as const;

const vpc = (id: Properties[string] = "vpc-1") => ({ type: "aws:ec2/vpc:Vpc", properties: { id } });
const endpoint = (
  service: string,
  properties: Properties = {},
  computedFrom: readonly string[] = [],
): CaseResource => ({
  type: "aws:ec2/vpcEndpoint:VpcEndpoint",
  name: service,
  properties: { vpcId: "vpc-1", serviceName: `com.amazonaws.eu-central-1.${service}`, ...properties },
  computedFrom: { vpcId: computedFrom },
});
const AWS_ASKS_FOR = { services: ["ec2", "ecr.api", "ecr.dkr", "ssm"] };

export const cases: ControlCases = {
  control: ec2_10,
  cases: [
    { kind: "passing", title: "an endpoint for S3", ...vpc(), others: [endpoint("s3")], expected: "pass" },
    {
      kind: "passing",
      title: "what AWS asks for",
      ...vpc(),
      settings: AWS_ASKS_FOR,
      others: AWS_ASKS_FOR.services.map((service) => endpoint(service)),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a VPC that has no id yet",
      ...vpc(UNKNOWN),
      others: [endpoint("s3", { vpcId: UNKNOWN }, ["subject"])],
      expected: "pass",
    },
    {
      kind: "passing",
      title: "an endpoint in China",
      ...vpc(),
      settings: { services: ["ecr.api"] },
      others: [endpoint("ecr.api", { serviceName: "cn.com.amazonaws.cn-north-1.ecr.api" })],
      expected: "pass",
    },
    {
      kind: "failing",
      title: "endpoints for others alone, of all that are asked for",
      ...vpc(),
      settings: AWS_ASKS_FOR,
      others: [endpoint("ecr.api"), endpoint("ecr.dkr"), endpoint("s3"), endpoint("ssmmessages")],
      expected: [none("ec2"), none("ssm")],
    },
    {
      kind: "failing",
      title: "an endpoint of another VPC",
      ...vpc(),
      others: [endpoint("s3", { vpcId: "vpc-2" })],
      expected: [none()],
    },
    {
      kind: "failing",
      title: "another's service of that name",
      ...vpc(),
      others: [endpoint("s3", { serviceName: "com.amazonaws.vpce.s3" })],
      expected: [none()],
    },
    { kind: "absent", title: "no endpoint", ...vpc(), expected: [none()] },
    {
      kind: "absent",
      title: "the service's name",
      ...vpc(),
      others: [endpoint("s3", { serviceName: null })],
      expected: [none()],
    },
    {
      kind: "unknown",
      title: "which VPC it is in",
      ...vpc(),
      others: [endpoint("s3", { vpcId: UNKNOWN })],
      expected: [perhaps],
    },
    {
      kind: "unknown",
      title: "which service it is for",
      ...vpc(),
      others: [endpoint("s3", { serviceName: UNKNOWN })],
      expected: [perhaps],
    },
    {
      kind: "not applicable",
      title: "no services asked for",
      ...vpc(),
      settings: { services: [] },
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "a service that is none",
      ...vpc(),
      others: [endpoint("s3", { serviceName: CANARY })],
      expected: [none()],
    },
  ],
};
