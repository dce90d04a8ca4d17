import { DB_CLUSTER, DB_CLUSTER_INSTANCE, DB_INSTANCE } from "../../model/type-tokens";
import type { StackControl } from "../control";
import { isReplica } from "../databases";
import { isPresent, isTrue, judgeRequirements, onlyIf } from "../requirements";
import { fail, indeterminate, type Judged, negate } from "../verdict";

export const rds5: StackControl = {
  id: "RDS.5",
  alsoCovers: ["RDS.15"],
  policy: "rds-5",
  pack: "operations",
  title: "RDS databases stand in two zones",
  severity: "medium",
  frameworks: [
    { name: "AWS FSBP", id: "RDS.5" },
    { name: "AWS FSBP", id: "RDS.15" },
  ],
  rationale:
    "A database in one zone is gone while the zone is, and for minutes at each maintenance. An Aurora cluster needs a " +
    "second instance to take over; a cluster that names a `dbClusterInstanceClass` has three. Replicas are not what has " +
    "to survive.",
  remediation: "Set `multiAz` to true, or give the cluster a second `aws.rds.ClusterInstance`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-5",
  levels: { dev: "disabled", prod: "mandatory" },
  types: [DB_INSTANCE, DB_CLUSTER],
  phase: "stack",
  equivalents: {
    checkov: ["CKV_AWS_157"],
    cdkNag: ["AwsSolutions-RDS3"],
    awsguard: ["rds-instance-multi-az-enabled"],
    pulumi: ["disallowSingleAvailabilityZone"],
  },

  judge(database, _settings, stack): Judged {
    const { type, properties } = database;
    return onlyIf(negate(isReplica(properties)), "A replica is not what has to survive.", () => {
      if (type !== DB_CLUSTER) {
        return judgeRequirements(properties, [
          { path: "multiAz", is: isTrue(), problem: "is not true, so it fails with its zone" },
        ]);
      }
      const wholeInThree = isPresent(properties.get("dbClusterInstanceClass"));
      const members = stack.referringTo(database, "clusterIdentifier", [DB_CLUSTER_INSTANCE]);
      if (wholeInThree === true || members.filter(({ refers }) => refers === true).length > 1) return [];
      return wholeInThree === "unknown" || members.length > 1
        ? [indeterminate("clusterIdentifier", "does not tell yet which instances are the cluster's")]
        : [fail("clusterIdentifier", "is named by fewer than two instances, so it fails with its zone")];
    });
  },
};
