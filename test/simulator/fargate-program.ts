/**
 * A program with every resource type of the platform, written with `@pulumi/aws` alone, so that the simulator is tested
 * without the components.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { discovery, PORT_NAME } from "./discovery-program";
import { certificate, logBucket, repository, webAcl } from "./edge-program";
import { files } from "./file-system-program";
import { instance } from "./instance-program";
import { encryptionKey } from "./storage-program";
import { watchService } from "./observability-program";
import { scaleService } from "./scaling-program";
import { shiftRequests } from "./shifting-program";

export const PROJECT = "fixture";
export const STACK = "test";
export const CONFIG = { "pulumi:disable-default-providers": '["aws"]' };
export const REGION = "eu-central-1";
export const ACCOUNT_ID = "123456789012";

export function makeProvider(): aws.Provider {
  return new aws.Provider("aws", {
    region: REGION,
    allowedAccountIds: [ACCOUNT_ID],
    defaultTags: { tags: { Environment: "test", ManagedBy: "pulumi" } },
  });
}

class Network extends pulumi.ComponentResource {
  readonly vpc: aws.ec2.Vpc;
  readonly subnets: aws.ec2.Subnet[];
  readonly natRoute: aws.ec2.Route;

  constructor(name: string, options: pulumi.ComponentResourceOptions) {
    super("fixture:index:Network", name, {}, options);
    const parent = { parent: this };
    this.vpc = new aws.ec2.Vpc("vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true }, parent);
    new aws.ec2.DefaultSecurityGroup("default", { vpcId: this.vpc.id, ingress: [], egress: [] }, parent);
    const gateway = new aws.ec2.InternetGateway("gateway", { vpcId: this.vpc.id }, parent);
    const routeTable = new aws.ec2.RouteTable("public", { vpcId: this.vpc.id, tags: { Tier: "public" } }, parent);
    new aws.ec2.Route(
      "internet",
      { routeTableId: routeTable.id, destinationCidrBlock: "0.0.0.0/0", gatewayId: gateway.id },
      parent,
    );
    this.subnets = ["a", "b"].map((zone, index) => {
      const cidrBlock = `10.0.${index}.0/24`;
      const subnet = new aws.ec2.Subnet(
        `public-${zone}`,
        { vpcId: this.vpc.id, cidrBlock, availabilityZone: `${REGION}${zone}` },
        parent,
      );
      new aws.ec2.RouteTableAssociation(`public-${zone}`, { subnetId: subnet.id, routeTableId: routeTable.id }, parent);
      return subnet;
    });
    new aws.ec2.EgressOnlyInternetGateway("out", { vpcId: this.vpc.id }, parent);
    const privateTable = new aws.ec2.RouteTable("private", { vpcId: this.vpc.id }, parent);
    const everything = { ruleNo: 100, action: "allow", protocol: "-1", cidrBlock: "0.0.0.0/0", fromPort: 0, toPort: 0 };
    new aws.ec2.NetworkAcl(
      "public",
      { vpcId: this.vpc.id, subnetIds: this.subnets.map(({ id }) => id), ingress: [everything], egress: [everything] },
      parent,
    );
    const address = new aws.ec2.Eip("nat", { domain: "vpc" }, parent);
    const nat = new aws.ec2.NatGateway(
      "nat",
      { allocationId: address.id, subnetId: this.subnets[0]?.id },
      { parent: this, dependsOn: [gateway] },
    );
    this.natRoute = new aws.ec2.Route(
      "nat",
      { routeTableId: privateTable.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id },
      parent,
    );
    new aws.ec2.VpcEndpoint(
      "s3",
      { vpcId: this.vpc.id, serviceName: `com.amazonaws.${REGION}.s3`, routeTableIds: [privateTable.id] },
      parent,
    );
    this.registerOutputs({ vpcId: this.vpc.id });
  }
}

/** The whole program; `image` is what a change between two deployments changes. */
export function fargateProgram({ image = "nginx:1.29" } = {}): () => Promise<Record<string, unknown>> {
  return () => {
    const provider = makeProvider();
    const options = { provider };
    const network = new Network("network", { providers: [provider], protect: false });
    const subnets = network.subnets.map(({ id }) => id);

    const loadBalancerGroup = group("lb", network, options);
    const serviceGroup = group("web", network, options);
    new aws.vpc.SecurityGroupIngressRule(
      "lb-http",
      { securityGroupId: loadBalancerGroup.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: 80, toPort: 80 },
      options,
    );
    new aws.vpc.SecurityGroupIngressRule(
      "web-from-lb",
      {
        securityGroupId: serviceGroup.id,
        referencedSecurityGroupId: loadBalancerGroup.id,
        ipProtocol: "tcp",
        fromPort: 8080,
        toPort: 8080,
      },
      options,
    );
    new aws.vpc.SecurityGroupEgressRule(
      "web-all",
      { securityGroupId: serviceGroup.id, cidrIpv4: "0.0.0.0/0", ipProtocol: "-1" },
      options,
    );

    const loadBalancer = new aws.lb.LoadBalancer(
      "lb",
      { subnets, securityGroups: [loadBalancerGroup.id], dropInvalidHeaderFields: true },
      options,
    );
    const listener = new aws.lb.Listener(
      "http",
      {
        loadBalancerArn: loadBalancer.arn,
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain", statusCode: "404" } }],
      },
      options,
    );
    const targetGroup = new aws.lb.TargetGroup(
      "web",
      {
        vpcId: network.vpc.id,
        port: 8080,
        protocol: "HTTP",
        targetType: "ip",
        healthCheck: { path: "/health", interval: 10, timeout: 5 },
      },
      options,
    );
    const rule = new aws.lb.ListenerRule(
      "web",
      {
        listenerArn: listener.arn,
        priority: 100,
        conditions: [{ pathPattern: { values: ["/*"] } }],
        actions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      },
      options,
    );

    const cluster = new aws.ecs.Cluster(
      "main",
      { settings: [{ name: "containerInsights", value: "enabled" }] },
      options,
    );
    const providers = new aws.ecs.ClusterCapacityProviders(
      "main",
      { clusterName: cluster.name, capacityProviders: ["FARGATE", "FARGATE_SPOT"] },
      options,
    );
    const logGroup = new aws.cloudwatch.LogGroup("web", { retentionInDays: 14 }, options);
    const secret = new aws.secretsmanager.Secret("password", { recoveryWindowInDays: 0 }, options);
    new aws.secretsmanager.SecretVersion(
      "password",
      { secretId: secret.id, secretString: pulumi.secret("swordfish") },
      options,
    );
    const role = new aws.iam.Role("execution", { assumeRolePolicy: TRUST_POLICY }, options);
    new aws.iam.RolePolicy("execution", { role: role.id, policy: readSecret(secret.arn) }, options);

    new aws.ec2.FlowLog(
      "flow",
      {
        vpcId: network.vpc.id,
        trafficType: "ALL",
        logDestination: logGroup.arn,
        iamRoleArn: new aws.iam.Role("flow", { assumeRolePolicy: FLOW_LOGS_TRUST_POLICY }, options).arn,
      },
      options,
    );

    const taskDefinition = new aws.ecs.TaskDefinition(
      "web",
      {
        family: "web",
        cpu: "256",
        memory: "512",
        networkMode: "awsvpc",
        requiresCompatibilities: ["FARGATE"],
        executionRoleArn: role.arn,
        skipDestroy: true,
        containerDefinitions: pulumi.jsonStringify([
          {
            name: "web",
            image,
            essential: true,
            portMappings: [{ containerPort: 8080, name: PORT_NAME, appProtocol: "http" }],
            secrets: [{ name: "PASSWORD", valueFrom: secret.arn }],
            logConfiguration: {
              logDriver: "awslogs",
              options: { "awslogs-group": logGroup.name, "awslogs-region": REGION, "awslogs-stream-prefix": "web" },
            },
          },
        ]),
      },
      options,
    );
    const networkConfiguration = { subnets, securityGroups: [serviceGroup.id], assignPublicIp: true };
    const service = new aws.ecs.Service(
      "web",
      {
        cluster: cluster.arn,
        taskDefinition: taskDefinition.arn,
        desiredCount: 2,
        capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
        forceNewDeployment: true,
        networkConfiguration,
        loadBalancers: [{ targetGroupArn: targetGroup.arn, containerName: "web", containerPort: 8080 }],
        ...discovery(network.vpc.id, options),
        tags: { Service: "web" },
      },
      { provider, dependsOn: [rule, providers, network.natRoute], ignoreChanges: ["desiredCount"] },
    );
    logBucket(options);
    repository(options);
    webAcl(loadBalancer.arn, options);
    certificate(loadBalancer, options);
    watchService(cluster, service, options);
    scaleService({ cluster, service, loadBalancer, targetGroup }, options);
    encryptionKey(options);
    instance({ subnetId: network.subnets[0]!.id, securityGroupId: serviceGroup.id, ready: network.natRoute }, options);
    files({ subnetId: network.subnets[0]!.id, securityGroupId: serviceGroup.id }, options);
    shiftRequests(
      { listener, vpcId: network.vpc.id, cluster, taskDefinition, networkConfiguration },
      [providers],
      options,
    );
    return Promise.resolve({
      url: pulumi.interpolate`http://${loadBalancer.dnsName}`,
      service: service.id,
      password: pulumi.secret("swordfish"),
    });
  };
}

function group(name: string, network: Network, options: pulumi.CustomResourceOptions): aws.ec2.SecurityGroup {
  return new aws.ec2.SecurityGroup(name, { vpcId: network.vpc.id, description: `Traffic of ${name}` }, options);
}

export const TRUST_POLICY = trustPolicy("ecs-tasks.amazonaws.com");
export const FLOW_LOGS_TRUST_POLICY = trustPolicy("vpc-flow-logs.amazonaws.com");

function trustPolicy(service: string): string {
  const statement = { Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
}

function readSecret(secretArn: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: secretArn }],
  });
}
