/**
 * The plan of an environment: everything that can be decided and checked without creating anything. Only a plan
 * without problems is built.
 */
import { checkNetwork } from "../components/network/network-plan";
import { plainService } from "../components/service/service-args";
import { warnOfProxy } from "../components/service/service-connect-plan";
import { checkService } from "../components/service/service-plan";
import { parseArn } from "../model/arn";
import { type Problem, ProblemsError } from "../model/problem";
import { mapValues } from "../model/records";
import { tagProblem, TAGS_MAX_COUNT } from "../model/tags";
import type { ParsedConfiguration } from "./configuration";
import type { Configuration } from "./configuration-schema";
import { NETWORK } from "./names";
import { alarmsOfService, checkNotificationSettings, warnOfNotifications } from "./plan/alarms";
import { checkAvailability, warnOfAvailability } from "./plan/availability";
import { checkBoundary } from "./plan/boundary";
import { checkDnsNames, warnOfNamelessTls } from "./plan/dns-names";
import { checkDomainSettings } from "./plan/domain";
import { checkExisting, warnOfExisting } from "./plan/existing";
import { checkNetworkRouting, publicPortsOf, udpRoutesOf, warnOfOwnClients } from "./plan/network-routes";
import { checkPrivateDomain } from "./plan/names";
import { checkFileSystemSettings, warnOfFileSystems, withFileSystems } from "./plan/file-systems";
import { warnOfLogRouters } from "./plan/log-routers";
import { checkImages } from "./plan/images";
import { checkRouting } from "./plan/routing";
import { checkSecretNames, checkSecretReferences, knownReferences } from "./plan/secrets";
import { checkTaskAddresses } from "./plan/task-addresses";
import { checkTraffic } from "./plan/traffic";
import { warnOfTuning } from "./plan/tuning";
import { checkWayOut, warnOfWayOut } from "./plan/way-out";
import { checkWebAclSettings } from "./plan/web-acl";

type ServiceSettings = Configuration["services"][string];

export interface PlannedService {
  readonly name: string;
  readonly settings: ServiceSettings;
}

export interface EnvironmentPlan {
  /** The stack's name. */
  readonly environment: string;
  readonly settings: Configuration;
  /** Tags of every resource. */
  readonly tags: Tags;
  readonly services: readonly PlannedService[];
  /** What can be built, but is hardly what anyone wants. */
  readonly warnings: readonly Problem[];
}

type Tags = Readonly<Record<string, string>>;

/**
 * @throws ProblemsError with everything that is wrong, also with settings that could not be read.
 */
export function planEnvironment(project: string, environment: string, parsed: ParsedConfiguration): EnvironmentPlan {
  const platformTags = { project, environment, "managed-by": "pulumi" };
  const problems = [...parsed.problems, ...checkSettings(parsed, platformTags)];
  if (problems.length > 0) throw new ProblemsError(problems);
  // Without problems nothing is missing.
  const settings = parsed.settings as Configuration;
  const tags = { ...settings.tags, ...platformTags };
  const services = servicesOf(settings);
  return Object.freeze({ environment, settings, tags, services, warnings: warningsOf(settings, services) });
}

/** What can be built, but is hardly wanted. */
function warningsOf(settings: Configuration, services: readonly PlannedService[]): Problem[] {
  return [
    ...warnOfWayOut(settings, services),
    ...warnOfAvailability(settings, services),
    ...warnOfExisting(settings, services),
    ...warnOfNotifications(settings, services),
    ...warnOfTuning(settings, services),
    ...warnOfFileSystems(settings, services),
    ...warnOfLogRouters(settings, services),
    ...warnOfNamelessTls(settings, services),
    ...warnOfOwnClients(settings, services),
    ...services.flatMap(({ name, settings: { containers, cpuUnits, serviceConnect } }) =>
      warnOfProxy(`service "${name}"`, plainService(name, { containers, cpuUnits, serviceConnect })),
    ),
  ];
}

