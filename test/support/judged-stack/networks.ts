import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ACCOUNT, either, later, POLICY_CANARY, type Surroundings } from "./surroundings";
import type { Storage } from "./storage";

export interface Networks {
  readonly vpc: aws.ec2.Vpc;
  readonly subnets: readonly aws.ec2.Subnet[];
  readonly gateway: aws.ec2.InternetGateway;
  readonly group: aws.ec2.SecurityGroup;
}

/** VPCs with their groups, flow logs, subnets, routes and machines. */
export function judgedNetworks(surroundings: Surroundings, { logs, logsPolicy }: Storage): Networks {
  const { options, tags } = surroundings;
  const [vpc, twin, opened] = ["vpc", "twin", "opened"].map((name) => {
    return new aws.ec2.Vpc(name, { cidrBlock: "10.0.0.0/16", tags }, options);
  }) as [aws.ec2.Vpc, aws.ec2.Vpc, aws.ec2.Vpc];

  new aws.ec2.DefaultSecurityGroup(
    "closed-default",
    { vpcId: either(vpc.id, twin.id), ingress: [], egress: [], tags },
    options,
  );
  const everything = { protocol: "-1", fromPort: 0, toPort: 0, self: true };
  new aws.ec2.DefaultSecurityGroup(
    "open-default",
    { vpcId: opened.id, ingress: [everything], egress: [], tags },
    options,
  );
  new aws.ec2.FlowLog(
    "all",
    {
      vpcId: either(vpc.id, twin.id),
      trafficType: "ALL",
      logDestinationType: "s3",
      logDestination: logs.arn,
      tags,
    },
    { ...options, dependsOn: logsPolicy },
  );
  const accepted = { trafficType: "ACCEPT", logDestinationType: "s3", logDestination: logs.arn };
  new aws.ec2.FlowLog("accepted", { vpcId: opened.id, ...accepted, tags }, { ...options, dependsOn: logsPolicy });

  const gateway = new aws.ec2.InternetGateway("untagged", { vpcId: vpc.id }, options);
  new aws.ec2.InternetGateway("tagged-later", { tags: { owner: vpc.arn } }, options);
  const subnets = ["a", "b", "c"].map((zone, index) => {
    const place = { vpcId: vpc.id, availabilityZone: `eu-central-1${zone}`, cidrBlock: `10.0.${index}.0/24` };
    return new aws.ec2.Subnet(`subnet-${zone}`, { ...place, tags: { ...tags, tier: "private" } }, options);
  });
  judgedRoutes(surroundings, vpc, gateway, subnets);
  judgedAcls(surroundings, vpc);
  judgedEndpoints(surroundings, vpc, twin);
  const group = judgedGroups(surroundings, vpc);
  judgedMachines(surroundings, vpc, subnets[0]!, group);
  return { vpc, subnets, gateway, group };
}

function judgedMachines(
  { options, tags }: Surroundings,
  vpc: aws.ec2.Vpc,
  subnet: aws.ec2.Subnet,
  group: aws.ec2.SecurityGroup,
): void {
  const machine = (name: string, encrypted: pulumi.Input<boolean>) => {
    const args: aws.ec2.InstanceArgs = {
      ami: "ami-0123456789abcdef0",
      instanceType: "t4g.nano",
      subnetId: subnet.id,
      vpcSecurityGroupIds: [group.id],
      associatePublicIpAddress: false,
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { encrypted },
      tags,
    };
    return new aws.ec2.Instance(name, args, options);
  };
  const good = machine("machine", true);
  machine("plain-machine", false);
  machine("machine-later", later(vpc.arn, true));
  new aws.ec2.Eip("machine-address", { domain: "vpc", instance: good.id, tags }, options);
}

