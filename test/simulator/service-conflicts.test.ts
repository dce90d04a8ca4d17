import assert from "node:assert/strict";
import type { Properties } from "../../model/graph";
import { UNKNOWN } from "../../model/graph";
import { assertRefused } from "./account";
import { itRefuses, otherVpc, Scene, subnetIn, taskDefinitionInputs, type Conflict } from "./scene";

const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";
const LISTENER = "aws:lb/listener:Listener";
const RULE = "aws:lb/listenerRule:ListenerRule";
const SERVICE = "aws:ecs/service:Service";

const service = (scene: Scene, changes: Properties) => {
  void scene.capacityProviders;
  return scene.make(SERVICE, "other", { ...scene.serviceInputs(), ...changes });
};
const container = (scene: Scene, containerName: string, containerPort: number) => {
  void scene.rule;
  return service(scene, { loadBalancers: [{ targetGroupArn: scene.targetGroup.id, containerName, containerPort }] });
};
const loadBalancer = (scene: Scene, inputs: Properties) =>
  scene.make(LOAD_BALANCER, "other", { subnets: [scene.subnet("a").id, scene.subnet("b").id], ...inputs });
const CONFLICTS: readonly Conflict[] = [
  [
    "a load balancer with two subnets in one zone",
    "InvalidConfigurationRequest",
    /same Availability Zone/,
    (s) => loadBalancer(s, { subnets: [s.subnet("a").id, subnetIn(s, "a2", s.vpc.id, "10.0.3.0/24").id] }),
  ],
  [
    "a load balancer in two VPCs",
    "InvalidConfigurationRequest",
    /same VPC/,
    (s) => loadBalancer(s, { subnets: [s.subnet("a").id, subnetIn(s, "x", otherVpc(s).id, "10.1.0.0/24", "b").id] }),
  ],
  [
    "a load balancer with another VPC's security group",
    "InvalidConfigurationRequest",
    /security groups are invalid/,
    (s) =>
      loadBalancer(s, {
        securityGroups: [s.make("aws:ec2/securityGroup:SecurityGroup", "x", { vpcId: otherVpc(s).id }).id],
      }),
  ],
  [
    "a load balancer in a subnet smaller than /27",
    "InvalidSubnet",
    /8 free IP addresses/,
    (s) => loadBalancer(s, { subnets: [s.subnet("a").id, subnetIn(s, "x", s.vpc.id, "10.0.9.0/28", "b").id] }),
  ],
  [
    "a public load balancer in a VPC without internet gateway",
    "InvalidSubnet",
    /has no internet gateway/,
    (s) => loadBalancer(s, {}),
  ],
  [
    "two load balancers of one name",
    "DuplicateLoadBalancerName",
    /lb-/,
    (s) => loadBalancer(s, { name: s.loadBalancer.outputs.name ?? "" }),
  ],
  [
    "two listeners on one port",
    "DuplicateListener",
    /port 80/,
    (s) => [s.listener, s.make(LISTENER, "x", s.listenerInputs())],
  ],
  [
    "a TCP listener on an Application Load Balancer",
    "ValidationError",
    /'TCP'/,
    (s) => s.make(LISTENER, "x", { ...s.listenerInputs(), protocol: "TCP" }),
  ],
  [
    "two rules of one priority",
    "PriorityInUse",
    /^Priority '10' is currently in use$/,
    (s) => [s.rule, s.make(RULE, "x", s.ruleInputs(10))],
  ],
  [
    "a 101st rule on a load balancer",
    "TooManyRules",
    /maximum number of rules/,
    (s) => Array.from({ length: 101 }, (_, index) => s.make(RULE, `rule-${index}`, s.ruleInputs(index + 1))),
  ],
  [
    "a target group behind two load balancers",
    "TargetGroupAssociationLimit",
    /targetgroup/,
    (s) => {
      void s.rule;
      const other = loadBalancer(s, {});
      const defaultActions = [{ type: "forward", targetGroupArn: s.targetGroup.id }];
      return s.make(LISTENER, "x", { ...s.listenerInputs(), loadBalancerArn: other.id, defaultActions });
    },
  ],
  [
    "a gRPC target group behind an HTTP listener",
    "InvalidLoadBalancerAction",
    /protocol-version 'GRPC'/,
    (s) => {
      const inputs = { ...s.targetGroup.inputs, name: "grpc", protocolVersion: "GRPC" };
      const { id: targetGroupArn } = s.make("aws:lb/targetGroup:TargetGroup", "grpc", inputs);
      return s.make(RULE, "x", { ...s.ruleInputs(10), actions: [{ type: "forward", targetGroupArn }] });
    },
  ],
  [
    "an HTTP/2 target group as an HTTP listener's default",
    "InvalidLoadBalancerAction",
    /protocol-version 'HTTP2'/,
    (s) => {
      const inputs = { ...s.targetGroup.inputs, name: "http2", protocolVersion: "HTTP2" };
      const { id: targetGroupArn } = s.make("aws:lb/targetGroup:TargetGroup", "http2", inputs);
      return s.make(LISTENER, "x", { ...s.listenerInputs(), defaultActions: [{ type: "forward", targetGroupArn }] });
    },
  ],
  [
    "two target groups of one name",
    "DuplicateTargetGroupName",
    /tg-/,
    (s) =>
      s.make("aws:lb/targetGroup:TargetGroup", "x", {
        ...s.targetGroup.inputs,
        name: s.targetGroup.outputs.name ?? "",
      }),
  ],
  [
    "two clusters of one name",
    "InvalidParameterException",
    /already exists/,
    (s) => s.make("aws:ecs/cluster:Cluster", "x", { name: s.cluster.outputs.name ?? "" }),
  ],
  [
    "a service on a cluster that does not exist",
    "ClusterNotFoundException",
    /does not exist/,
    (s) => service(s, { cluster: "none", capacityProviderStrategies: [] }),
  ],
  [
    "two services of one name on a cluster",
    "InvalidParameterException",
    /not idempotent/,
    (s) => service(s, { name: s.service.outputs.name ?? "" }),
  ],
  [
    "a capacity provider that the cluster doesn't have",
    "InvalidParameterException",
    /FARGATE_SPOT/,
    (s) => service(s, { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }] }),
  ],
  [
    "a service with a task definition that does not exist",
    "ClientException",
    /web:9/,
    (s) => service(s, { taskDefinition: "web:9" }),
  ],
  [
    "a service behind a target group without load balancer",
    "InvalidParameterException",
    /does not have an associated load balancer/,
    (s) => service(s, {}),
  ],
  [
    "a service whose container the task definition doesn't have",
    "InvalidParameterException",
    /The container nginx does not exist/,
    (s) => container(s, "nginx", 8080),
  ],
  [
    "a service whose port the container doesn't have",
    "InvalidParameterException",
    /container web did not have a container port 80 /,
    (s) => container(s, "web", 80),
  ],
  [
    "a service with instance targets for awsvpc tasks",
    "InvalidParameterException",
    /incompatible with the awsvpc/,
    (s) => {
      const targetGroup = s.make("aws:lb/targetGroup:TargetGroup", "x", {
        vpcId: s.vpc.id,
        port: 80,
        protocol: "HTTP",
      });
      s.make(RULE, "x", { ...s.ruleInputs(20), actions: [{ type: "forward", targetGroupArn: targetGroup.id }] });
      return service(s, {
        loadBalancers: [{ targetGroupArn: targetGroup.id, containerName: "web", containerPort: 8080 }],
      });
    },
  ],
  [
    "an awsvpc service without network configuration",
    "InvalidParameterException",
    /Network Configuration must be provided/,
    (s) => service(s, { networkConfiguration: null, loadBalancers: [] }),
  ],
  [
    "a Fargate service with a task definition for instances",
    "InvalidParameterException",
    /does not support launch_type FARGATE/,
    (s) => {
      const inputs = { ...taskDefinitionInputs(), family: "instances", requiresCompatibilities: ["EC2"] };
      const definition = s.make("aws:ecs/taskDefinition:TaskDefinition", "x", inputs);
      return service(s, { taskDefinition: definition.outputs.arn ?? "", loadBalancers: [] });
    },
  ],
  [
    "a service with subnets and groups of two VPCs",
    "InvalidParameterException",
    /same VPC/,
    (s) => {
      const group = s.make("aws:ec2/securityGroup:SecurityGroup", "x", { vpcId: otherVpc(s).id });
      return service(s, {
        networkConfiguration: { subnets: [s.subnet().id], securityGroups: [group.id] },
        loadBalancers: [],
      });
    },
  ],
  [
    "two roles of one name",
    "EntityAlreadyExists",
    /already exists/,
    (s) => s.make("aws:iam/role:Role", "x", { ...s.role.inputs, name: s.role.id }),
  ],
  [
    "a policy of a role that does not exist",
    "NoSuchEntity",
    /does not exist/,
    (s) => s.make("aws:iam/rolePolicy:RolePolicy", "x", { role: "none", policy: allow("s3:GetObject") }),
  ],
  [
    "more inline policies than a role can hold",
    "LimitExceeded",
    /10240/,
    (s) =>
      ["one", "two"].map((name) =>
        s.make("aws:iam/rolePolicy:RolePolicy", name, { role: s.role.id, policy: allow(`s3:${"Get".repeat(2000)}`) }),
      ),
  ],
  [
    "two log groups of one name",
    "ResourceAlreadyExistsException",
    /web/,
    (s) => ["one", "two"].map((name) => s.make("aws:cloudwatch/logGroup:LogGroup", name, { name: "web" })),
  ],
  [
    "two secrets of one name",
    "ResourceExistsException",
    /web/,
    (s) => ["one", "two"].map((name) => s.make("aws:secretsmanager/secret:Secret", name, { name: "web" })),
  ],
  [
    "a secret whose name waits for the end of a recovery window",
    "InvalidRequestException",
    /scheduled for deletion/,
    (s) => {
      s.delete(s.make("aws:secretsmanager/secret:Secret", "one", { name: "web" }));
      return s.make("aws:secretsmanager/secret:Secret", "two", { name: "web" });
    },
  ],
  [
    "a version of a secret that does not exist",
    "ResourceNotFoundException",
    /does not exist/,
    (s) => s.make("aws:secretsmanager/secretVersion:SecretVersion", "x", { secretId: "none", secretString: "x" }),
  ],
];

function allow(action: string): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: action, Resource: "*" } });
}

describe("simulated AWS refuses to create", () => {
  itRefuses(CONFLICTS);

  it("nothing of a whole service whose parts fit", () => {
    assert.match(new Scene().service.id, /^arn:aws:ecs:/);
  });

  it("what is not known yet: that can only be previewed", () => {
    const { aws, provider } = new Scene();
    const key = { type: "aws:ec2/vpc:Vpc", urn: "urn:pulumi:dev::p::aws:ec2/vpc:Vpc::v" };
    assert.throws(() => aws.create(key, { cidrBlock: UNKNOWN }, provider), /unknown inputs can only be previewed/);
    assert.deepEqual(aws.existing, []);
  });

  it("changes of what does not exist", () => {
    const { aws, provider } = new Scene();
    assertRefused(() => aws.update("aws:ec2/vpc:Vpc", "vpc-00000000000000000", {}, provider), "NotFound");
  });
});
