/**
 * The resource graph of an environment with many services, as a deployed one looks: every id and ARN known, and every
 * resource that the components would register for them. Nothing is registered with Pulumi, so that the analysis is alone.
 */
import type { Properties, Resource, ResourceGraph } from "../../../model/graph";

const ZONES = ["a", "b", "c"];
const TIERS = ["public", "private", "isolated"] as const;
const REGION = "eu-central-1";
const ACCOUNT = "111122223333";
const EVERYWHERE = "0.0.0.0/0";
const VPC_CIDR = "10.0.0.0/16";
/** No two services of a thousand listen on the same port, so that hardly two of them have the same answers. */
const FIRST_PORT = 8000;
/** A load balancer's security group has room for 60 rules. */
const SERVICES_PER_LOAD_BALANCER = 50;
const CLIENTS_PER_DATABASE = 5;
const INTERFACE_ENDPOINTS = ["ecr.api", "ecr.dkr", "logs", "secretsmanager"];

/** @param services of which each is called by a load balancer and by the service before it */
export function manyServices(services: number): ResourceGraph {
  const builder = new GraphBuilder();
  addNetwork(builder);
  for (let first = 0; first < services; first += SERVICES_PER_LOAD_BALANCER) {
    const indexes = Array.from({ length: Math.min(SERVICES_PER_LOAD_BALANCER, services - first) }, (_, i) => first + i);
    addLoadBalancer(builder, first, first === 0);
    for (const index of indexes) addService(builder, index, first);
    addDatabase(builder, first, indexes.slice(0, CLIENTS_PER_DATABASE));
  }
  return { project: "bench", stack: "bench", resources: builder.resources, outputs: {} };
}

class GraphBuilder {
  readonly resources: Resource[] = [];

  /** @returns the resource's id, which is made of its type and name */
  add(type: string, name: string, inputs: Properties): string {
    const id = `${type.split(":").at(-1)!}-${name}`;
    this.resources.push({
      urn: `urn:pulumi:bench::bench::${type}::${name}`,
      type,
      name,
      custom: true,
      id,
      inputs,
      outputs: { ...inputs, arn: `arn:aws:ecs:${REGION}:${ACCOUNT}:${id}` },
      dependencies: [],
      propertyDependencies: {},
      options: {},
    });
    return id;
  }
}

const subnetId = (tier: (typeof TIERS)[number], zone: string) => `Subnet-${tier}-${zone}`;
const subnetIds = (tier: (typeof TIERS)[number]) => ZONES.map((zone) => subnetId(tier, zone));
const groupId = (name: string) => `SecurityGroup-${name}`;

function addNetwork(builder: GraphBuilder): void {
  const vpcId = builder.add("aws:ec2/vpc:Vpc", "main", {
    cidrBlock: VPC_CIDR,
    enableDnsSupport: true,
    enableDnsHostnames: true,
  });
  const gatewayId = builder.add("aws:ec2/internetGateway:InternetGateway", "main", { vpcId });
  TIERS.forEach((tier, tierIndex) => {
    ZONES.forEach((zone, zoneIndex) => {
      builder.add("aws:ec2/subnet:Subnet", `${tier}-${zone}`, {
        vpcId,
        availabilityZone: `${REGION}${zone}`,
        cidrBlock: `10.0.${(tierIndex * 4 + zoneIndex) * 16}.0/20`,
      });
    });
  });
  const routeTableIds = TIERS.flatMap((tier) =>
    ZONES.map((zone) => {
      const routeTableId = builder.add("aws:ec2/routeTable:RouteTable", `${tier}-${zone}`, { vpcId });
      builder.add("aws:ec2/routeTableAssociation:RouteTableAssociation", `${tier}-${zone}`, {
        routeTableId,
        subnetId: subnetId(tier, zone),
      });
      if (tier === "isolated") return routeTableId;
      const target: Properties =
        tier === "public"
          ? { gatewayId }
          : {
              natGatewayId: builder.add("aws:ec2/natGateway:NatGateway", zone, { subnetId: subnetId("public", zone) }),
            };
      builder.add("aws:ec2/route:Route", `${tier}-${zone}`, {
        routeTableId,
        destinationCidrBlock: EVERYWHERE,
        ...target,
      });
      return routeTableId;
    }),
  );
  for (const tier of TIERS) addAcl(builder, vpcId, tier);
  builder.add("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", {
    vpcId,
    vpcEndpointType: "Gateway",
    serviceName: `com.amazonaws.${REGION}.s3`,
    routeTableIds,
  });
  addGroup(builder, "endpoints");
  addRule(builder, "ingress", "endpoints-https", "endpoints", 443, { cidrIpv4: VPC_CIDR });
  for (const service of INTERFACE_ENDPOINTS) {
    builder.add("aws:ec2/vpcEndpoint:VpcEndpoint", service, {
      vpcId,
      vpcEndpointType: "Interface",
      serviceName: `com.amazonaws.${REGION}.${service}`,
      subnetIds: subnetIds("private"),
      securityGroupIds: [groupId("endpoints")],
      privateDnsEnabled: true,
    });
  }
}

