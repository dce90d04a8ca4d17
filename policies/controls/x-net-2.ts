import { parseRange } from "../../analysis/network/addresses";
import type { Peer } from "../../analysis/network/security-groups";
import { DB_CLUSTER, DB_INSTANCE, MOUNT_TARGET } from "../../model/type-tokens";
import type { StackControl } from "../control";
import { networkOf } from "../network-view";
import { fail, type Finding, indeterminate, NotApplicable } from "../verdict";

type ClientSettings = { readonly clientRanges: readonly string[] };

const GROUPS: Readonly<Record<string, string>> = {
  [DB_INSTANCE]: "vpcSecurityGroupIds",
  [DB_CLUSTER]: "vpcSecurityGroupIds",
  [MOUNT_TARGET]: "securityGroups",
};

export const xNet2: StackControl<ClientSettings> = {
  id: "X-NET-2",
  policy: "x-net-2",
  title: "Databases and file systems let in their declared clients alone",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-NET-2" }],
  rationale:
    "A range of addresses lets in whatever will ever stand there. A declared client is one whose security group a rule " +
    "names, or a range that the policy's configuration names.",
  remediation: "Name the clients' security groups in the rules, or their range in the policy's configuration.",
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: Object.keys(GROUPS),
  phase: "stack",
  settings: {
    properties: {
      clientRanges: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "Ranges of addresses, such as 10.9.0.0/24, that are clients beside those with security groups.",
      },
    },
    presets: { dev: { clientRanges: [] }, prod: { clientRanges: [] } },
  },
  equivalents: {},

  judge(resource, { clientRanges }, stack) {
    const view = networkOf(stack);
    const endpoint = view.endpointOf(resource);
    const path = GROUPS[resource.type]!;
    if (endpoint === undefined) return new NotApplicable("It has no network interface in a VPC.");
    const { topology, unknowns } = view.reachability;
    if (unknowns.length > 0)
      return [indeterminate(path, `does not tell yet whom it lets in: ${unknowns.join(", ")} is not known`)];
    const { securityGroups } = topology;
    const rules = endpoint.groups.flatMap((group) => securityGroups.rulesOf(group, "ingress"));
    const findings = rules.flatMap((rule) => judgePeer(path, rule.resource.name, rule.peer, clientRanges));
    const unknown =
      endpoint.unknownGroups.length > 0 ? [indeterminate(path, "names a group that is not known here")] : [];
    return [...findings, ...unknown];
  },
};

function judgePeer(path: string, holder: string, peer: Peer, clientRanges: readonly string[]): Finding[] {
  switch (peer.kind) {
    case "group":
    case "outside":
      return [];
    case "unknown":
      return [indeterminate(path, `does not tell yet whom ${holder} lets in: ${peer.property} is not known`, holder)];
    case "service":
      return [fail(path, `lets in a service's addresses by ${holder}`, holder)];
    case "range": {
      const { family, range } = peer.range;
      const isDeclared = clientRanges.some((text) => {
        const declared = parseRange(text);
        return declared?.family === family && declared.range.first <= range.first && range.last <= declared.range.last;
      });
      return isDeclared ? [] : [fail(path, `lets in a range of addresses by ${holder}`, holder)];
    }
  }
}
