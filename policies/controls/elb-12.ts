import { LOAD_BALANCERS } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import type { Reader } from "../reader";
import { findingsIf, isKindOf, isOneOf, judgeRequirements } from "../requirements";
import { fail, type Finding, indeterminate } from "../verdict";

export const elb12: ResourceControl = {
  id: "ELB.12",
  alsoCovers: ["ELB.13"],
  policy: "elb-12",
  title: "Load balancers are in two zones, and let no ambiguous request through",
  pack: "security",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "ELB.12" },
    { name: "AWS FSBP", id: "ELB.13" },
  ],
  rationale:
    "A request that load balancer and program read differently carries another one into somebody else's connection. " +
    "And a load balancer in one zone fails with it.",
  remediation: "Remove `desyncMitigationMode` or set it to defensive or strictest, and name two `subnets`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-12",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: LOAD_BALANCERS,
  phase: "resource",
  remedy: () => ({ desyncMitigationMode: "defensive" }),
  equivalents: { checkov: ["CKV_AWS_328"] },

  judge({ properties }) {
    // Only Application Load Balancers read requests.
    const reads = isKindOf(properties.get("loadBalancerType"), "application");
    const desync = findingsIf(reads, () =>
      judgeRequirements(properties, [
        {
          path: "desyncMitigationMode",
          is: isOneOf(["defensive", "strictest"], true),
          problem: "is neither defensive nor strictest, so ambiguous requests reach the program",
        },
      ]),
    );
    return [...desync.map((finding) => ({ ...finding, key: "desync" })), ...judgeZones(properties)];
  },
};

/** A subnet is in one zone, and a load balancer takes one subnet per zone: their number is known before their ids are. */
function judgeZones(properties: Reader): readonly Finding[] {
  const lists = ["subnets", "subnetMappings"].map((name) => properties.get(name).items());
  if (lists.some((list) => list !== undefined && list.length > 1)) return [];
  return lists.includes(undefined)
    ? [indeterminate("subnets", "does not tell yet in how many zones it is", "zones")]
    : [fail("subnets", "are fewer than two, so it fails with its zone", "zones")];
}
