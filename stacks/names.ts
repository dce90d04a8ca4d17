/** The names of the environment's only load balancers, their logs, network and cluster. */
export const LOAD_BALANCER = "public";
/** AWS keeps names that begin with "internal-" for itself. */
export const INTERNAL_LOAD_BALANCER = "private";
export const NETWORK_LOAD_BALANCER = "network";
export const ACCESS_LOGS = "access-logs";
export const DOMAIN = "main";
export const NAMESPACE = "services";
export const NETWORK = "main";
export const CLUSTER = "main";
export const LOG_KEY = "logs";
export const NOTIFICATIONS = "alarms";

/** An image that is built for a container: its repository's logical name. */
export function imageName(service: string, container: string): string {
  return `${service}/${container}`;
}
