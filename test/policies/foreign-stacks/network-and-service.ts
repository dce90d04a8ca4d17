import type { ForeignResource, ForeignStack } from "./foreign-stack";
import { arn, attachment, serviceRole } from "./foreign-stack";

const EVERYWHERE = { cidrBlocks: ["0.0.0.0/0"], ipv6CidrBlocks: ["::/0"] };
const balancer = arn("elasticloadbalancing", "loadbalancer/app/web-lb/1");
const targets = arn("elasticloadbalancing", "targetgroup/web-tg/1");

/** awsx makes a public and a private subnet per zone, and a NAT gateway in each public one. */
const zones = ["1", "2"].flatMap((zone, index): ForeignResource[] => {
  const at = { vpcId: "vpc", availabilityZone: `eu-central-1${"ab".charAt(index)}` };
  const table = (name: string, subnet: string, gateway: object): ForeignResource[] => [
    { type: "aws:ec2/routeTable:RouteTable", name, inputs: { vpcId: "vpc" } },
    {
      type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name,
      inputs: { routeTableId: name, subnetId: subnet },
    },
    {
      type: "aws:ec2/route:Route",
      name,
      inputs: { routeTableId: name, destinationCidrBlock: "0.0.0.0/0", ...gateway },
    },
  ];
  return [
    {
      type: "aws:ec2/subnet:Subnet",
      name: `vpc-public-${zone}`,
      inputs: { ...at, cidrBlock: `10.0.${index * 64}.0/20`, mapPublicIpOnLaunch: true },
    },
    {
      type: "aws:ec2/subnet:Subnet",
      name: `vpc-private-${zone}`,
      inputs: { ...at, cidrBlock: `10.0.${index * 64 + 32}.0/19` },
    },
    { type: "aws:ec2/eip:Eip", name: `vpc-${zone}`, inputs: { domain: "vpc" } },
    {
      type: "aws:ec2/natGateway:NatGateway",
      name: `vpc-${zone}`,
      inputs: { allocationId: `vpc-${zone}`, subnetId: `vpc-public-${zone}` },
    },
    ...table(`vpc-public-${zone}-table`, `vpc-public-${zone}`, { gatewayId: "vpc-gateway" }),
    ...table(`vpc-private-${zone}-table`, `vpc-private-${zone}`, { natGatewayId: `vpc-${zone}` }),
  ];
});

const container = {
  name: "web",
  image: "nginx:latest",
  essential: true,
  portMappings: [{ containerPort: 80, hostPort: 80, protocol: "tcp" }],
  logConfiguration: {
    logDriver: "awslogs",
    options: { "awslogs-group": "web-logs", "awslogs-region": "eu-central-1", "awslogs-stream-prefix": "web" },
  },
};

