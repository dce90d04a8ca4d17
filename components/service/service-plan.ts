/** Everything about a Fargate service that can be wrong before AWS is asked. */
import { parseArn } from "../../model/arn";
import { EPHEMERAL_STORAGE_GIB } from "../../model/fargate-sizes";
import { longestLogicalName, TARGET_GROUP_NAME } from "../../model/names";
import { rangeProblem, type Range } from "../../model/ranges";
import type { Problem } from "../../model/problem";
import { checkPermissionsBoundary } from "../identity/permissions-boundary-plan";
import { logRetentionProblem } from "../log-retention";
import { checkAlarms, type AlarmThresholds } from "../observability/service-alarms-plan";
import { checkAutoScaling, type AutoScalingArgs } from "./auto-scaling-plan";
import { checkCapacity, type CapacityProviderStrategyItem } from "./capacity-plan";
import { checkCloudMap } from "./cloud-map-plan";
import { checkContainers, checkImage, type PlainContainer } from "./container-plan";
import { checkDeployment } from "./deployment-plan";
import { checkFileSystemMounts } from "./file-system-mount-plan";
import type { TargetHealthCheck } from "./health-check-plan";
import { asRouterArguments, checkLogRouter, type PlainLogRouter } from "./log-router-plan";
import { checkNetworkRoutes, type PlainNetworkRoute } from "./network-route-plan";
import { checkRouteTarget } from "./route-plan";
import { checkServiceConnect, type ServiceConnectEndpointArgs } from "./service-connect-plan";
import { checkSidecarNames } from "./sidecars";
import { checkSize } from "./size-plan";
import { shiftsTraffic, type PlainStrategy } from "./strategy-plan";
import { checkVolumes } from "./volume-plan";
import type { TargetGroupSettings } from "./target-group-plan";

/** The arguments of a service that are plain values: what can be judged before any resource exists. */
export interface PlainService {
  readonly name: string;
  /** As given; what is not follows from the containers. */
  readonly cpuUnits?: number;
  readonly memoryMiB?: number;
  /** Absent: AWS's 20. */
  readonly ephemeralStorageGiB?: number;
  readonly desiredCount: number;
  readonly autoScaling?: AutoScalingArgs;
  readonly alarms?: AlarmThresholds;
  readonly strategy: PlainStrategy;
  readonly rollbackAlarmNames: readonly string[];
  readonly healthCheckGracePeriodSeconds?: number;
  readonly availabilityZoneRebalancing?: "ENABLED" | "DISABLED";
  readonly logRetentionDays: number;
  readonly deploymentTimeoutMinutes: number;
  readonly capacityProviderStrategy: readonly CapacityProviderStrategyItem[];
  readonly containers: Readonly<Record<string, PlainContainer>>;
  /** The names of those that the user describes, and of those that the platform adds. */
  readonly ownContainers: readonly string[];
  readonly sidecars: readonly string[];
  readonly logRouter?: PlainLogRouter;
  readonly setupImage: string;
  readonly route?: PlainRoute;
  readonly executeCommand: boolean;
  readonly networkRoutes?: readonly PlainNetworkRoute[];
  readonly cloudMap?: { readonly ttlSeconds: number };
  readonly serviceConnect?: { readonly endpoint?: ServiceConnectEndpointArgs };
  readonly secretKmsKeyArns: readonly string[];
  readonly permissionsBoundaryArn?: string | undefined;
}

/** Where a service's requests go, without the question which ones. */
export interface PlainRoute extends TargetGroupSettings {
  readonly container?: string;
  readonly healthCheck: TargetHealthCheck;
  readonly deregistrationDelaySeconds: number;
}

/** Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html (tasks per service) */
const DESIRED_COUNT: Range = { lowest: 0, highest: 5000 };
/** A day: a deployment that bakes longer is waited for better elsewhere. */
const DEPLOYMENT_TIMEOUT_MINUTES: Range = { lowest: 1, highest: 1440 };

export function checkService(service: PlainService): Problem[] {
  const component = `service "${service.name}"`;
  return asRouterArguments(service, [
    ...checkName(component, service),
    ...checkSidecarNames(component, service.ownContainers, service.sidecars),
    ...checkSize(component, service),
    ...rangeProblem(
      component,
      "ephemeralStorageGiB",
      service.ephemeralStorageGiB,
      EPHEMERAL_STORAGE_GIB,
      "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html",
    ),
    ...rangeProblem(
      component,
      "desiredCount",
      service.desiredCount,
      DESIRED_COUNT,
      "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html",
    ),
    ...checkScaling(component, service),
    ...checkAlarms(component, service.alarms ?? {}, service.route !== undefined),
    ...checkDeployment(component, service),
    ...logRetentionProblem(component, "logRetentionDays", service.logRetentionDays),
    ...rangeProblem(
      component,
      "deploymentTimeoutMinutes",
      service.deploymentTimeoutMinutes,
      DEPLOYMENT_TIMEOUT_MINUTES,
      "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-types.html",
    ),
    ...checkCapacity(component, service.capacityProviderStrategy),
    ...checkContainers(component, service.containers),
    ...checkLogRouter(component, service),
    ...checkVolumes(component, service),
    ...checkFileSystemMounts(component, service.containers),
    ...checkImage(component, "setupImage", service.setupImage),
    ...checkRouteTarget(component, service),
    ...checkNetworkRoutes(component, service),
    ...checkCloudMap(component, service),
    ...checkServiceConnect(component, service),
    ...checkPermissionsBoundary(component, service.permissionsBoundaryArn),
    ...service.secretKmsKeyArns.flatMap((arn, index) => checkKmsKeyArn(component, `secretKmsKeyArns[${index}]`, arn)),
  ]);
}

function checkScaling(component: string, { desiredCount, autoScaling, route }: PlainService): Problem[] {
  return autoScaling ? checkAutoScaling(component, { desiredCount, hasRoute: route !== undefined }, autoScaling) : [];
}

/** Of a service's second target group. A capital, since no service's name has one: the name may be some service's own. */
export function alternateName(service: string): string {
  return `${service}-B`;
}

/** The service's name is the logical name of its target group, whose physical name has to fit AWS's 32 characters. */
function checkName(component: string, { name, strategy }: PlainService): Problem[] {
  const longest = longestLogicalName(TARGET_GROUP_NAME) - (shiftsTraffic(strategy) ? alternateName("").length : 0);
  if (/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name) && name.length <= longest) return [];
  return [
    {
      component,
      argument: "name",
      value: name,
      message: `A service's name has 1 to ${longest} lower-case letters, digits and hyphens, begins with a letter and does not end with a hyphen; its target group's name (${TARGET_GROUP_NAME.maxLength} characters) is made of it.`,
      fix: name.length > longest ? `Shorten it by ${name.length - longest} characters.` : "Choose a name of that form.",
      source: TARGET_GROUP_NAME.source,
    },
  ];
}

function checkKmsKeyArn(component: string, argument: string, value: string): Problem[] {
  const arn = parseArn(value);
  if (arn?.service === "kms" && /^key\/[\w-]+$/.test(arn.resource)) return [];
  return [
    {
      component,
      argument,
      value,
      message:
        "It is not the ARN of a KMS key: arn:aws:kms:REGION:ACCOUNT:key/ID. An alias can't be given permissions on.",
      fix: "Copy the ARN from the key's page.",
      source: "https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id-key-ARN",
    },
  ];
}
