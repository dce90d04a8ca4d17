import { logsOfEngine } from "../../model/database-logs";
import { DATABASES } from "../../model/type-tokens";
import type { ResourceControl } from "../control";
import { holdsAll, judgeRequirements } from "../requirements";
import { indeterminate, type Judged, NotApplicable } from "../verdict";

export const rds9: ResourceControl = {
  id: "RDS.9",
  alsoCovers: ["RDS.34", "RDS.36", "RDS.37", "RDS.40", "RDS.42"],
  policy: "rds-9",
  pack: "operations",
  title: "RDS databases send their logs to CloudWatch",
  severity: "medium",
  frameworks: ["RDS.9", "RDS.34", "RDS.36", "RDS.37", "RDS.40", "RDS.42"].map((id) => ({ name: "AWS FSBP", id })),
  rationale:
    "A database keeps its own logs for days at most, and loses them with itself. Which ones are asked for depends on the " +
    "engine. Where the engine is not named, it is that of the database that is copied.",
  remediation: "Add the engine's logs to `enabledCloudwatchLogsExports`.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-9",
  levels: { dev: "disabled", prod: "advisory" },
  types: DATABASES,
  phase: "resource",
  equivalents: { checkov: ["CKV_AWS_129", "CKV_AWS_324", "CKV_AWS_325"], cdkNag: ["AwsSolutions-RDS16"] },

  judge({ properties }): Judged {
    const path = "enabledCloudwatchLogsExports";
    const engine = properties.get("engine").string();
    if (engine.state === "absent") return new NotApplicable("The database has the engine of the one it copies.");
    if (engine.state === "unknown") return [indeterminate(path, "may lack logs: the engine is not known")];
    const logs = logsOfEngine(engine.value);
    if (logs === undefined) return new NotApplicable("No logs are asked of this engine.");
    return judgeRequirements(properties, [{ path, is: holdsAll(logs), problem: `lacks one of ${logs.join(", ")}` }]);
  },
};
