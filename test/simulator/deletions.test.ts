import assert from "node:assert/strict";
import type { Made } from "./account";
import { assertRefused } from "./account";
import { Scene } from "./scene";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

/** What can't be deleted, why, and what has to happen first. */
type Held = readonly [what: string, code: string, scene: (scene: Scene) => { held: Made; free: () => unknown }];

const deleting = (scene: Scene, held: Made, ...holders: Made[]) => ({
  held,
  free: () => holders.forEach((holder) => scene.delete(holder)),
});

const HELD: readonly Held[] = [
  ["a VPC with a subnet", "DependencyViolation", (s) => deleting(s, s.vpc, s.subnet())],
  ["a VPC with an internet gateway", "DependencyViolation", (s) => deleting(s, s.vpc, s.gateway)],
  ["a VPC with a route table", "DependencyViolation", (s) => deleting(s, s.vpc, s.routeTable)],
  [
    "a VPC with a network ACL",
    "DependencyViolation",
    (s) => deleting(s, s.vpc, s.make("aws:ec2/networkAcl:NetworkAcl", "x", { vpcId: s.vpc.id })),
  ],
  ["a VPC with a security group", "DependencyViolation", (s) => deleting(s, s.vpc, s.group())],
  ["a subnet with a NAT gateway", "DependencyViolation", (s) => deleting(s, s.subnet(), s.nat)],
  ["a subnet with a load balancer", "DependencyViolation", (s) => deleting(s, s.subnet("b"), s.loadBalancer)],
  [
    "a subnet with a service's tasks",
    "DependencyViolation",
    (s) => {
      const { service, loadBalancer } = s;
      return deleting(s, s.subnet("a"), loadBalancer, service);
    },
  ],
  [
    "a subnet with a service that is not scaled to zero",
    "DependencyViolation",
    (s) => {
      const { service, loadBalancer } = s;
      return { held: s.subnet("a"), free: () => [s.delete(loadBalancer), s.change(service, { desiredCount: 0 })] };
    },
  ],
  ["an address of a NAT gateway", "InvalidIPAddress.InUse", (s) => deleting(s, s.nat && s.address, s.nat)],
  ["an internet gateway that a NAT gateway uses", "DependencyViolation", (s) => deleting(s, s.nat && s.gateway, s.nat)],
  [
    "an internet gateway that a load balancer uses",
    "DependencyViolation",
    (s) => deleting(s, s.loadBalancer && s.gateway, s.loadBalancer),
  ],
  [
    "an internet gateway that tasks with public addresses use",
    "DependencyViolation",
    (s) => {
      const { service, loadBalancer } = s;
      return deleting(s, s.gateway, loadBalancer, service);
    },
  ],
  [
    "a route table with a subnet",
    "DependencyViolation",
    (s) => {
      const inputs = { routeTableId: s.routeTable.id, subnetId: s.subnet().id };
      return deleting(s, s.routeTable, s.make("aws:ec2/routeTableAssociation:RouteTableAssociation", "x", inputs));
    },
  ],
  [
    "a security group that a rule refers to",
    "DependencyViolation",
    (s) => {
      const inputs = { securityGroupId: s.group("a").id, referencedSecurityGroupId: s.group("b").id, ipProtocol: "-1" };
      return deleting(s, s.group("b"), s.make(INGRESS, "x", inputs));
    },
  ],
  [
    "a security group of a load balancer",
    "DependencyViolation",
    (s) => deleting(s, s.loadBalancer && s.group("lb"), s.loadBalancer),
  ],
  ["a security group of a service", "DependencyViolation", (s) => deleting(s, s.service && s.group("web"), s.service)],
  [
    "a security group of an endpoint",
    "DependencyViolation",
    (s) => {
      const inputs = {
        vpcId: s.vpc.id,
        serviceName: "com.amazonaws.eu-central-1.logs",
        vpcEndpointType: "Interface",
        subnetIds: [s.subnet().id],
        securityGroupIds: [s.group().id],
      };
      return deleting(s, s.group(), s.make("aws:ec2/vpcEndpoint:VpcEndpoint", "x", inputs));
    },
  ],
  ...(["subnet", "securityGroup", "fileSystem"] as const).map((part): Held => [
    `a mount target's ${part}`,
    part === "fileSystem" ? "FileSystemInUse" : "DependencyViolation",
    (s) => {
      const fileSystem = s.make("aws:efs/fileSystem:FileSystem", "x", {});
      const inputs = { fileSystemId: fileSystem.id, subnetId: s.subnet().id, securityGroups: [s.group().id] };
      const held = { fileSystem, subnet: s.subnet(), securityGroup: s.group() }[part];
      return deleting(s, held, s.make("aws:efs/mountTarget:MountTarget", "x", inputs));
    },
  ]),
  [
    "a load balancer with deletion protection",
    "OperationNotPermitted",
    (s) => {
      const held = s.change(s.loadBalancer, { enableDeletionProtection: true });
      return { held, free: () => s.change(held, { enableDeletionProtection: false }) };
    },
  ],
  ["a target group of a rule", "ResourceInUse", (s) => deleting(s, s.rule && s.targetGroup, s.rule)],
  [
    "a target group of a listener",
    "ResourceInUse",
    (s) => {
      const listener = s.change(s.listener, {
        defaultActions: [{ type: "forward", targetGroupArn: s.targetGroup.id }],
      });
      return deleting(s, s.targetGroup, listener);
    },
  ],
  [
    "a cluster with a service",
    "ClusterContainsServicesException",
    (s) => deleting(s, s.service && s.cluster, s.service),
  ],
  [
    "capacity providers that a service uses",
    "ResourceInUseException",
    (s) => deleting(s, s.service && s.capacityProviders, s.service),
  ],
  [
    "a role with a policy",
    "DeleteConflict",
    (s) => {
      const policy = JSON.stringify({ Statement: { Effect: "Allow", Action: "s3:GetObject", Resource: "*" } });
      return deleting(s, s.role, s.make("aws:iam/rolePolicy:RolePolicy", "x", { role: s.role.id, policy }));
    },
  ],
  [
    "a log group with deletion protection",
    "ValidationException",
    (s) => {
      const held = s.make("aws:cloudwatch/logGroup:LogGroup", "x", { deletionProtectionEnabled: true });
      return { held, free: () => s.change(held, { deletionProtectionEnabled: false }) };
    },
  ],
];

