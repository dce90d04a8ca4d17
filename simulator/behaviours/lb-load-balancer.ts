/** Application and Network Load Balancers. */
import { Ipv4Cidr } from "../../model/ipv4-cidr";
import { LOAD_BALANCER_NAME } from "../../model/names";
import { LOAD_BALANCER_SUBNET } from "../../model/vpc";
import type { Behaviour, CreatedResource, NewResource } from "../behaviour";
import { countItems, isSet, isTrue, isUnknownAt, text, texts } from "../read";
import { integer, named, oneOf } from "../rules";
import { arnOf, LOAD_BALANCER, refuseIf, SECURITY_GROUP, SUBNET } from "./common";
import { attachedGateway } from "./ec2-vpc";
import { refuseUnwritableAccessLogs } from "./lb-access-logs";
import { checkLoadBalancerType, keepsSecurityGroups } from "./lb-network";
import { HOSTED_ZONE_IDS } from "./lb-hosted-zones";

const SUBNET_PATHS = ["subnets[]", "subnetMappings[].subnetId"];

export const loadBalancer: Behaviour = {
  type: LOAD_BALANCER,
  sources: [
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html",
  ],
  taggable: true,
  autoName: { property: "name", maxLength: 32 },
  defaults: {
    clientKeepAlive: 3600,
    desyncMitigationMode: "defensive",
    dnsRecordClientRoutingPolicy: "any_availability_zone",
    enableHttp2: true,
    idleTimeout: 60,
    loadBalancerType: "application",
    xffHeaderProcessingMode: "append",
  },
  rules: {
    clientKeepAlive: integer(60, 604_800),
    desyncMitigationMode: oneOf("monitor", "defensive", "strictest"),
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: oneOf("on", "off"),
    idleTimeout: integer(1, 4000),
    ipAddressType: oneOf("ipv4", "dualstack", "dualstack-without-public-ipv4"),
    loadBalancerType: oneOf("application", "network", "gateway"),
    name: named(LOAD_BALANCER_NAME),
    xffHeaderProcessingMode: oneOf("append", "preserve", "remove"),
  },
  check: (inputs, refuse) => {
    const given = ["subnets", "subnetMappings"].filter((name) => isSet(inputs, name));
    if (given.length !== 1) refuse("subnets", "Either subnets or subnetMappings is needed.");
    const isApplication = text(inputs, "loadBalancerType") === "application";
    const subnets = countItems(inputs, "subnets[]") + countItems(inputs, "subnetMappings[]");
    const isCountKnown = !isUnknownAt(inputs, "subnets") && !isUnknownAt(inputs, "subnetMappings");
    if (isApplication && isCountKnown && given.length === 1 && subnets < 2) {
      refuse("subnets", "At least two subnets in two different Availability Zones must be specified.");
    }
    checkLoadBalancerType(inputs, refuse);
    if (countItems(inputs, "securityGroups[]") > 5) {
      refuse("securityGroups", "A load balancer has at most 5 security groups.");
    }
  },
  references: [
    ...SUBNET_PATHS.map((path) => ({ path, type: SUBNET, notFound: "SubnetNotFound", holds: true })),
    { path: "securityGroups[]", type: SECURITY_GROUP, notFound: "InvalidSecurityGroup", holds: true },
  ],
  replaceOn: [
    "customerOwnedIpv4Pool",
    "internal",
    "loadBalancerType",
    "name",
    "namePrefix",
    "region",
    { path: "securityGroups", unless: keepsSecurityGroups },
  ],
  conflicts: (resource) => {
    refuseConflicts(resource);
    refuseUnwritableAccessLogs(resource);
  },
  undeletable: ({ inputs, id }) =>
    refuseIf(
      isTrue(inputs, "enableDeletionProtection"),
      "OperationNotPermitted",
      `Load balancer '${id}' cannot be deleted because deletion protection is enabled`,
    ),
  id: loadBalancerArn,
  implied: {
    dropInvalidHeaderFields: false,
    enableCrossZoneLoadBalancing: false,
    enableDeletionProtection: false,
    enableTlsVersionAndCipherSuiteHeaders: false,
    enableWafFailOpen: false,
    enableXffClientPort: false,
    enableZonalShift: false,
    preserveHostHeader: false,
  },
  computed: {
    arn: ({ id }) => id,
    arnSuffix: ({ id }) => id.slice(id.indexOf(":loadbalancer/") + ":loadbalancer/".length),
    dnsName,
    enablePrefixForIpv6SourceNat: () => "",
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: ({ inputs }) =>
      text(inputs, "loadBalancerType") === "network" && isSet(inputs, "securityGroups") ? "on" : "",
    internal: () => false,
    ipAddressType: () => "ipv4",
    namePrefix: () => "",
    secondaryIpsAutoAssignedPerSubnet: () => 0,
    // Without groups of its own an Application Load Balancer gets the VPC's default group; that is the id AWS shows.
    securityGroups: () => [],
    subnetMappings: ({ inputs }) => texts(inputs, "subnets[]").map((subnetId) => ({ subnetId })),
    subnets: ({ inputs }) => texts(inputs, "subnetMappings[].subnetId"),
    vpcId: ({ inputs, world }) => text(world.find(SUBNET, subnetIds(inputs)[0])?.outputs ?? {}, "vpcId") ?? "",
    zoneId: ({ account, inputs }) =>
      HOSTED_ZONE_IDS[account.region]?.[text(inputs, "loadBalancerType") ?? "application"] ?? "",
  },
};

