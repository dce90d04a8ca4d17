/** What listeners of load balancers speak, and what they answer. */
import type { Reader } from "./reader";
import { equalsAny } from "./requirements";
import { allOf, type Truth } from "./verdict";

/**
 * Without a protocol an Application Load Balancer's listener speaks HTTP; a Gateway Load Balancer's has neither protocol
 * nor port. Source: https://www.pulumi.com/registry/packages/aws/api-docs/lb/listener/#protocol_nodejs
 */
export function isHttp(listener: Reader): Truth {
  const protocol = listener.get("protocol").string();
  if (protocol.state === "unknown") return "unknown";
  if (protocol.state === "known") return protocol.value.toUpperCase() === "HTTP";
  const port = listener.get("port").number();
  return port.state === "unknown" ? "unknown" : port.state === "known";
}

/** Whether the actions of a listener or rule do nothing but redirect to HTTPS. */
export function onlyRedirectsToHttps(actions: Reader): Truth {
  const list = actions.items();
  if (list === undefined) return "unknown";
  return list.length === 0 ? false : allOf(list.map(redirectsToHttps));
}

/** A redirect's protocol is the request's own if not set: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html */
function redirectsToHttps(action: Reader): Truth {
  return allOf([equalsAny(action.get("type"), ["redirect"]), equalsAny(action.at("redirect", "protocol"), ["HTTPS"])]);
}