function addAcl(builder: GraphBuilder, vpcId: string, tier: (typeof TIERS)[number]): void {
  const networkAclId = builder.add("aws:ec2/networkAcl:NetworkAcl", tier, { vpcId, subnetIds: subnetIds(tier) });
  const outside = tier === "isolated" ? VPC_CIDR : EVERYWHERE;
  const rules = [
    { egress: false, ruleNumber: 100, fromPort: 0, toPort: 65_535, cidrBlock: VPC_CIDR },
    { egress: false, ruleNumber: 110, fromPort: 1024, toPort: 65_535, cidrBlock: outside },
    ...(tier === "public"
      ? [{ egress: false, ruleNumber: 120, fromPort: 443, toPort: 443, cidrBlock: EVERYWHERE }]
      : []),
    { egress: true, ruleNumber: 100, fromPort: 0, toPort: 65_535, cidrBlock: VPC_CIDR },
    { egress: true, ruleNumber: 110, fromPort: 443, toPort: 443, cidrBlock: outside },
    { egress: true, ruleNumber: 120, fromPort: 1024, toPort: 65_535, cidrBlock: outside },
  ];
  for (const rule of rules) {
    builder.add("aws:ec2/networkAclRule:NetworkAclRule", `${tier}-${rule.egress}-${rule.ruleNumber}`, {
      networkAclId,
      protocol: "tcp",
      ruleAction: "allow",
      ...rule,
    });
  }
}

function addGroup(builder: GraphBuilder, name: string): void {
  builder.add("aws:ec2/securityGroup:SecurityGroup", name, { vpcId: "Vpc-main", description: name });
}

const RULE_TYPES = {
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
};

function addRule(
  builder: GraphBuilder,
  direction: keyof typeof RULE_TYPES,
  name: string,
  group: string,
  port: number,
  peer: Properties,
): void {
  const securityGroupId = groupId(group);
  builder.add(RULE_TYPES[direction], name, {
    securityGroupId,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    ...peer,
  });
}

/** Both groups let the connection pass. */
function openWay(builder: GraphBuilder, from: string, to: string, port: number): void {
  addRule(builder, "egress", `${from}-to-${to}`, from, port, { referencedSecurityGroupId: groupId(to) });
  addRule(builder, "ingress", `${from}-to-${to}`, to, port, { referencedSecurityGroupId: groupId(from) });
}

