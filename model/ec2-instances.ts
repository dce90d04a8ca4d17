/** What AWS says about EC2 instances. */

/**
 * A family's letters, its generation, what is special about it, and the size.
 * Source: https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html
 */
const INSTANCE_TYPE = /^[a-z]+(?:-\d+tb)?\d+(?<special>[a-z]*)(?:-[a-z0-9]+)*\.(?:[a-z0-9]+|metal-[a-z0-9]+)$/;

/** Whether its processors are AWS's own (ARM64), of which the `g` behind the generation tells; undefined if it is no type. */
export function isGraviton(instanceType: string): boolean | undefined {
  const special = INSTANCE_TYPE.exec(instanceType)?.groups?.["special"];
  return special === undefined ? undefined : special.includes("g");
}

export const INSTANCE_TYPE_SOURCE = "https://docs.aws.amazon.com/ec2/latest/instancetypes/instance-type-names.html";

/**
 * Where AWS publishes the newest image of Amazon Linux 2023 for ARM64.
 * Source: https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
 */
export const AMAZON_LINUX_ARM64_PARAMETER = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

/** How long (bytes) the text may be that an instance is started with. Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html */
export const USER_DATA_MAX_BYTES = 16 * 1024;