function judgedRoutes(
  { options, tags }: Surroundings,
  vpc: aws.ec2.Vpc,
  gateway: aws.ec2.InternetGateway,
  subnets: readonly aws.ec2.Subnet[],
): void {
  const table = (name: string) => new aws.ec2.RouteTable(name, { vpcId: vpc.id, tags }, options).id;
  const [inside, outside] = [table("inside"), table("outside")];
  const destination = { routeTableId: outside, destinationCidrBlock: "0.0.0.0/0" };
  new aws.ec2.Route("outside", { ...destination, gatewayId: gateway.id }, options);
  const pods = (name: string, subnetIds: pulumi.Input<string>[]) => {
    const podExecutionRoleArn = `arn:aws:iam::${ACCOUNT}:role/pods`;
    const args = { clusterName: "shop", podExecutionRoleArn, selectors: [{ namespace: "shop" }], subnetIds, tags };
    new aws.eks.FargateProfile(name, args, options);
  };
  pods("private-pods", [subnets[0]!.id]);
  pods("public-pods", [subnets[1]!.id]);
  const tables = { kept: inside, leaking: outside, "kept-after-all": either(inside, outside) };
  Object.entries(tables).forEach(([name, routeTableId], index) => {
    new aws.ec2.RouteTableAssociation(name, { subnetId: subnets[index]!.id, routeTableId }, options);
  });
}

function judgedAcls({ options, tags }: Surroundings, vpc: aws.ec2.Vpc): void {
  const acl = (name: string, cidrBlock: pulumi.Input<string>) => {
    const ingress = [{ ruleNo: 100, action: "allow", protocol: "6", cidrBlock, fromPort: 22, toPort: 22 }];
    // AWS would choose no subnets either, but a first preview could not tell.
    return new aws.ec2.NetworkAcl(name, { vpcId: vpc.id, subnetIds: [], ingress, tags }, options);
  };
  acl("open-acl", "0.0.0.0/0");
  acl("acl-from-inside", "10.0.0.0/16");
  acl("acl-later", pulumi.interpolate`${new aws.ec2.Eip("acl-address", { domain: "vpc", tags }, options).publicIp}/32`);
}

function judgedEndpoints({ options, tags }: Surroundings, vpc: aws.ec2.Vpc, twin: aws.ec2.Vpc): void {
  const endpoint = (name: string, service: string, vpcId: pulumi.Input<string>, policy?: pulumi.Input<string>) => {
    const serviceName = `com.amazonaws.eu-central-1.${service}`;
    new aws.ec2.VpcEndpoint(name, { vpcId, serviceName, routeTableIds: [], policy, tags }, options);
  };
  const ownOnly = (account: string) => {
    const Condition = { StringEquals: { "aws:PrincipalAccount": account } };
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition }];
    return JSON.stringify({ Version: "2012-10-17", Statement });
  };
  endpoint("own-way", "s3", vpc.id, ownOnly(ACCOUNT));
  endpoint("own-way-of-either", "s3", either(vpc.id, twin.id), vpc.ownerId.apply(ownOnly));
  endpoint("open-way", "dynamodb", vpc.id);
}

function judgedGroups({ options, tags }: Surroundings, vpc: aws.ec2.Vpc): aws.ec2.SecurityGroup {
  const ssh = { protocol: "tcp", fromPort: 22, toPort: 22 };
  const group = (name: string, ingress: aws.types.input.ec2.SecurityGroupIngress[], ignoreChanges: string[] = []) => {
    const args = { vpcId: vpc.id, description: name, ingress, tags };
    return new aws.ec2.SecurityGroup(name, args, { ...options, ignoreChanges });
  };
  group("open", [{ ...ssh, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"], description: POLICY_CANARY }]);
  group("ignored", [], ["ingress[0].cidrBlocks", "tags"]);
  const closed = group("closed", [{ ...ssh, cidrBlocks: [vpc.cidrBlock], description: "From inside" }]);
  const desktopRule = (name: string, cidrIpv4: pulumi.Input<string>, description?: string) => {
    const ports = { ipProtocol: "tcp", fromPort: 3389, toPort: 3389 };
    const args = { securityGroupId: closed.id, ...ports, cidrIpv4, description, tags };
    return new aws.vpc.SecurityGroupIngressRule(name, args, options);
  };
  const address = new aws.ec2.Eip("address", { domain: "vpc", tags }, options);
  desktopRule("open-rule", "0.0.0.0/0");
  desktopRule("rule-later", pulumi.interpolate`${address.publicIp}/32`, "From one address");
  const egressRule = (name: string, cidrIpv4: pulumi.Input<string>) => {
    const args = { securityGroupId: closed.id, ipProtocol: "-1", cidrIpv4, description: "To everywhere", tags };
    return new aws.vpc.SecurityGroupEgressRule(name, args, options);
  };
  egressRule("open-egress", "0.0.0.0/0");
  egressRule("egress-later", pulumi.interpolate`${address.publicIp}/32`);
  return closed;
}
