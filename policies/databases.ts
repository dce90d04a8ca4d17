import type { Reader } from "./reader";
import { isPresent } from "./requirements";
import { anyOf, type Truth } from "./verdict";

/** Whether a database is a copy that another one keeps current: `rds.Instance` and `rds.Cluster` name it differently. */
export function isReplica(database: Reader): Truth {
  return anyOf(["replicateSourceDb", "replicationSourceIdentifier"].map((name) => isPresent(database.get(name))));
}

/** Whether a database is made of another one, or of its snapshot, and takes from it what can't be chosen then. */
export function isCopy(database: Reader): Truth {
  const origins = ["snapshotIdentifier", "restoreToPointInTime"].map((name) => isPresent(database.get(name)));
  return anyOf([isReplica(database), ...origins]);
}
