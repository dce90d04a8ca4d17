/** What log routers can be told, but that hardly gets logs to where they are meant to go. */
import { logOutput } from "../../model/log-outputs";
import { optionOf } from "../../model/log-router";
import type { Problem } from "../../model/problem";
import type { Configuration } from "../configuration-schema";
import type { PlannedService } from "../plan";
import { inPrivateSubnets } from "./placement";

const HTTPS = "443";

export function warnOfLogRouters(settings: Configuration, services: readonly PlannedService[]): Problem[] {
  const shutIn = hasNoInternet(settings) ? inPrivateSubnets(services) : [];
  return services
    .flatMap((service) => [...portsThatAreClosed(service), ...groupsWithoutPermission(service)])
    .concat(shutIn.flatMap(destinationsOutside));
}

function hasNoInternet({ network, existing }: Configuration): boolean {
  return existing?.network === undefined ? network?.nat === "none" : existing.network.privateInternetAccess !== true;
}

/** What is on AWS is called over HTTPS. */
function portsThatAreClosed({ name, settings: { logRouter } }: PlannedService): Problem[] {
  const port = optionOf(logRouter?.options ?? {}, "port");
  if (port === undefined || port === HTTPS) return [];
  return [
    {
      component: `service "${name}"`,
      argument: "logRouter.options.port",
      value: port,
      message: "Its tasks get out over 443 alone, and to services that let this one in by allowFrom.",
      fix: "Use a destination that answers on 443, or one of those services.",
    },
  ];
}

function groupsWithoutPermission({ name, settings: { logRouter } }: PlannedService): Problem[] {
  const template = optionOf(logRouter?.options ?? {}, "log_group_template");
  if (template === undefined) return [];
  return [
    {
      component: `service "${name}"`,
      argument: "logRouter.options.log_group_template",
      value: template,
      message: "Which groups it names is known only when lines come; its tasks may write to log_group_name alone.",
      fix: "Allow the service's task role to write to the others, or remove it.",
    },
  ];
}

function destinationsOutside({ name, settings: { logRouter } }: PlannedService): Problem[] {
  const output = logRouter?.output;
  if (output === undefined || logOutput(output) !== undefined) return [];
  return [
    {
      component: `service "${name}"`,
      argument: "logRouter.output",
      value: output,
      message: "Its tasks have no way to the internet, and no endpoint is known to lead where it sends the logs.",
      fix: "Give the network a NAT gateway, unless the destination is inside the VPC.",
    },
  ];
}
