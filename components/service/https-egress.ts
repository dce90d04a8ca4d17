import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { NetworkLike } from "../network/network-like";
import { transformed, type Transform } from "../transform";

const HTTPS = 443;

/** Lets the tasks out over HTTPS, to everyone: registries and AWS's APIs have no addresses that could be named. */
export function openHttps(
  service: string,
  securityGroup: aws.ec2.SecurityGroup,
  network: NetworkLike,
  transform: Transform<aws.vpc.SecurityGroupEgressRuleArgs> | undefined,
  options: { readonly parent: pulumi.Resource },
): pulumi.Resource[] {
  const everyone = [
    { name: `${service}-https`, cidrIpv4: "0.0.0.0/0" },
    ...(network.ipv6 ? [{ name: `${service}-https-ipv6`, cidrIpv6: "::/0" }] : []),
  ];
  return everyone.map(
    ({ name, ...range }) =>
      new aws.vpc.SecurityGroupEgressRule(
        name,
        ...transformed<aws.vpc.SecurityGroupEgressRuleArgs>(
          transform,
          {
            securityGroupId: securityGroup.id,
            ...range,
            fromPort: HTTPS,
            toPort: HTTPS,
            ipProtocol: "tcp",
            description: "HTTPS: images, logs, secrets, AWS APIs",
            tags: { Name: name },
          },
          options,
        ),
      ),
  );
}
