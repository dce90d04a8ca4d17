/** All behaviours by type. */
import type { Behaviour } from "../behaviour";
import { ACM } from "./acm";
import { AUTO_SCALING } from "./auto-scaling";
import { CHATBOT } from "./chatbot";
import { metricAlarm } from "./cloudwatch-alarms";
import { dashboard } from "./cloudwatch-dashboards";
import { DNS } from "./dns";
import { dockerImage } from "./docker-image";
import { EC2_ENDPOINTS } from "./ec2-endpoints";
import { EVENTBRIDGE } from "./eventbridge";
import { flowLog } from "./ec2-flow-log";
import { EC2_GATEWAYS } from "./ec2-gateways";
import { instance } from "./ec2-instance";
import { networkAcl } from "./ec2-network-acl";
import { networkInterface } from "./ec2-network-interface";
import { EC2_ROUTES } from "./ec2-routes";
import { EC2_SECURITY_GROUPS } from "./ec2-security-groups";
import { EC2_VPC } from "./ec2-vpc";
import { EFS_ACCESS } from "./efs-access";
import { EFS_FILE_SYSTEM } from "./efs-file-system";
import { ECS_CLUSTER } from "./ecs-cluster";
import { ECR } from "./ecr";
import { service } from "./ecs-service";
import { taskDefinition } from "./ecs-task-definition";
import { IAM } from "./iam";
import { KMS } from "./kms";
import { LB_LISTENERS } from "./lb-listeners";
import { loadBalancer } from "./lb-load-balancer";
import { targetGroup } from "./lb-target-group";
import { LOGS_AND_SECRETS } from "./logs-and-secrets";
import { S3 } from "./s3";
import { SNS } from "./sns";
import { SERVICE_DISCOVERY } from "./service-discovery";
import { WAFV2 } from "./wafv2";

export const BEHAVIOURS: ReadonlyMap<string, Behaviour> = new Map(
  [
    ...EC2_VPC,
    ...EC2_ROUTES,
    ...EC2_GATEWAYS,
    networkInterface,
    instance,
    ...EC2_ENDPOINTS,
    flowLog,
    networkAcl,
    ...EC2_SECURITY_GROUPS,
    loadBalancer,
    ...LB_LISTENERS,
    targetGroup,
    ...ECS_CLUSTER,
    taskDefinition,
    service,
    ...AUTO_SCALING,
    metricAlarm,
    dashboard,
    ...SNS,
    ...CHATBOT,
    ...EVENTBRIDGE,
    ...IAM,
    ...LOGS_AND_SECRETS,
    ...KMS,
    ...S3,
    ...EFS_FILE_SYSTEM,
    ...EFS_ACCESS,
    ...WAFV2,
    ...DNS,
    ...SERVICE_DISCOVERY,
    ...ACM,
    ...ECR,
    dockerImage,
  ].map((behaviour) => [behaviour.type, behaviour]),
);