/** Checks each part that could be read, whatever is wrong with the others. */
function checkSettings(parsed: ParsedConfiguration, platformTags: Tags): Problem[] {
  const { settings, unreadable } = parsed;
  const services = servicesOf(settings);
  const { network } = settings;
  return [
    ...checkTags(settings.tags ?? {}, platformTags),
    ...checkAssumedRole(settings.assumeRoleArn),
    ...checkBoundary(settings),
    ...(network === undefined
      ? []
      : checkNetwork(NETWORK, {
          flowLogRetentionDays: settings.logRetentionDays,
          ...network,
          publicPorts: publicPortsOf(settings, services),
          udpRoutes: udpRoutesOf(settings, services),
        })),
    ...checkSecretNames(settings.secrets ?? {}),
    ...services.flatMap(({ name, settings: service }) => [
      ...checkService(
        plainService(name, {
          ...plannable(settings, service),
          alarms: alarmsOfService(settings, service),
        }),
      ),
      ...(unreadable.has("secrets") ? [] : checkSecretReferences(name, service, settings.secrets ?? {})),
    ]),
    ...checkImages(parsed, services),
    ...checkTraffic(settings, services),
    ...checkNetworkRouting(parsed, services),
    ...checkPrivateDomain(settings),
    ...checkRouting(parsed, services),
    ...checkExisting(parsed, services),
    ...checkDomainSettings(parsed),
    ...checkDnsNames(parsed, services),
    ...checkWebAclSettings(parsed),
    ...checkWayOut(settings, services),
    ...checkAvailability(settings, services),
    ...checkTaskAddresses(settings, services),
    ...checkNotificationSettings(parsed),
    ...checkFileSystemSettings(parsed, services),
  ];
}

/** By name, whatever order they are written in. */
function servicesOf({ services = {} }: Partial<Configuration>): PlannedService[] {
  return Object.entries(services)
    .map(([name, settings]) => ({ name, settings }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function checkTags(given: Tags, platformTags: Tags): Problem[] {
  const tags = { ...given, ...platformTags };
  const source = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html";
  const problems = Object.entries(tags).flatMap(([key, value]): Problem[] => {
    const message = tagProblem(key, value);
    if (message === undefined) return [];
    return [{ component: "environment", argument: `tags.${key}`, value, message, fix: "Correct the tag.", source }];
  });
  for (const key of [...Object.keys(platformTags), "Name"].filter((reserved) => reserved in given)) {
    problems.push({
      component: "environment",
      argument: `tags.${key}`,
      value: given[key],
      message: "The platform sets this tag itself.",
      fix: "Remove it, or choose another key.",
    });
  }
  // Each resource adds its own Name.
  if (Object.keys(tags).length + 1 > TAGS_MAX_COUNT) {
    problems.push({
      component: "environment",
      argument: "tags",
      value: Object.keys(tags).length,
      message: `A resource has at most ${TAGS_MAX_COUNT} tags, and the platform adds four.`,
      fix: "Use fewer tags.",
      source,
    });
  }
  return problems;
}

function checkAssumedRole(assumeRoleArn: string | undefined): Problem[] {
  const arn = assumeRoleArn === undefined ? undefined : parseArn(assumeRoleArn);
  if (assumeRoleArn === undefined || (arn?.service === "iam" && arn.resource.startsWith("role/"))) return [];
  return [
    {
      component: "environment",
      argument: "assumeRoleArn",
      value: assumeRoleArn,
      message: "It is not the ARN of a role: arn:aws:iam::ACCOUNT:role/NAME.",
      fix: "Copy the ARN from the role's page.",
      source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html",
    },
  ];
}

/** What the components' own planners can judge. */
function plannable(settings: Partial<Configuration>, service: ServiceSettings) {
  const { logRouter, ...rest } = service;
  return {
    ...rest,
    containers: mapValues(withFileSystems(settings, service.containers), (container, name) => ({
      ...container,
      secrets: knownReferences(service.containers[name]!.secrets),
    })),
    ...(logRouter && { logRouter: { ...logRouter, secretOptions: knownReferences(logRouter.secretOptions) } }),
    logRetentionDays: service.logRetentionDays ?? settings.logRetentionDays,
  };
}