export const networkAndService: ForeignStack = {
  title: "a VPC, a load balancer and a Fargate service by awsx, with a database (shape of awsx's components)",
  resources: [
    {
      type: "aws:ec2/vpc:Vpc",
      name: "vpc",
      inputs: { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true, enableDnsSupport: true },
    },
    { type: "aws:ec2/internetGateway:InternetGateway", name: "vpc-gateway", inputs: { vpcId: "vpc" } },
    ...zones,
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "web-lb",
      inputs: {
        vpcId: "vpc",
        description: "Managed by Pulumi",
        ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80, ...EVERYWHERE }],
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, ...EVERYWHERE }],
      },
    },
    {
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "web-sg",
      inputs: {
        vpcId: "vpc",
        description: "Managed by Pulumi",
        ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, ...EVERYWHERE }],
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, ...EVERYWHERE }],
      },
    },
    {
      type: "aws:lb/loadBalancer:LoadBalancer",
      name: "web-lb",
      inputs: {
        subnets: ["vpc-public-1", "vpc-public-2"],
        securityGroups: ["web-lb"],
        loadBalancerType: "application",
      },
      outputs: { id: balancer, arn: balancer },
    },
    {
      type: "aws:lb/targetGroup:TargetGroup",
      name: "web-tg",
      inputs: { port: 80, protocol: "HTTP", targetType: "ip", vpcId: "vpc" },
      outputs: { id: targets, arn: targets },
    },
    {
      type: "aws:lb/listener:Listener",
      name: "web-lb-0",
      inputs: {
        loadBalancerArn: balancer,
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn: targets }],
      },
    },
    { type: "aws:ecs/cluster:Cluster", name: "cluster", inputs: {}, outputs: { arn: arn("ecs", "cluster/cluster") } },
    { type: "aws:cloudwatch/logGroup:LogGroup", name: "web-logs", inputs: { name: "web-logs" } },
    serviceRole("web-execution", "ecs-tasks.amazonaws.com"),
    attachment(
      "web-execution",
      "web-execution",
      "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
    ),
    serviceRole("web-task", "ecs-tasks.amazonaws.com"),
    {
      type: "aws:ecs/taskDefinition:TaskDefinition",
      name: "web",
      inputs: {
        family: "web",
        cpu: "512",
        memory: "1024",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        executionRoleArn: "arn:aws:iam::123456789012:role/web-execution",
        taskRoleArn: "arn:aws:iam::123456789012:role/web-task",
        containerDefinitions: JSON.stringify([container]),
      },
      outputs: { arn: arn("ecs", "task-definition/web:1") },
    },
    {
      type: "aws:ecs/service:Service",
      name: "web",
      inputs: {
        cluster: arn("ecs", "cluster/cluster"),
        taskDefinition: arn("ecs", "task-definition/web:1"),
        desiredCount: 2,
        launchType: "FARGATE",
        loadBalancers: [{ containerName: "web", containerPort: 80, targetGroupArn: targets }],
        networkConfiguration: {
          assignPublicIp: true,
          subnets: ["vpc-public-1", "vpc-public-2"],
          securityGroups: ["web-sg"],
        },
      },
    },
    {
      type: "aws:rds/subnetGroup:SubnetGroup",
      name: "db",
      inputs: { name: "db", subnetIds: ["vpc-private-1", "vpc-private-2"] },
    },
    {
      type: "aws:rds/instance:Instance",
      name: "db",
      inputs: {
        engine: "mysql",
        instanceClass: "db.t3.micro",
        allocatedStorage: 20,
        dbSubnetGroupName: "db",
        vpcSecurityGroupIds: ["web-sg"],
        username: "admin",
        password: "correct horse battery staple",
        skipFinalSnapshot: true,
      },
    },
  ],
  expected: {
    "the tasks stand in public subnets with public addresses": [
      "ECS.2 web",
      "EC2.15 vpc-public-1",
      "EC2.15 vpc-public-2",
      "X-NET-1 web",
    ],
    "an image of Docker Hub by its latest tag, as root, on a file system that it may write": [
      "ECS.5 web",
      "ECS.20 web",
      "X-ECS-3 web",
    ],
    "the defaults of ECS: nothing measured, nothing rolled back": ["ECS.12 cluster", "X-ECS-4 web"],
    "a load balancer on the internet with plain HTTP and AWS's defaults": [
      "ELB.1 web-lb-0",
      "ELB.4 web-lb",
      "ELB.5 web-lb",
      "ELB.6 web-lb",
      "ELB.16 web-lb",
      "ELB.18 web-lb-0",
      "ELB.21 web-tg",
      "X-ELB-1 web-lb",
    ],
    "the VPC keeps its open default group, records nothing, and goes to S3 by the internet": [
      "EC2.2 vpc",
      "EC2.6 vpc",
      "EC2.10 vpc",
    ],
    "one group lets in and out everything, and says nothing; the database shares it": [
      "EC2.13 web-sg",
      "EC2.18 web-sg",
      "X-SG-1 web-lb",
      "X-SG-1 web-sg",
      "X-SG-2 web-lb",
      "X-SG-2 web-sg",
      "X-NET-2 db",
    ],
    "the trust policy names no account": ["X-IAM-6 web-execution", "X-IAM-6 web-task"],
    "a database for trying out: one zone, a plain password, no backups, nothing encrypted": [
      "RDS.3 db",
      "RDS.5 db",
      "RDS.6 db",
      "RDS.7 db",
      "RDS.9 db",
      "RDS.10 db",
      "RDS.11 db",
      "RDS.16 db",
      "RDS.38 db",
      "X-RDS-1 db",
      "X-RDS-2 db",
    ],
    "examples take AWS's keys, no traces, and keep logs for ever": ["CloudWatch.16 web-logs", "X-LOG-1 web-logs"],
    "examples name neither owner nor account": [
      "P-1 vpc",
      "P-1 vpc-gateway",
      "P-1 vpc-public-1",
      "P-1 vpc-private-1",
      "P-1 vpc-1",
      "P-1 vpc-public-1-table",
      "P-1 vpc-private-1-table",
      "P-1 vpc-public-2",
      "P-1 vpc-private-2",
      "P-1 vpc-2",
      "P-1 vpc-public-2-table",
      "P-1 vpc-private-2-table",
      "P-1 web-lb",
      "P-1 web-sg",
      "P-1 web-tg",
      "P-1 web-lb-0",
      "P-1 cluster",
      "P-1 web-logs",
      "P-1 web-execution",
      "P-1 web-task",
      "P-1 web",
      "P-1 db",
      "P-4 vpc",
      "P-4 vpc-gateway",
      "P-4 vpc-public-1",
      "P-4 vpc-private-1",
      "P-4 vpc-1",
      "P-4 vpc-public-1-table",
      "P-4 vpc-private-1-table",
      "P-4 vpc-public-2",
      "P-4 vpc-private-2",
      "P-4 vpc-2",
      "P-4 vpc-public-2-table",
      "P-4 vpc-private-2-table",
      "P-4 web-lb",
      "P-4 web-sg",
      "P-4 web-tg",
      "P-4 web-lb-0",
      "P-4 cluster",
      "P-4 web-logs",
      "P-4 web-execution",
      "P-4 web-task",
      "P-4 web",
      "P-4 db",
    ],
    "examples are made to be thrown away, with their data": ["P-2 web-logs", "P-2 db", "P-5 db"],
  },
};
