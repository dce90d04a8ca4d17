/** Which services are watched, and whom their alarms tell. */
import { toldEvents } from "../../components/observability/cluster-events-plan";
import { checkNotifications } from "../../components/observability/notifications-plan";
import type { AlarmThresholds } from "../../components/observability/service-alarms-plan";
import type { Problem } from "../../model/problem";
import { mapValues } from "../../model/records";
import type { ParsedConfiguration } from "../configuration";
import type { Configuration } from "../configuration-schema";
import { NOTIFICATIONS } from "../names";
import type { PlannedService } from "../plan";

type AlarmSettings = AlarmThresholds & { readonly rollback?: boolean };

const COMPONENT = `notifications "${NOTIFICATIONS}"`;

/** A service's own settings over those of the environment; undefined if it isn't watched. Prod is, unless told otherwise. */
export function alarmsOfService(
  { environmentType, alarms }: Partial<Configuration>,
  service: PlannedService["settings"],
): AlarmSettings | undefined {
  const environment = alarms ?? (environmentType === "prod" ? {} : false);
  if (service.alarms === false) return undefined;
  if (environment === false) return service.alarms && withoutUnset(service.alarms);
  const merged = withoutUnset({ ...environment, ...service.alarms });
  // What needs a route is left out where there is none, unless the service itself asks for it.
  if (service.route !== undefined) return merged;
  const { errorPercent, latencySeconds, unhealthyTasks, ...rest } = merged;
  return { ...rest, ...(service.alarms && withoutUnset(service.alarms)) };
}

/** Optional settings may be there without a value; arguments are absent then. */
function withoutUnset(settings: Readonly<Record<string, unknown>>): AlarmSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function hasAlarms(settings: Partial<Configuration>, services: readonly PlannedService[]): boolean {
  return services.some((service) => alarmsOfService(settings, service.settings) !== undefined);
}

/** True if somebody is named who is told. */
function isHeard({ notifications = {} }: Partial<Configuration>): boolean {
  const { mails = [], httpsEndpoints = {}, slack = {}, teams = {} } = notifications;
  return [mails, httpsEndpoints, slack, teams].some((listeners) => Object.keys(listeners).length > 0);
}

function tellsEvents({ notifications = {} }: Partial<Configuration>, services: readonly PlannedService[]): boolean {
  return services.length > 0 && toldEvents(notifications).length > 0;
}

/** True if there is a topic: alarms want one, or somebody listens to events. */
export function hasNotifications(settings: Partial<Configuration>, services: readonly PlannedService[]): boolean {
  return hasAlarms(settings, services) || (isHeard(settings) && tellsEvents(settings, services));
}

/** True if the text is the URL itself, and not the name of a secret that holds it. */
export function isUrl(text: string): boolean {
  return text.includes(":");
}

export function checkNotificationSettings({ settings, unreadable }: ParsedConfiguration): Problem[] {
  const { notifications, secrets = {} } = settings;
  if (notifications === undefined) return [];
  const { mails = [], httpsEndpoints = {}, slack = {}, teams = {} } = notifications;
  const problems = [
    ...checkNotifications(NOTIFICATIONS, {
      mails,
      httpsEndpoints: mapValues(httpsEndpoints, (url) => (isUrl(url) ? url : undefined)),
      slack,
      teams,
    }),
    ...checkChatRegion(settings),
  ];
  const unknown = Object.entries(httpsEndpoints).filter(([, name]) => !isUrl(name) && !(name in secrets));
  if (unreadable.has("secrets")) return problems;
  return [
    ...problems,
    ...unknown.map(([key]) => ({
      component: COMPONENT,
      argument: `httpsEndpoints.${key}`,
      // What stands here may be part of a key.
      value: "[not shown]",
      message: "It is neither a URL nor the name of one of the environment's secrets.",
      fix: "Write https://HOST/PATH, or set the URL with: pulumi config set --secret --path secrets.NAME",
    })),
  ];
}

/** Source: https://docs.aws.amazon.com/general/latest/gr/chatbot.html, which knows regions of the partition aws alone */
function checkChatRegion({ region = "", notifications = {} }: Partial<Configuration>): Problem[] {
  if (!/^(cn|us-gov)-/.test(region)) return [];
  return (["slack", "teams"] as const)
    .filter((kind) => Object.keys(notifications[kind] ?? {}).length > 0)
    .map((kind) => ({
      component: COMPONENT,
      argument: kind,
      value: Object.keys(notifications[kind]!),
      message: `Amazon Q Developer in chat applications doesn't exist in ${region}.`,
      fix: "Remove it, and use mails or httpsEndpoints.",
      source: "https://docs.aws.amazon.com/general/latest/gr/chatbot.html",
    }));
}

/** Alarms that nobody hears, and listeners whom nothing tells. */
export function warnOfNotifications(settings: Configuration, services: readonly PlannedService[]): Problem[] {
  const warning = (message: string, fix: string): Problem[] => [
    { component: COMPONENT, argument: "notifications", value: settings.notifications, message, fix },
  ];
  if (hasAlarms(settings, services) && !isHeard(settings)) {
    return warning("Alarms ring, and tell nobody.", "Set notifications.mails, httpsEndpoints, slack or teams.");
  }
  if (services.length > 0 && isHeard(settings) && !hasNotifications(settings, services)) {
    return warning(
      "There are neither alarms nor events that could tell anybody, so there is no topic either.",
      "Set alarms: {}, or remove it.",
    );
  }
  return [];
}
