import { sureTraffic } from "../../analysis/network/reach";
import { formatTraffic } from "../../analysis/network/traffic";
import { DB_CLUSTER, DB_INSTANCE, INSTANCE, SERVICE } from "../../model/type-tokens";
import type { StackControl } from "../control";
import { networkOf } from "../network-view";
import { fail, indeterminate, NotApplicable } from "../verdict";

/** Where each type names the security groups that decide. */
const GROUPS: Readonly<Record<string, string>> = {
  [SERVICE]: "networkConfiguration.securityGroups",
  [DB_INSTANCE]: "vpcSecurityGroupIds",
  [DB_CLUSTER]: "vpcSecurityGroupIds",
  [INSTANCE]: "vpcSecurityGroupIds",
};

export const xNet1: StackControl = {
  id: "X-NET-1",
  policy: "x-net-1",
  title: "Nothing is reachable from the internet except through a load balancer",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-NET-1" }],
  rationale:
    "A load balancer is where encryption ends, where a web ACL stands and where requests are logged; what is reached " +
    "beside it has none of that. Addresses, routes, gateways, network ACLs, security groups and ports that are listened " +
    "on are followed, so a service with a public address passes if its groups let in the load balancer alone.",
  remediation: "Let in the load balancer's security group instead of addresses, or take the public address away.",
  link: "https://docs.aws.amazon.com/prescriptive-guidance/latest/security-controls-by-caf-capability/infrastructure-controls.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: Object.keys(GROUPS),
  phase: "stack",
  equivalents: {},

  judge(resource, _settings, stack) {
    const view = networkOf(stack);
    const endpoint = view.endpointOf(resource);
    if (endpoint === undefined) return new NotApplicable("It has no network interface in a VPC.");
    const path = GROUPS[resource.type]!;
    const { unknowns: unjoined } = view.reachability;
    if (unjoined.length > 0) return [indeterminate(path, notKnown(unjoined))];
    const reach = view.reachability.fromInternet(endpoint);
    if (reach.verdict === "not reachable") return [];
    if (reach.verdict === "reachable") {
      return [fail(path, `is reached from the internet, on ${sureTraffic(reach).map(formatTraffic).join(", ")}`)];
    }
    return [indeterminate(path, notKnown([...new Set(reach.packets.unknowns)]))];
  },
};

function notKnown(unknowns: readonly string[]): string {
  return `does not tell yet whether the internet reaches it: ${unknowns.join(", ")} is not known`;
}
