/** What AWS accepts in networks, from its documents. */
import type { Properties } from "../../model/graph";
import type { TypeLimits } from "./limits";

const EC2 = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference";
const VPC_ID = "vpc-0123456789abcdef0";
const text = (count: number) => "x".repeat(count);

const aclRule = (change: Properties = {}) => ({
  ruleNo: 100,
  action: "allow",
  protocol: "6",
  cidrBlock: "0.0.0.0/0",
  fromPort: 443,
  toPort: 443,
  ...change,
});
const endpointPolicy = (statement: Properties) =>
  JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*", ...statement }] });
const aclRules = (count: number) => Array.from({ length: count }, (_, index) => aclRule({ ruleNo: index + 1 }));

export const LIMITS_OF_NETWORKS: { readonly [type: string]: TypeLimits } = {
  "aws:ec2/flowLog:FlowLog": {
    valid: {
      vpcId: VPC_ID,
      trafficType: "ALL",
      logDestination: "arn:aws:logs:eu-central-1:123456789012:log-group:flow",
      iamRoleArn: "arn:aws:iam::123456789012:role/flow",
    },
    limits: [
      ["trafficType", `${EC2}/API_CreateFlowLogs.html`, ["ACCEPT", "REJECT"], ["all", null]],
      ["maxAggregationInterval", `${EC2}/API_CreateFlowLogs.html`, [60, 600], [0, 300]],
      // To S3 no role may be given.
      ["logDestinationType", `${EC2}/API_CreateFlowLogs.html`, ["cloud-watch-logs"], ["cloudwatch", "s3"]],
      ["destinationOptions", `${EC2}/API_DestinationOptionsRequest.html`, [null], [{ fileFormat: "parquet" }]],
      ["logDestination", `${EC2}/API_CreateFlowLogs.html`, ["arn:aws:s3:::flow"], ["flow", null]],
      [
        "iamRoleArn",
        "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html",
        ["arn:aws:iam::123456789012:role/x/flow"],
        ["arn:aws:iam::123456789012:user/flow", null],
      ],
      ["vpcId", `${EC2}/API_CreateFlowLogs.html`, ["vpc-01234567"], ["subnet-01234567", null]],
      ["subnetId", `${EC2}/API_CreateFlowLogs.html`, [null], ["subnet-01234567"]],
    ],
  },
  "aws:ec2/networkAcl:NetworkAcl": {
    valid: { vpcId: VPC_ID, ingress: [aclRule()], egress: [aclRule()] },
    limits: [
      ["vpcId", `${EC2}/API_CreateNetworkAcl.html`, ["vpc-01234567"], ["subnet-01234567", null]],
      [
        "ingress",
        "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
        [[], aclRules(19)],
        [aclRules(20)],
      ],
      [
        "egress",
        `${EC2}/API_CreateNetworkAclEntry.html`,
        [
          [aclRule({ ruleNo: 1 }), aclRule({ ruleNo: 32766 })],
          [aclRule({ action: "deny", protocol: "-1", fromPort: 0, toPort: 0 })],
          [aclRule({ protocol: "tcp", fromPort: 1024, toPort: 65535 })],
          [aclRule({ cidrBlock: null, ipv6CidrBlock: "::/0" })],
          [
            ...aclRules(19),
            ...Array.from({ length: 19 }, (_, i) =>
              aclRule({ ruleNo: 200 + i, cidrBlock: null, ipv6CidrBlock: "::/0" }),
            ),
          ],
          [aclRule({ protocol: "1", fromPort: 0, toPort: 0, icmpType: 3, icmpCode: 4 })],
        ],
        [
          [aclRule({ ruleNo: 0 })],
          [aclRule({ ruleNo: 32767 })],
          [aclRule(), aclRule({ action: "deny" })],
          [aclRule({ action: "reject" })],
          [aclRule({ protocol: "https" })],
          [aclRule({ protocol: "-1" })],
          [aclRule({ fromPort: 444 })],
          [aclRule({ toPort: 65536 })],
          [aclRule({ cidrBlock: "10.0.0.1/8" })],
          [aclRule({ ipv6CidrBlock: "::/0" })],
          [aclRule({ cidrBlock: null, ipv6CidrBlock: "2001:db8::1/64" })],
          Array.from({ length: 20 }, (_, i) => aclRule({ ruleNo: i + 1, cidrBlock: null, ipv6CidrBlock: "::/0" })),
        ],
      ],
    ],
  },
  "aws:ec2/natGateway:NatGateway": {
    valid: { subnetId: "subnet-0123456789abcdef0", allocationId: "eipalloc-0123456789abcdef0" },
    limits: [
      ["allocationId", `${EC2}/API_CreateNatGateway.html`, ["eipalloc-01234567"], ["eip-01234567", null]],
      ["subnetId", `${EC2}/API_CreateNatGateway.html`, ["subnet-01234567"], [null]],
      ["connectivityType", `${EC2}/API_CreateNatGateway.html`, ["public", "private"], ["none"]],
      ["availabilityMode", `${EC2}/API_CreateNatGateway.html`, ["zonal", null], ["regional", "global"]],
      [
        "availabilityZoneAddresses",
        `${EC2}/API_CreateNatGateway.html`,
        [null],
        [[{ availabilityZone: "eu-central-1a", allocationIds: ["eipalloc-0123456789abcdef0"] }]],
      ],
    ],
  },
  "aws:ec2/route:Route": {
    valid: {
      routeTableId: "rtb-0123456789abcdef0",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "igw-0123456789abcdef0",
    },
    limits: [
      ["gatewayId", `${EC2}/API_CreateRoute.html`, ["igw-01234567", "local"], ["nat-01234567", null]],
      ["natGatewayId", `${EC2}/API_CreateRoute.html`, [null], ["nat-01234567"]],
      ["egressOnlyGatewayId", `${EC2}/API_CreateRoute.html`, [null], ["eigw-01234567"]],
      ["destinationIpv6CidrBlock", `${EC2}/API_CreateRoute.html`, [null], ["::/0", "2001:db8::1/64"]],
      ["destinationCidrBlock", `${EC2}/API_CreateRoute.html`, ["10.0.0.0/8", "10.1.2.3/32"], ["10.1.2.3/8", null]],
    ],
  },
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": {
    valid: { vpcId: VPC_ID },
    limits: [["vpcId", `${EC2}/API_CreateEgressOnlyInternetGateway.html`, ["vpc-01234567"], ["igw-01234567", null]]],
  },
  "aws:ec2/routeTableAssociation:RouteTableAssociation": {
    valid: {
      routeTableId: "rtb-0123456789abcdef0",
      subnetId: "subnet-0123456789abcdef0",
    },
    limits: [
      ["subnetId", `${EC2}/API_AssociateRouteTable.html`, ["subnet-01234567"], ["vpc-01234567", null]],
      ["gatewayId", `${EC2}/API_AssociateRouteTable.html`, [null], ["igw-01234567"]],
    ],
  },
  "aws:ec2/securityGroup:SecurityGroup": {
    valid: { vpcId: VPC_ID },
    limits: [
      ["name", `${EC2}/API_CreateSecurityGroup.html`, [text(255), "a b_c"], [text(256), "sg-web", "ä", ""]],
      ["description", `${EC2}/API_CreateSecurityGroup.html`, [text(255), "a/b (c)"], [text(256), "a → b"]],
    ],
  },
  "aws:ec2/subnet:Subnet": {
    valid: { vpcId: VPC_ID, cidrBlock: "10.0.0.0/24" },
    limits: [
      ["cidrBlock", `${EC2}/API_CreateSubnet.html`, ["10.0.0.0/16", "10.0.0.0/28"], ["10.0.0.0/29", "10.0.0.0/15"]],
      ["ipv6CidrBlock", `${EC2}/API_CreateSubnet.html`, ["2001:db8::/64"], ["2001:db8::/65", "2001:db8::1/64"]],
      [
        "availabilityZone",
        `${EC2}/API_CreateSubnet.html`,
        ["eu-central-1a", "eu-central-1c"],
        ["eu-central-1d", "us-east-1a"],
      ],
      ["availabilityZoneId", `${EC2}/API_CreateSubnet.html`, ["euc1-az1"], ["euc1-az9"]],
      ["vpcId", `${EC2}/API_CreateSubnet.html`, [VPC_ID, "vpc-01234567"], ["subnet-01234567", "vpc-xyz", null]],
    ],
  },
  "aws:ec2/vpc:Vpc": {
    valid: { cidrBlock: "10.0.0.0/16" },
    limits: [
      [
        "cidrBlock",
        `${EC2}/API_CreateVpc.html`,
        ["10.0.0.0/16", "10.0.0.0/28"],
        ["10.0.0.0/15", "10.0.0.0/29", "10.0.0.1/16", "10.0.0.0", "127.0.0.0/16", null],
      ],
      ["instanceTenancy", `${EC2}/API_CreateVpc.html`, ["default", "dedicated"], ["host"]],
    ],
  },
  "aws:ec2/vpcEndpoint:VpcEndpoint": {
    valid: { vpcId: VPC_ID, serviceName: "com.amazonaws.eu-central-1.s3" },
    limits: [
      [
        "serviceName",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
        ["com.amazonaws.eu-central-1.dynamodb"],
        ["com.amazonaws.eu-central-1.logs", "S3"],
      ],
      ["subnetIds", `${EC2}/API_CreateVpcEndpoint.html`, [[], null], [["subnet-01234567"]]],
      [
        "policy",
        "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
        [endpointPolicy({ Principal: "*" }), endpointPolicy({ Principal: "*", Sid: "x".repeat(20_000) })],
        [endpointPolicy({}), endpointPolicy({ Principal: "*", Sid: "x".repeat(20_480) }), "all", "{}"],
      ],
      ["vpcEndpointType", `${EC2}/API_CreateVpcEndpoint.html`, ["Gateway", "Interface"], ["gateway"]],
    ],
  },
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": {
    valid: {
      securityGroupId: "sg-0123456789abcdef0",
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "tcp",
      fromPort: 80,
      toPort: 80,
    },
    limits: [
      ["toPort", `${EC2}/API_AuthorizeSecurityGroupIngress.html`, [80, 65535], [79, 65536, null]],
      ["ipProtocol", `${EC2}/API_AuthorizeSecurityGroupIngress.html`, ["tcp", "udp", "6"], ["-1", "http", null]],
      ["cidrIpv4", `${EC2}/API_AuthorizeSecurityGroupIngress.html`, ["10.0.0.0/8"], ["10.0.0.1/8", "0.0.0.0", null]],
      ["referencedSecurityGroupId", `${EC2}/API_AuthorizeSecurityGroupIngress.html`, [null], ["sg-0123456789abcdef1"]],
      ["description", `${EC2}/API_IpRange.html`, [text(255)], [text(256), "a → b"]],
    ],
  },
};
