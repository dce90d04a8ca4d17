/** Security groups and their rules. */
import type { Properties } from "../../model/graph";
import { SECURITY_GROUP_RULES } from "../../model/vpc";
import type { Behaviour, NewResource } from "../behaviour";
import { isSet, number, text } from "../read";
import { all, cidr, integer, ipv6Cidr, length, matching, resourceId } from "../rules";
import * as common from "./common";
import { arnOf, DEFAULT_SECURITY_GROUP, ec2Arn, ec2Id, ownerId, refuseIf, SECURITY_GROUP, VPC } from "./common";

const GROUP_SOURCE = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html";

const groupText = all(
  length(0, 255),
  matching(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]*$/, "Text of letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*"),
);

const securityGroup: Behaviour = {
  type: SECURITY_GROUP,
  sources: [GROUP_SOURCE, "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DeleteSecurityGroup.html"],
  taggable: true,
  autoName: { property: "name", maxLength: 255 },
  // The provider's own text: AWS wants a description, which can't be changed later.
  defaults: { description: "Managed by Pulumi" },
  rules: {
    name: all(length(1, 255), groupText, matching(/^(?!sg-)/i, 'A name that does not start with "sg-"')),
    description: groupText,
    vpcId: resourceId("vpc"),
  },
  references: [{ path: "vpcId", type: VPC, notFound: "InvalidVpcID.NotFound", holds: true }],
  replaceOn: ["description", "name", "namePrefix", "region", "vpcId"],
  conflicts: ({ inputs, world, existingId }) => {
    const taken = world
      .all(SECURITY_GROUP)
      .some(({ id, outputs }) => id !== existingId && outputs.vpcId === inputs.vpcId && outputs.name === inputs.name);
    refuseIf(
      taken || text(inputs, "name") === "default",
      "InvalidGroup.Duplicate",
      `The security group '${text(inputs, "name")}' already exists for VPC '${text(inputs, "vpcId")}'`,
    );
  },
  id: ec2Id("sg"),
  implied: { revokeRulesOnDelete: false },
  // The provider removes the rule that allows all egress, which AWS adds to each new group.
  computed: {
    arn: ec2Arn("security-group"),
    egress: () => [],
    ingress: () => [],
    namePrefix: () => "",
    ownerId,
    vpcId: () => "",
  },
  inUse: { code: "DependencyViolation", sentence: ({ id }) => `resource ${id} has a dependent object` },
};

/** The group that each VPC comes with: the resource takes it over, with no other rules than the given ones. */
const defaultSecurityGroup: Behaviour = {
  type: DEFAULT_SECURITY_GROUP,
  sources: [
    "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/default_security_group.html.markdown",
  ],
  taggable: true,
  rules: { vpcId: resourceId("vpc") },
  // It goes with the VPC, so it does not hold it.
  references: [{ path: "vpcId", type: VPC, notFound: "InvalidVpcID.NotFound" }],
  replaceOn: ["region", "vpcId"],
  id: ({ inputs, world, hex }) =>
    text(world.find(VPC, text(inputs, "vpcId"))?.outputs ?? {}, "defaultSecurityGroupId") ?? `sg-${hex(17)}`,
  implied: { revokeRulesOnDelete: false },
  computed: {
    arn: ec2Arn("security-group"),
    description: () => "default VPC security group",
    egress: () => [],
    ingress: () => [],
    name: () => "default",
    namePrefix: () => "",
    ownerId,
    vpcId: () => "",
  },
};

const PEERS = ["cidrIpv4", "cidrIpv6", "prefixListId", "referencedSecurityGroupId"];

function ruleBehaviour(type: string, sources: readonly string[]): Behaviour {
  return {
    type,
    sources: [...sources, "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroupRule.html"],
    taggable: true,
    required: ["ipProtocol", "securityGroupId"],
    rules: {
      cidrIpv4: cidr(0, 32),
      cidrIpv6: ipv6Cidr(0, 128),
      description: groupText,
      fromPort: integer(-1, 65535),
      ipProtocol: matching(
        /^(-1|tcp|udp|icmp|icmpv6|\d{1,3})$/,
        "tcp, udp, icmp, icmpv6, a protocol's number, or -1 for all",
      ),
      prefixListId: matching(/^pl-[0-9a-f]+$/, "An id such as pl-0123abcd"),
      referencedSecurityGroupId: matching(/^(\d{12}\/)?sg-[0-9a-f]+$/, "An id such as sg-0123456789abcdef0"),
      securityGroupId: resourceId("sg"),
      toPort: integer(-1, 65535),
    },
    check: checkRule,
    references: [
      { path: "securityGroupId", type: SECURITY_GROUP, notFound: "InvalidGroup.NotFound" },
      {
        path: "referencedSecurityGroupId",
        type: SECURITY_GROUP,
        notFound: "InvalidGroup.NotFound",
        // A group's own rules go with it, also where they refer to the group itself.
        holds: (inputs, heldId) => inputs.securityGroupId !== heldId,
      },
    ],
    replaceOn: ["region", "securityGroupId"],
    conflicts: (resource) => refuseDuplicate(type, resource),
    id: ec2Id("sgr"),
    computed: {
      arn: (resource) => arnOf(resource, "ec2", `security-group-rule/${resource.id}`),
      securityGroupRuleId: ({ id }) => id,
    },
  };
}

function checkRule(inputs: Properties, refuse: (property: string, reason: string) => void): void {
  const peers = PEERS.filter((name) => isSet(inputs, name));
  if (peers.length !== 1) {
    refuse(peers[1] ?? "", `A rule has exactly one of ${PEERS.join(", ")}; this one has ${peers.length}.`);
  }
  const protocol = text(inputs, "ipProtocol");
  const [from, to] = [number(inputs, "fromPort"), number(inputs, "toPort")];
  if (protocol === "-1" && (from !== undefined || to !== undefined)) {
    refuse("fromPort", "Protocol -1 means all ports: fromPort and toPort must not be set.");
  }
  if (protocol === "tcp" || protocol === "udp") {
    if (!isSet(inputs, "fromPort") || !isSet(inputs, "toPort"))
      refuse("fromPort", `Protocol ${protocol} needs fromPort and toPort.`);
    if (from !== undefined && to !== undefined && from > to) refuse("toPort", "It is lower than fromPort.");
  }
}

function refuseDuplicate(type: string, { inputs, world, existingId }: NewResource): void {
  const siblings = world
    .all(type)
    .filter((other) => other.id !== existingId && other.inputs.securityGroupId === inputs.securityGroupId);
  const same = (other: Properties) =>
    [...PEERS, "fromPort", "ipProtocol", "toPort"].every((name) => other[name] === inputs[name]);
  const twin = siblings.find((other) => same(other.inputs));
  refuseIf(
    twin !== undefined,
    "InvalidPermission.Duplicate",
    `the specified rule already exists in ${text(inputs, "securityGroupId")}: ${twin?.id}`,
  );
  refuseIf(
    siblings.length >= SECURITY_GROUP_RULES,
    "RulesPerSecurityGroupLimitExceeded",
    `The maximum number of rules per security group has been reached: ${SECURITY_GROUP_RULES}`,
  );
}

export const EC2_SECURITY_GROUPS: readonly Behaviour[] = [
  securityGroup,
  defaultSecurityGroup,
  ruleBehaviour(common.INGRESS_RULE, [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html",
  ]),
  ruleBehaviour(common.EGRESS_RULE, [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupEgress.html",
  ]),
];
