/** Builds what hears the alarms and events of an environment. */
import * as pulumi from "@pulumi/pulumi";
import { ClusterEvents } from "../components/observability/cluster-events";
import { Notifications } from "../components/observability/notifications";
import type { ClusterLike } from "../components/service/cluster-like";
import { mapValues } from "../model/records";
import { CLUSTER, NOTIFICATIONS } from "./names";
import type { EnvironmentPlan } from "./plan";
import { hasNotifications, isUrl } from "./plan/alarms";

/** The topic that alarms and events tell, with its subscribers; none if there is nothing to tell. */
export function buildNotifications(
  { settings, services, tags }: EnvironmentPlan,
  cluster: ClusterLike,
  options: pulumi.ComponentResourceOptions,
  protect: boolean,
): Notifications | undefined {
  if (!hasNotifications(settings, services)) return undefined;
  const { mails, httpsEndpoints = {}, slack, teams } = settings.notifications ?? {};
  const { permissionsBoundaryArn } = settings;
  const notifications = new Notifications(
    NOTIFICATIONS,
    {
      displayName: `${tags["project"]} ${tags["environment"]}`.slice(0, 100),
      ...(mails && { mails }),
      ...(slack && { slack }),
      ...(teams && { teams }),
      permissionsBoundaryArn,
      httpsEndpoints: mapValues(httpsEndpoints, (url) => (isUrl(url) ? url : pulumi.secret(settings.secrets![url]!))),
      protectKey: protect,
    },
    options,
  );
  const { failedDeployments, outOfMemory } = settings.notifications ?? {};
  new ClusterEvents(
    CLUSTER,
    { cluster, notifications, failedDeployments, outOfMemory, permissionsBoundaryArn },
    options,
  );
  return notifications;
}