function subnetIds(inputs: NewResource["inputs"]): string[] {
  return SUBNET_PATHS.flatMap((path) => texts(inputs, path));
}

/** Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html */
function loadBalancerArn(resource: NewResource): string {
  const kinds: { readonly [type: string]: string } = { application: "app", network: "net", gateway: "gwy" };
  const kind = kinds[text(resource.inputs, "loadBalancerType") ?? ""] ?? "app";
  return arnOf(
    resource,
    "elasticloadbalancing",
    `loadbalancer/${kind}/${text(resource.inputs, "name")}/${resource.hex(16)}`,
  );
}

/** Source: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html */
function dnsName({ inputs, account, id, hex }: CreatedResource): string {
  const [name, suffix] = [
    text(inputs, "name") ?? "",
    account.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
  ];
  if (text(inputs, "loadBalancerType") === "network") {
    return `${name}-${id.slice(-16)}.elb.${account.region}.${suffix}`;
  }
  const digits = String(parseInt(hex(8, "dns"), 16)).padStart(10, "1");
  return `${isTrue(inputs, "internal") ? "internal-" : ""}${name}-${digits}.${account.region}.elb.${suffix}`;
}

function refuseConflicts({ inputs, world, existingId }: NewResource): void {
  const name = text(inputs, "name");
  const taken = world.all(LOAD_BALANCER).some(({ id, inputs: other }) => id !== existingId && other.name === name);
  refuseIf(
    taken,
    "DuplicateLoadBalancerName",
    `A load balancer with the same name '${name}' exists, but with different settings`,
  );
  const subnets = subnetIds(inputs).flatMap((id) => world.find(SUBNET, id) ?? []);
  const zones = subnets.map(({ outputs }) => text(outputs, "availabilityZone"));
  refuseIf(
    new Set(zones).size < zones.length,
    "InvalidConfigurationRequest",
    "A load balancer cannot be attached to multiple subnets in the same Availability Zone",
  );
  const vpcId = text(subnets[0]?.outputs ?? {}, "vpcId");
  refuseIf(
    subnets.some(({ outputs }) => outputs.vpcId !== vpcId),
    "InvalidConfigurationRequest",
    "All subnets must be in the same VPC",
  );
  const small = subnets.find(({ inputs: subnet }) => {
    const range = Ipv4Cidr.parse(text(subnet, "cidrBlock") ?? "");
    return typeof range !== "string" && range.prefixLength > LOAD_BALANCER_SUBNET.narrowestPrefixLength;
  });
  refuseIf(
    small !== undefined,
    "InvalidSubnet",
    `Not enough IP space available in ${small?.id}. ELB requires at least ${LOAD_BALANCER_SUBNET.freeAddresses} free IP addresses in each subnet.`,
  );
  const withoutIpv6 = subnets.find(({ outputs }) => (text(outputs, "ipv6CidrBlock") ?? "") === "");
  refuseIf(
    (text(inputs, "ipAddressType") ?? "ipv4") !== "ipv4" && withoutIpv6 !== undefined,
    "InvalidConfigurationRequest",
    `You must specify subnets with an associated IPv6 CIDR block: ${withoutIpv6?.id} has none`,
  );
  const foreign = texts(inputs, "securityGroups[]").find(
    (id) => text(world.find(SECURITY_GROUP, id)?.outputs ?? {}, "vpcId") !== vpcId,
  );
  refuseIf(foreign !== undefined, "InvalidConfigurationRequest", `One or more security groups are invalid: ${foreign}`);
  refuseIf(
    !isTrue(inputs, "internal") && !attachedGateway({ world }, vpcId),
    "InvalidSubnet",
    `VPC ${vpcId} has no internet gateway`,
  );
}
