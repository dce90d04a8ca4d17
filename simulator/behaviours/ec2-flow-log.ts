/** Flow logs: who talked to whom in a network. */
import { isProperties, type Value } from "../../model/graph";
import type { Behaviour, NewResource } from "../behaviour";
import { isSet, isTrue, number, text } from "../read";
import { arn, matching, oneOf, resourceId } from "../rules";
import { mayWrite } from "./bucket-writers";
import { BUCKET, ec2Arn, ec2Id, FLOW_LOG, refuseIf, ROLE, SUBNET, VPC } from "./common";
import { listOf } from "./s3";

/** What a flow log may be about. */
const SUBJECTS = [
  "eniId",
  "regionalNatGatewayId",
  "subnetId",
  "transitGatewayAttachmentId",
  "transitGatewayId",
  "vpcId",
];

/** The fields of a record if the format says nothing. Source: https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html */
const DEFAULT_FORMAT = [
  ...["version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol"],
  ...["packets", "bytes", "start", "end", "action", "log-status"],
]
  .map((field) => `\${${field}}`)
  .join(" ");

export const flowLog: Behaviour = {
  type: FLOW_LOG,
  sources: [
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DestinationOptionsRequest.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html",
    "https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_flow_log.go",
  ],
  taggable: true,
  defaults: { logDestinationType: "cloud-watch-logs", maxAggregationInterval: 600 },
  rules: {
    "destinationOptions.fileFormat": oneOf("plain-text", "parquet"),
    iamRoleArn: arn("iam", /^role\//),
    logDestination: matching(/^arn:/, "An ARN"),
    logDestinationType: oneOf("cloud-watch-logs", "s3", "kinesis-data-firehose"),
    maxAggregationInterval: oneOf(60, 600),
    subnetId: resourceId("subnet"),
    trafficType: oneOf("ACCEPT", "REJECT", "ALL"),
    vpcId: resourceId("vpc"),
  },
  check: (inputs, refuse) => {
    const given = SUBJECTS.filter((name) => isSet(inputs, name));
    if (given.length !== 1) {
      refuse(given[1] ?? "", `A flow log has exactly one of ${SUBJECTS.join(", ")}; this one has ${given.length}.`);
    }
    const isTransitGateway = given.some((name) => name.startsWith("transitGateway"));
    if (!isTransitGateway && !isSet(inputs, "trafficType"))
      refuse("trafficType", "It is needed: ACCEPT, REJECT or ALL.");
    if (isTransitGateway && number(inputs, "maxAggregationInterval") === 600) {
      refuse("maxAggregationInterval", "For a transit gateway it is 60.");
    }
    const toCloudWatch = text(inputs, "logDestinationType") === "cloud-watch-logs";
    if (toCloudWatch && !isSet(inputs, "iamRoleArn")) {
      refuse("iamRoleArn", "A role is needed to write to CloudWatch Logs.");
    }
    const toS3 = text(inputs, "logDestinationType") === "s3";
    if (toS3 && isSet(inputs, "iamRoleArn")) refuse("iamRoleArn", "The service that writes to S3 takes no role.");
    if (!toS3 && isSet(inputs, "destinationOptions")) refuse("destinationOptions", "They are for S3 only.");
    if (!isSet(inputs, "logDestination")) refuse("logDestination", "A destination is needed.");
  },
  // It goes with what it is about, so it holds neither.
  references: [
    { path: "vpcId", type: VPC, notFound: "InvalidVpcId.NotFound" },
    { path: "subnetId", type: SUBNET, notFound: "InvalidSubnetId.NotFound" },
  ],
  replaceOn: [
    "deliverCrossAccountRole",
    "destinationOptions",
    "iamRoleArn",
    "logDestination",
    "logDestinationType",
    "logFormat",
    "maxAggregationInterval",
    "region",
    ...SUBJECTS,
    "tagFieldSpecifications",
    "trafficType",
  ],
  conflicts: (resource) => {
    refuseTwin(resource);
    refuseUntrustingRole(resource);
    refuseUnwritableBucket(resource);
  },
  id: ec2Id("fl"),
  computed: { arn: ec2Arn("vpc-flow-log"), logDestination: () => "", logFormat: () => DEFAULT_FORMAT },
};

function refuseTwin({ inputs, world, existingId }: NewResource): void {
  const same = [...SUBJECTS, "trafficType", "logDestination"];
  const twin = world
    .all(FLOW_LOG)
    .find((other) => other.id !== existingId && same.every((name) => other.inputs[name] === inputs[name]));
  refuseIf(
    twin !== undefined,
    "FlowLogAlreadyExists",
    `There is an existing Flow Log with the same configuration and log destination: ${twin?.id}.`,
  );
}

function refuseUntrustingRole({ inputs, world }: NewResource): void {
  const roleArn = text(inputs, "iamRoleArn");
  if (roleArn === undefined) return;
  const trustPolicy = text(world.find(ROLE, roleArn)?.inputs ?? {}, "assumeRolePolicy") ?? "";
  refuseIf(
    !trustPolicy.includes('"vpc-flow-logs.amazonaws.com"'),
    "InvalidParameter",
    `Unable to assume given IAM role: ${roleArn} doesn't exist, or doesn't trust vpc-flow-logs.amazonaws.com.`,
  );
}

/**
 * As for whoever may not change the bucket's policy. For others EC2 changes it by itself, over what is there, so that the
 * program's own policy is lost.
 */
function refuseUnwritableBucket({ inputs, world, account }: NewResource): void {
  const arn = text(inputs, "logDestination");
  if (text(inputs, "logDestinationType") !== "s3" || arn === undefined) return;
  const [bucketArn = "", ...folder] = arn.split("/");
  const name = bucketArn.split(":").at(-1) ?? "";
  refuseIf(world.find(BUCKET, name) === undefined, "InvalidParameter", `LogDestination: ${name} does not exist.`);
  const isHive = isTrue(inputs, "destinationOptions.hiveCompatiblePartitions");
  const owner = isHive ? `aws-account-id=${account.accountId}` : account.accountId;
  const objects = [bucketArn, ...folder.filter(Boolean), "AWSLogs", owner, "*"].join("/");
  const isDelivery = (principal: Value | undefined) =>
    principal === "*" || (isProperties(principal) && listOf(principal.Service).includes("delivery.logs.amazonaws.com"));
  refuseIf(
    !mayWrite(world, name, objects, isDelivery),
    "InvalidParameter",
    `Access Denied for LogDestination: ${name}. Please check LogDestination permission`,
  );
}
