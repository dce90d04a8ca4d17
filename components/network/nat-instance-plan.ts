/** What an instance has to be to stand in for a NAT gateway. */
import { INSTANCE_TYPE_SOURCE, isGraviton } from "../../model/ec2-instances";
import type { Problem } from "../../model/problem";
import { checkEc2Id } from "../existing-id-plan";

export const DEFAULT_NAT_INSTANCE_TYPE = "t4g.nano";

export interface NatInstancePlanArgs {
  readonly natInstanceType?: string | undefined;
  readonly natInstanceAmiId?: string | undefined;
}

/** What is wrong with the instance; empty if it can be started. */
export function checkNatInstance(
  component: string,
  { natInstanceType = DEFAULT_NAT_INSTANCE_TYPE, natInstanceAmiId }: NatInstancePlanArgs,
): Problem[] {
  const image =
    natInstanceAmiId === undefined ? [] : checkEc2Id(component, "natInstanceAmiId", "ami", natInstanceAmiId);
  const graviton = isGraviton(natInstanceType);
  if (graviton === true) return image;
  const at = { component, argument: "natInstanceType", value: natInstanceType, source: INSTANCE_TYPE_SOURCE };
  const fix = `Use a type such as ${DEFAULT_NAT_INSTANCE_TYPE} or c7gn.medium.`;
  return graviton === undefined
    ? [{ ...at, message: "It is no instance type.", fix }, ...image]
    : [{ ...at, message: "The instance's image is for ARM64, and this type has other processors.", fix }, ...image];
}
