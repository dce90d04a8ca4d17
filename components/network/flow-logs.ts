import { warnIfLoosened } from "../loosened";
import { FlowLog } from "./flow-log";
import { DEFAULT_FLOW_LOG_DESTINATIONS, FLOW_LOG_LOSS } from "./flow-log-plan";
import type { NetworkArgs } from "./network-args";
import type { NetworkSite } from "./network-site";
import { S3FlowLog } from "./s3-flow-log";

/** Records who talks to whom, wherever that is wanted. */
export function buildFlowLogs({ name, parent, vpc, transform }: NetworkSite, args: NetworkArgs): void {
  const { flowLogs = "all", flowLogDestinations = DEFAULT_FLOW_LOG_DESTINATIONS } = args;
  warnIfLoosened(parent, `network "${name}"`, {
    argument: "flowLogs",
    defaultValue: "all",
    given: flowLogs,
    consequence: FLOW_LOG_LOSS[flowLogs],
  });
  if (flowLogs === "none") return;
  const common = { vpcId: vpc.id, record: flowLogs, retentionDays: args.flowLogRetentionDays };
  if (flowLogDestinations.includes("cloud-watch-logs")) {
    new FlowLog(
      `${name}-flow`,
      {
        ...common,
        encryptionKey: args.flowLogEncryptionKey,
        protectLogGroup: args.protectFlowLogs,
        permissionsBoundaryArn: args.permissionsBoundaryArn,
        transform: transform.flowLog,
      },
      { parent },
    );
  }
  if (flowLogDestinations.includes("s3")) {
    new S3FlowLog(
      `${name}-flow-s3`,
      {
        ...common,
        fileFormat: args.flowLogFileFormat,
        protectBucket: args.protectFlowLogs,
        transform: transform.s3FlowLog,
      },
      { parent },
    );
  }
}
