import { isInternetRoute } from "../../analysis/network/routes";
import type { StackControl } from "../control";
import { networkOf } from "../network-view";
import { fail, indeterminate, NotApplicable } from "../verdict";

const PERHAPS = "does not tell yet which routes its subnets have";

export const rds46: StackControl = {
  id: "RDS.46",
  policy: "rds-46",
  title: "Databases do not stand in subnets with a route to an internet gateway",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "AWS FSBP", id: "RDS.46" }],
  rationale:
    "In such a subnet one switch, a public address, is all that is between a database and the internet. Wider than AWS's " +
    "rule: clusters too, and subnets that use the VPC's main route table.",
  remediation: "Give the database a subnet group of isolated or private subnets.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-46",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: ["aws:rds/instance:Instance", "aws:rds/cluster:Cluster"],
  phase: "stack",
  equivalents: {},

  judge(database, _settings, stack) {
    const view = networkOf(stack);
    const endpoint = view.endpointOf(database);
    const group = database.properties.get("dbSubnetGroupName");
    if (group.isAbsent()) return new NotApplicable("It names no subnet group; the region's default VPC has one.");
    const { unknowns } = view.reachability;
    if (unknowns.length > 0) return [indeterminate(group.path, PERHAPS)];
    const open = (endpoint?.subnets ?? []).filter(({ routeTable }) => routeTable?.routes.some(isInternetRoute));
    const findings = open.map(({ resource }) =>
      fail(group.path, `has subnet ${resource.name}, which has a route to an internet gateway`, resource.name),
    );
    if (findings.length > 0) return findings;
    const unclear = (endpoint?.subnets ?? []).some(({ vpc, routeTable }) => {
      return (
        (vpc === undefined && routeTable === undefined) || routeTable?.routes.some(({ kind }) => kind === "unknown")
      );
    });
    const isUnknown = unclear || endpoint === undefined || endpoint.subnets.length === 0;
    return isUnknown || endpoint.unknownSubnets.length > 0 ? [indeterminate(group.path, PERHAPS)] : [];
  },
};
