import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "../model/iam-policy";

/** Account, region and partition of the component's provider. */
export function placeOf(parent: pulumi.ComponentResource): pulumi.Output<AwsPlace> {
  const options = { parent };
  return pulumi
    .all([
      aws.getCallerIdentityOutput({}, options),
      aws.getRegionOutput({}, options),
      aws.getPartitionOutput({}, options),
    ])
    .apply(([identity, { region }, { partition }]) => ({ accountId: identity.accountId, region, partition }));
}
