/** The part of the program of `fargate-program.ts` with an instance behind a network interface of its own. */
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export function instance(
  {
    subnetId,
    securityGroupId,
    ready,
  }: {
    readonly subnetId: pulumi.Input<string>;
    readonly securityGroupId: pulumi.Input<string>;
    readonly ready: pulumi.Resource;
  },
  options: pulumi.CustomResourceOptions,
): void {
  const networkInterface = new aws.ec2.NetworkInterface(
    "router",
    { subnetId, securityGroups: [securityGroupId], sourceDestCheck: false },
    options,
  );
  const address = new aws.ec2.Eip(
    "router",
    { domain: "vpc", networkInterface: networkInterface.id },
    { ...options, dependsOn: [ready] },
  );
  new aws.ec2.Instance(
    "router",
    {
      ami: "ami-0123456789abcdef0",
      instanceType: "t4g.nano",
      primaryNetworkInterface: { networkInterfaceId: networkInterface.id },
      metadataOptions: { httpTokens: "required" },
      rootBlockDevice: { encrypted: true },
      userData: "#!/bin/bash\n",
    },
    { ...options, dependsOn: [address] },
  );
}