function addLoadBalancer(builder: GraphBuilder, first: number, isPublic: boolean): void {
  const name = `balancer-${first}`;
  addGroup(builder, name);
  if (isPublic) addRule(builder, "ingress", `${name}-https`, name, 443, { cidrIpv4: EVERYWHERE });
  const loadBalancerArn = builder.add("aws:lb/loadBalancer:LoadBalancer", name, {
    internal: !isPublic,
    loadBalancerType: "application",
    subnets: subnetIds(isPublic ? "public" : "private"),
    securityGroups: [groupId(name)],
  });
  builder.add("aws:lb/listener:Listener", name, {
    loadBalancerArn,
    port: 443,
    protocol: "HTTPS",
    defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
  });
  // The services of the group before call those of this one.
  if (!isPublic) openWay(builder, `service-${first - 1}`, name, 443);
}

function addService(builder: GraphBuilder, index: number, first: number): void {
  const name = `service-${index}`;
  const port = FIRST_PORT + index;
  addGroup(builder, name);
  addRule(builder, "egress", `${name}-https`, name, 443, { cidrIpv4: EVERYWHERE });
  openWay(builder, `balancer-${first}`, name, port);
  if (index > first) openWay(builder, `service-${index - 1}`, name, port);
  const targetGroupArn = builder.add("aws:lb/targetGroup:TargetGroup", name, { port });
  builder.add("aws:lb/listenerRule:ListenerRule", name, {
    listenerArn: `Listener-balancer-${first}`,
    priority: index - first + 1,
    conditions: [{ pathPattern: { values: [`/${name}/*`] } }],
    actions: [{ type: "forward", targetGroupArn }],
  });
  builder.add("aws:cloudwatch/logGroup:LogGroup", name, { name, retentionInDays: 30 });
  const role = builder.add("aws:iam/role:Role", name, { name, assumeRolePolicy: TRUST_POLICY });
  builder.add("aws:iam/rolePolicy:RolePolicy", name, { role: name, policy: executionPolicy(name) });
  const taskDefinition = builder.add("aws:ecs/taskDefinition:TaskDefinition", name, {
    family: name,
    networkMode: "awsvpc",
    executionRoleArn: role,
    containerDefinitions: JSON.stringify([containerOf(name, port)]),
  });
  builder.add("aws:ecs/service:Service", name, {
    taskDefinition,
    networkConfiguration: { subnets: subnetIds("private"), securityGroups: [groupId(name)], assignPublicIp: false },
    loadBalancers: [{ containerName: name, containerPort: port, targetGroupArn }],
  });
}

function containerOf(name: string, port: number) {
  return {
    name,
    image: `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com/${name}:1`,
    portMappings: [{ containerPort: port, protocol: "tcp" }],
    secrets: [{ name: "TOKEN", valueFrom: secretArn(name) }],
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": name, "awslogs-region": REGION, "awslogs-stream-prefix": name },
    },
  };
}

const secretArn = (name: string) => `arn:aws:secretsmanager:${REGION}:${ACCOUNT}:secret:${name}-AbCdEf`;

const TRUST_POLICY = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: { Service: "ecs-tasks.amazonaws.com" }, Action: "sts:AssumeRole" }],
});

function executionPolicy(name: string): string {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;
  const allow = (Action: string | string[], Resource: string) => ({ Effect: "Allow", Action, Resource });
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      allow("ecr:GetAuthorizationToken", "*"),
      allow(
        ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        arn("ecr", `repository/${name}`),
      ),
      allow(["logs:CreateLogStream", "logs:PutLogEvents"], arn("logs", `log-group:${name}:*`)),
      allow("secretsmanager:GetSecretValue", secretArn(name)),
    ],
  });
}

function addDatabase(builder: GraphBuilder, first: number, clients: readonly number[]): void {
  const name = `database-${first}`;
  addGroup(builder, name);
  for (const client of clients) openWay(builder, `service-${client}`, name, 5432);
  const dbSubnetGroupName = builder.add("aws:rds/subnetGroup:SubnetGroup", name, { subnetIds: subnetIds("isolated") });
  builder.add("aws:rds/instance:Instance", name, {
    dbSubnetGroupName,
    vpcSecurityGroupIds: [groupId(name)],
    engine: "postgres",
    port: 5432,
  });
}
