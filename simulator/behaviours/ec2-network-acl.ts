/** Network ACLs: numbered rules of a subnet, which know no connections. */
import type { Properties } from "../../model/graph";
import { NETWORK_ACL_RULES } from "../../model/vpc";
import type { Behaviour, Refuse } from "../behaviour";
import { isSet, number, objects, text } from "../read";
import { cidr, integer, ipv6Cidr, matching, resourceId } from "../rules";
import { ec2Arn, ec2Id, NETWORK_ACL, ownerId, SUBNET, VPC } from "./common";

const DIRECTIONS = ["ingress", "egress"];

const PEERS = ["cidrBlock", "ipv6CidrBlock"];

export const networkAcl: Behaviour = {
  type: NETWORK_ACL,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAcl.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_network_acl.go",
  ],
  taggable: true,
  required: ["vpcId"],
  rules: {
    vpcId: resourceId("vpc"),
    ...Object.fromEntries(
      DIRECTIONS.flatMap((direction) =>
        Object.entries({
          action: matching(/^(allow|deny)$/i, "allow or deny"),
          cidrBlock: cidr(0, 32),
          ipv6CidrBlock: ipv6Cidr(0, 128),
          fromPort: integer(0, 65535),
          protocol: matching(/^(-1|all|tcp|udp|icmp|\d{1,3})$/, "A protocol's number, tcp, udp, icmp, or -1 for all"),
          ruleNo: integer(1, 32766),
          toPort: integer(0, 65535),
        }).map(([name, rule]) => [`${direction}[].${name}`, rule]),
      ),
    ),
  },
  check: (inputs, refuse) => {
    for (const direction of DIRECTIONS) checkDirection(inputs, direction, refuse);
  },
  references: [
    { path: "vpcId", type: VPC, notFound: "InvalidVpcID.NotFound", holds: true },
    // A subnet that is deleted leaves its ACL.
    { path: "subnetIds[]", type: SUBNET, notFound: "InvalidSubnetID.NotFound" },
  ],
  replaceOn: ["region", "vpcId"],
  id: ec2Id("acl"),
  computed: { arn: ec2Arn("network-acl"), egress: () => [], ingress: () => [], ownerId, subnetIds: () => [] },
};

function checkDirection(inputs: Properties, direction: string, refuse: Refuse): void {
  const rules = objects(inputs, `${direction}[]`);
  for (const peer of PEERS) {
    const count = rules.filter((rule) => isSet(rule, peer)).length;
    if (count <= NETWORK_ACL_RULES) continue;
    refuse(
      direction,
      `NetworkAclEntryLimitExceeded: besides the one that denies the rest, a network ACL has at most ${NETWORK_ACL_RULES} rules per direction with ${peer}, this one has ${count}.`,
    );
  }
  rules.forEach((rule, index) => {
    const at = `${direction}[${index}]`;
    const ruleNo = number(rule, "ruleNo");
    if (ruleNo !== undefined && rules.slice(0, index).some((other) => number(other, "ruleNo") === ruleNo)) {
      refuse(
        `${at}.ruleNo`,
        `NetworkAclEntryAlreadyExists: the network acl entry identified by ${ruleNo} already exists.`,
      );
    }
    if (PEERS.filter((name) => isSet(rule, name)).length !== 1) {
      refuse(at, `A rule has exactly one of ${PEERS.join(" and ")}.`);
    }
    const [protocol, from, to] = [text(rule, "protocol"), number(rule, "fromPort"), number(rule, "toPort")];
    const isAll = protocol === "-1" || protocol === "all";
    if (isAll && [from, to].some((port) => port !== undefined && port !== 0)) {
      refuse(`${at}.fromPort`, "Protocol -1 means all ports: fromPort and toPort are 0.");
    }
    if (from !== undefined && to !== undefined && from > to) refuse(`${at}.toPort`, "It is lower than fromPort.");
  });
}