describe("simulated AWS refuses to delete", () => {
  for (const [what, code, prepare] of HELD) {
    it(`${what}, and deletes it once that is over: ${code}`, () => {
      const scene = new Scene();
      const { held, free } = prepare(scene);
      assertRefused(() => scene.delete(held), code);
      assert.notEqual(scene.read(held), undefined);
      free();
      scene.delete(held);
      assert.equal(scene.read(held), undefined);
    });
  }
});

describe("simulated AWS deletes", () => {
  it("a security group whose own rule refers to it", () => {
    const scene = new Scene();
    const group = scene.group();
    scene.make(INGRESS, "x", { securityGroupId: group.id, referencedSecurityGroupId: group.id, ipProtocol: "-1" });
    scene.delete(group);
    assert.equal(scene.read(group), undefined);
  });

  it("a subnet with a network ACL", () => {
    const scene = new Scene();
    const subnet = scene.subnet();
    scene.make("aws:ec2/networkAcl:NetworkAcl", "x", { vpcId: scene.vpc.id, subnetIds: [subnet.id] });
    scene.delete(subnet);
    assert.equal(scene.read(subnet), undefined);
  });

  it("a NAT gateway that a route leads to: the route stays, as a black hole", () => {
    const scene = new Scene();
    const inputs = { routeTableId: scene.routeTable.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: scene.nat.id };
    const route = scene.make("aws:ec2/route:Route", "x", inputs);
    scene.delete(scene.nat);
    assert.notEqual(scene.read(route), undefined);
  });

  it("what does not exist", () => {
    const scene = new Scene();
    scene.delete(scene.vpc);
    scene.delete(scene.vpc);
    assert.deepEqual(scene.aws.existing, []);
  });

  it("one revision of a task definition, and leaves it behind as inactive", () => {
    const scene = new Scene();
    const first = scene.taskDefinition;
    const second = scene.make(first.type, "web", first.inputs);
    assert.deepEqual([first.outputs.revision, second.outputs.revision], [1, 2]);
    scene.delete(first);
    assert.equal(scene.read(first), undefined);
    assert.equal(scene.read(second)?.revision, 2);
    assert.deepEqual(
      scene.aws.leftBehind.map(({ id, reason }) => [id, reason.split(":")[0]]),
      [["arn:aws:ecs:eu-central-1:123456789012:task-definition/web:1", "INACTIVE"]],
    );
  });

  it("a task definition with skipDestroy only for Pulumi: the revision stays active, and no later one has its number", () => {
    const scene = new Scene();
    const inputs = { ...scene.taskDefinition.inputs, skipDestroy: true };
    const kept = scene.make("aws:ecs/taskDefinition:TaskDefinition", "kept", inputs);
    scene.delete(kept);
    assert.match(scene.aws.leftBehind[0]?.reason ?? "", /^ACTIVE/);
    const next = scene.make("aws:ecs/taskDefinition:TaskDefinition", "next", inputs);
    assert.equal(next.outputs.revision, 3);
  });

  it("a secret without recovery window at once, so that its name is free", () => {
    const scene = new Scene();
    const inputs = { name: "web", recoveryWindowInDays: 0 };
    scene.delete(scene.make("aws:secretsmanager/secret:Secret", "one", inputs));
    assert.deepEqual(scene.aws.leftBehind, []);
    assert.equal(scene.make("aws:secretsmanager/secret:Secret", "two", inputs).outputs.name, "web");
  });
});
