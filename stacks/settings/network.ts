/** The settings of the network. */
import { z } from "zod";
import { INTERFACE_ENDPOINT_PRESETS } from "../../components/network/endpoint-plan";
import { FLOW_LOG_CHOICES, FLOW_LOG_DESTINATIONS, FLOW_LOG_FILE_FORMATS } from "../../components/network/flow-log-plan";
import { NAT_PLACEMENTS } from "../../components/network/nat-plan";
import { SUBNET_TIERS } from "../../components/network/subnet-plan";
import { ENDPOINT_SERVICES } from "../../model/endpoint-services";
import { ZONE_SUFFIXES } from "../../model/regions";
import { texts } from "./texts";

export const network = z.strictObject({
  cidr: z.string().describe("The VPC's addresses, /16 to /23. They can't be changed later."),
  zones: z.array(z.enum(ZONE_SUFFIXES)).describe("Availability Zones by letter, two to four."),
  tiers: z
    .array(z.enum(SUBNET_TIERS))
    .optional()
    .describe("The tiers of subnets: public, private, and isolated for data stores; all if not given."),
  ipv6: z
    .boolean()
    .optional()
    .describe("Whether everything has IPv6 addresses too; false if not given. It can't be switched off again."),
  reservedCidrs: texts.optional().describe("Addresses of other networks, which this one must not overlap."),
  nat: z
    .enum(NAT_PLACEMENTS)
    .optional()
    .describe(
      "NAT: none, an instance, one gateway, one in each zone, or one that stands in all zones; perAz if not given.",
    ),
  natInstanceType: z.string().optional().describe("The type of the NAT instance, with ARM64; t4g.nano if not given."),
  natInstanceAmiId: z
    .string()
    .optional()
    .describe("The image of the NAT instance; if not given, Amazon Linux 2023 as it was when the instance was made."),
  interfaceEndpoints: z
    .enum(INTERFACE_ENDPOINT_PRESETS)
    .optional()
    .describe("AWS's services inside the VPC, without NAT: what the services use, or all; none if not given."),
  endpointServices: z
    .array(z.enum(ENDPOINT_SERVICES))
    .optional()
    .describe("What the programs call by themselves, such as sqs: interfaceEndpoints lead there too."),
  flowLogs: z.enum(FLOW_LOG_CHOICES).optional().describe("Which connections are recorded; all if not given."),
  flowLogDestinations: z
    .array(z.enum(FLOW_LOG_DESTINATIONS))
    .optional()
    .describe("Where the records go: CloudWatch Logs, S3 or both; cloud-watch-logs if not given."),
  flowLogFileFormat: z
    .enum(FLOW_LOG_FILE_FORMATS)
    .optional()
    .describe("How the records in S3 are written; parquet if not given."),
  flowLogRetentionDays: z.number().optional().describe("How long they are kept; as logRetentionDays if not given."),
});
