import { MOUNT_TARGET, SUBNET } from "../../model/type-tokens";
import type { JudgedResource, StackControl } from "../control";
import { agreed, fail, indeterminate, type Truth } from "../verdict";

export const efs6: StackControl = {
  id: "EFS.6",
  policy: "efs-6",
  title: "EFS mount targets are not in subnets that give out public addresses",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "EFS.6" }],
  rationale:
    "A mount target has no public address itself, but its neighbours in such a subnet have one each: what they let in " +
    "from the internet is one security group rule away from the files.",
  remediation: "Set `subnetId` to a subnet without `mapPublicIpOnLaunch`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/efs-controls.html#efs-6",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [MOUNT_TARGET],
  phase: "stack",
  equivalents: {},

  judge(mountTarget, _settings, stack) {
    const subnets = stack.referredTo(mountTarget, "subnetId", [SUBNET]);
    const isOpen = subnets.state === "found" ? agreed(subnets.resources.map(givesOutAddresses)) : "unknown";
    if (isOpen === false) return [];
    return isOpen === true
      ? [fail("subnetId", "is a subnet that gives out public addresses")]
      : [indeterminate("subnetId", "does not tell whether the subnet gives out public addresses")];
  },
};

/** Not set means false: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html */
function givesOutAddresses({ properties }: JudgedResource): Truth {
  const reading = properties.get("mapPublicIpOnLaunch").boolean();
  return reading.state === "unknown" ? "unknown" : reading.state === "known" && reading.value;
}
