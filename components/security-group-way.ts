import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Transport } from "../model/network-load-balancing";
import { transformed, type Transform } from "./transform";

/** Who may open connections: a service, or anything else with a security group of its own. */
export interface Caller {
  /** Unique among the callers of one target; the service's name. */
  readonly name: string;
  readonly securityGroup: Pick<aws.ec2.SecurityGroup, "id">;
}

/** One end of a way: a security group, and who is behind it, for the rules' descriptions: `the tasks of web`. */
export interface WayEnd {
  readonly securityGroup: Pick<aws.ec2.SecurityGroup, "id">;
  readonly who: string;
  /** True: others write the group's rules, and open this end themselves. @default false */
  readonly keptByOthers?: boolean;
}

/** One for each of the two rules. */
export interface WayTransforms {
  readonly egress?: Transform<aws.vpc.SecurityGroupEgressRuleArgs>;
  readonly ingress?: Transform<aws.vpc.SecurityGroupIngressRuleArgs>;
}

/** What is opened: one port of one protocol. */
export interface Way {
  readonly from: WayEnd;
  readonly to: WayEnd;
  readonly port: number;
  /** @default "tcp" */
  readonly protocol?: Transport;
}

/**
 * Opens one port from one security group to another, and nothing else: groups on both ends have to agree.
 * @returns the rules, for whoever has to wait for them.
 */
export function openWay(
  name: string,
  { from, to, port, protocol = "tcp" }: Way,
  options: { readonly parent: pulumi.Resource },
  transform: WayTransforms = {},
): pulumi.Resource[] {
  const common = { fromPort: port, toPort: port, ipProtocol: protocol, tags: { Name: name } };
  const egress = () =>
    new aws.vpc.SecurityGroupEgressRule(
      name,
      ...transformed<aws.vpc.SecurityGroupEgressRuleArgs>(
        transform.egress,
        {
          ...common,
          securityGroupId: from.securityGroup.id,
          referencedSecurityGroupId: to.securityGroup.id,
          description: `To ${to.who}`,
        },
        options,
      ),
    );
  const ingress = () =>
    new aws.vpc.SecurityGroupIngressRule(
      name,
      ...transformed<aws.vpc.SecurityGroupIngressRuleArgs>(
        transform.ingress,
        {
          ...common,
          securityGroupId: to.securityGroup.id,
          referencedSecurityGroupId: from.securityGroup.id,
          description: `From ${from.who}`,
        },
        options,
      ),
    );
  return [...(from.keptByOthers ? [] : [egress()]), ...(to.keptByOthers ? [] : [ingress()])];
}
