/** Builds what hears the alarms of an environment. */
import * as pulumi from "@pulumi/pulumi";
import { Notifications } from "../components/observability/notifications";
import { mapValues } from "../model/records";
import { NOTIFICATIONS } from "./names";
import type { EnvironmentPlan } from "./plan";
import { hasNotifications, isUrl } from "./plan/alarms";

/** The topic that alarms tell, with its subscribers; none if there are no alarms. */
export function buildNotifications(
  { settings, services, tags }: EnvironmentPlan,
  options: pulumi.ComponentResourceOptions,
  protect: boolean,
): Notifications | undefined {
  if (!hasNotifications(settings, services)) return undefined;
  const { mails, httpsEndpoints = {}, slack, teams } = settings.notifications ?? {};
  return new Notifications(
    NOTIFICATIONS,
    {
      displayName: `${tags["project"]} ${tags["environment"]}`.slice(0, 100),
      ...(mails && { mails }),
      ...(slack && { slack }),
      ...(teams && { teams }),
      permissionsBoundaryArn: settings.permissionsBoundaryArn,
      httpsEndpoints: mapValues(httpsEndpoints, (url) => (isUrl(url) ? url : pulumi.secret(settings.secrets![url]!))),
      protectKey: protect,
    },
    options,
  );
}
