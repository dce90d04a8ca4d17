import { INSTANCE, LAUNCH_TEMPLATE } from "../../model/type-tokens";
import type { Remedy, ResourceControl } from "../control";
import { isNamedLike, TEXTS } from "../named";
import type { Reader } from "../reader";
import { equalsAny, isFalse, isPresent, judgeRequirements } from "../requirements";
import { allOf, anyOf, failIf, type Finding, type Judged, negate, NotApplicable } from "../verdict";

/** What gives an Elastic IP address to somebody, by the properties that name an instance or its network interface. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/eip:Eip": ["instance", "networkInterface"],
  "aws:ec2/eipAssociation:EipAssociation": ["instanceId", "networkInterfaceId"],
};
/** What decides in which subnet an instance starts. */
const PLACES = ["subnetId", "primaryNetworkInterface", "networkInterfaces", "launchTemplate"];

type PublicSettings = { readonly publicInstances: readonly string[] };

const NAT: PublicSettings = { publicInstances: ["*nat-instance*"] };

export const ec2_9: ResourceControl<PublicSettings> = {
  id: "EC2.9",
  alsoCovers: ["EC2.25"],
  policy: "ec2-9",
  title: "EC2 instances have no public addresses",
  pack: "security",
  severity: "high",
  frameworks: [
    { name: "AWS FSBP", id: "EC2.9" },
    { name: "AWS FSBP", id: "EC2.25" },
  ],
  rationale:
    "What has a public address is tried for holes all day. What should be reached is behind a load balancer. An Elastic IP " +
    "address counts like one that AWS gives by itself; those of NAT gateways and load balancers are no instance's. An " +
    "instance that names no subnet starts in the account's default VPC, where it gets an address unless it is told not to; " +
    "for named subnets that is EC2.15's business. An instance that has to be public, such as one that stands in for a NAT " +
    "gateway, is told by its name in the program.",
  remediation:
    "Set `associatePublicIpAddress` to false, remove the Elastic IP address, or name the instance and the address in the " +
    "policy's configuration.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-9",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [INSTANCE, LAUNCH_TEMPLATE, ...Object.keys(ADDRESSES)],
  phase: "resource",
  // AWS replaces an instance, and an Elastic IP address is there for nothing else.
  remedy: (_settings, type): Remedy =>
    type === LAUNCH_TEMPLATE ? { "networkInterfaces[].associatePublicIpAddress": "false" } : {},
  settings: {
    properties: {
      publicInstances: {
        ...TEXTS,
        description:
          "The names that instances with a public address, and their Elastic IP addresses, have in the program, where `*` " +
          "stands for any text.",
      },
    },
    presets: { dev: NAT, prod: NAT },
  },
  equivalents: {
    checkov: ["CKV_AWS_88"],
    cdkNag: ["EC2InstanceNoPublicIp"],
    awsguard: ["ec2-instance-no-public-ip"],
    pulumi: ["disallowPublicIp"],
  },

  judge(resource, { publicInstances }): Judged {
    const { type, properties } = resource;
    if (isNamedLike(resource, publicInstances)) {
      return new NotApplicable("The configuration says that this instance is meant to be public.");
    }
    const holders = ADDRESSES[type];
    if (holders !== undefined) return judgeAddress(properties, holders);
    return [...judgeSwitches(properties), ...(type === INSTANCE ? judgePlace(properties) : [])];
  },
};

function judgeSwitches(properties: Reader): readonly Finding[] {
  return judgeRequirements(properties, [
    { path: "associatePublicIpAddress", is: isFalse(), problem: "is true, so the instance has a public address" },
    {
      path: "networkInterfaces[].associatePublicIpAddress",
      is: isFalse(),
      problem: "is true, so each instance has a public address",
    },
  ]);
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html */
function judgePlace(properties: Reader): readonly Finding[] {
  const asked = properties.get("associatePublicIpAddress");
  if (!asked.isAbsent()) return [];
  const placed = anyOf(PLACES.map((name) => isPresent(properties.get(name))));
  return failIf(negate(placed), asked.path, "is left to the default VPC, which gives public addresses", "default VPC");
}

function judgeAddress(properties: Reader, holders: readonly string[]): Judged {
  const named = holders.map((name) => {
    const holder = properties.get(name);
    return { name, truth: allOf([isPresent(holder), negate(equalsAny(holder, [""]))]) };
  });
  if (named.every(({ truth }) => truth === false)) {
    return new NotApplicable("The address is not given to an instance.");
  }
  return named.flatMap(({ name, truth }) => failIf(truth, name, "gives an instance a public address", name));
}
