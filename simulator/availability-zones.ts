/**
 * The Availability Zones of the regions.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html (the number of
 * zones and the ids' prefixes). Which letter stands for which id differs per account; here they are in order.
 */
const REGION_ZONES: {
  readonly [region: string]: readonly [idPrefix: string, suffixes: string, idNumbers?: string];
} = {
  "af-south-1": ["afs1", "abc"],
  "ap-east-1": ["ape1", "abc"],
  "ap-east-2": ["ape2", "abc"],
  "ap-northeast-1": ["apne1", "acd", "124"],
  "ap-northeast-2": ["apne2", "abcd"],
  "ap-northeast-3": ["apne3", "abc"],
  "ap-south-1": ["aps1", "abc"],
  "ap-south-2": ["aps2", "abc"],
  "ap-southeast-1": ["apse1", "abc"],
  "ap-southeast-2": ["apse2", "abc"],
  "ap-southeast-3": ["apse3", "abc"],
  "ap-southeast-4": ["apse4", "abc"],
  "ap-southeast-5": ["apse5", "abc"],
  "ap-southeast-6": ["apse6", "abc"],
  "ap-southeast-7": ["apse7", "abc"],
  "ca-central-1": ["cac1", "abd", "124"],
  "ca-west-1": ["caw1", "abc"],
  "cn-north-1": ["cnn1", "abd", "124"],
  "cn-northwest-1": ["cnnw1", "abc"],
  "eu-central-1": ["euc1", "abc"],
  "eu-central-2": ["euc2", "abc"],
  "eu-north-1": ["eun1", "abc"],
  "eu-south-1": ["eus1", "abc"],
  "eu-south-2": ["eus2", "abc"],
  "eu-west-1": ["euw1", "abc"],
  "eu-west-2": ["euw2", "abc"],
  "eu-west-3": ["euw3", "abc"],
  "il-central-1": ["ilc1", "abc"],
  "me-central-1": ["mec1", "abc"],
  "me-south-1": ["mes1", "abc"],
  "mx-central-1": ["mxc1", "abc"],
  "sa-east-1": ["sae1", "abc"],
  "us-east-1": ["use1", "abcdef"],
  "us-east-2": ["use2", "abc"],
  "us-gov-east-1": ["usge1", "abc"],
  "us-gov-west-1": ["usgw1", "abc"],
  "us-west-1": ["usw1", "ac", "13"],
  "us-west-2": ["usw2", "abcd"],
};

export interface AvailabilityZone {
  readonly name: string;
  readonly id: string;
}

/** The zones of a region; empty if there is no such region. */
export function zonesOf(region: string): AvailabilityZone[] {
  const [idPrefix, suffixes, idNumbers = "123456"] = REGION_ZONES[region] ?? ["", ""];
  return [...suffixes].map((suffix, index) => ({
    name: `${region}${suffix}`,
    id: `${idPrefix}-az${idNumbers[index]}`,
  }));
}
