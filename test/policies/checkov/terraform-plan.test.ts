import assert from "node:assert/strict";
import { Secret, UNKNOWN, type Properties } from "../../../model/graph";
import { graphOf } from "../control-case";
import { terraformPlan, terraformType } from "./terraform-plan";

interface Plan {
  readonly planned_values: { readonly root_module: { readonly resources: readonly { readonly values: object }[] } };
  readonly configuration: {
    readonly root_module: { readonly resources: readonly { readonly expressions: object }[] };
  };
}

function planOf(type: string, properties: Properties, computedFrom?: Readonly<Record<string, readonly string[]>>) {
  const others = [{ type: "aws:ec2/vpc:Vpc", name: "main", properties: { cidrBlock: "10.0.0.0/16" } }];
  const more = computedFrom === undefined ? {} : { computedFrom };
  const testCase = { kind: "passing", title: "", expected: "pass", type, properties, others, ...more } as const;
  return terraformPlan(graphOf(testCase)).plan as Plan;
}

function valuesOf(type: string, properties: Properties): object {
  return planOf(type, properties).planned_values.root_module.resources.at(-1)!.values;
}

describe("a stack as Terraform's plan", () => {
  it("calls types as Terraform does", () => {
    const tokens = {
      "aws:ec2/vpc:Vpc": "aws_vpc",
      "aws:ec2/securityGroup:SecurityGroup": "aws_security_group",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "aws_vpc_security_group_ingress_rule",
      "aws:ecs/taskDefinition:TaskDefinition": "aws_ecs_task_definition",
      "aws:lb/loadBalancer:LoadBalancer": "aws_lb",
      "aws:lb/listenerRule:ListenerRule": "aws_lb_listener_rule",
      "aws:rds/instance:Instance": "aws_db_instance",
      "aws:s3/bucketV2:BucketV2": "aws_s3_bucket",
      "aws:s3/bucketAclV2:BucketAclV2": "aws_s3_bucket_acl",
    };
    for (const [token, type] of Object.entries(tokens)) assert.equal(terraformType(token), type);
    assert.throws(() => terraformType("kubernetes:core/v1:Pod"), /no type of the AWS provider/);
  });

  it("has blocks as lists called like one of them, and lists of texts as they are", () => {
    assert.deepEqual(
      valuesOf("aws:lb/listener:Listener", {
        defaultActions: [{ type: "redirect", redirect: { statusCode: "HTTP_301" } }],
        sslPolicy: "policy",
      }),
      { default_action: [{ type: "redirect", redirect: [{ status_code: "HTTP_301" }] }], ssl_policy: "policy" },
    );
    assert.deepEqual(
      valuesOf("aws:ec2/securityGroup:SecurityGroup", {
        ingress: [{ cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: [], fromPort: 22 }],
      }),
      { ingress: [{ cidr_blocks: ["0.0.0.0/0"], ipv6_cidr_blocks: [], from_port: 22 }] },
    );
  });

  it("leaves the keys of tags alone and nulls out, reveals secrets, and has null for what is not known", () => {
    assert.deepEqual(
      valuesOf("aws:sqs/queue:Queue", {
        tags: { costCenter: "a" },
        policy: new Secret("{}"),
        kmsMasterKeyId: UNKNOWN,
        name: null,
      }),
      { tags: { costCenter: "a" }, policy: "{}", kms_master_key_id: null },
    );
  });

  it("says what a property was computed from, and names each resource once", () => {
    const { configuration } = planOf("aws:ec2/subnet:Subnet", { vpcId: "vpc-1" }, { vpcId: ["main", "provider"] });
    assert.deepEqual(
      configuration.root_module.resources.map(({ expressions }) => expressions),
      [{}, { vpc_id: { references: ["aws_vpc.r0"] } }],
    );
  });

  it("keeps stacks apart whose resources are called the same", () => {
    const stack = () =>
      graphOf({
        kind: "passing",
        title: "",
        expected: "pass",
        type: "aws:ec2/subnet:Subnet",
        properties: { vpcId: "vpc-1" },
        computedFrom: { vpcId: ["main"] },
        others: [{ type: "aws:ec2/vpc:Vpc", name: "main", properties: { cidrBlock: "10.0.0.0/16" } }],
      });
    const { plan, resources } = terraformPlan(stack(), stack());
    assert.deepEqual(
      (plan as Plan).configuration.root_module.resources.map(({ expressions }) => expressions),
      [{}, { vpc_id: { references: ["aws_vpc.r0"] } }, {}, { vpc_id: { references: ["aws_vpc.r2"] } }],
    );
    assert.deepEqual([...resources.keys()], ["aws_vpc.r0", "aws_subnet.r1", "aws_vpc.r2", "aws_subnet.r3"]);
  });
});
