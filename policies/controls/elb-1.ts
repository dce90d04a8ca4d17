import { LISTENERS, LISTENER_RULES } from "../../model/type-tokens";
import type { JudgedResource, StackControl } from "../control";
import { isHttp, onlyRedirectsToHttps } from "../listeners";
import type { StackIndex } from "../stack-index";
import { agreed, fail, indeterminate, type Judged, NotApplicable, type Truth } from "../verdict";

export const elb1: StackControl = {
  id: "ELB.1",
  policy: "elb-1",
  title: "HTTP listeners and their rules only redirect to HTTPS",
  pack: "security",
  severity: "medium",
  frameworks: [{ name: "AWS FSBP", id: "ELB.1" }],
  rationale:
    "Whatever an HTTP listener forwards or answers travels in plain text, with cookies and passwords. Wider than AWS's " +
    "rule: the listener's rules count too, because they come before its default action.",
  remediation: "Serve on an HTTPS listener, and let the HTTP listener redirect with `redirect.protocol` HTTPS.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-1",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [...LISTENERS, ...LISTENER_RULES],
  phase: "stack",
  equivalents: {
    checkov: ["CKV_AWS_2", "CKV2_AWS_20"],
    cdkNag: ["ALBHttpToHttpsRedirection"],
    awsguard: ["alb-http-to-https-redirection"],
    pulumi: ["Listener.disallowUnencryptedTraffic"],
  },

  judge(resource, _settings, stack): Judged {
    const isRule = LISTENER_RULES.includes(resource.type);
    const plain = isRule ? rulesListenerIsHttp(resource, stack) : isHttp(resource.properties);
    if (plain === false) return new NotApplicable("The listener does not speak HTTP.");
    const actions = resource.properties.get(isRule ? "actions" : "defaultActions");
    const redirects = onlyRedirectsToHttps(actions);
    if (redirects === true) return [];
    if (plain === "unknown") {
      return [indeterminate(isRule ? "listenerArn" : "protocol", "does not tell whether the listener speaks HTTP")];
    }
    if (redirects === "unknown")
      return [indeterminate(actions.path, "does not tell yet whether it redirects to HTTPS")];
    return [fail(actions.path, "answers over HTTP with something other than a redirect to HTTPS")];
  },
};

/**
 * The listener is found by its ARN or, before it has one, by what `listenerArn` was computed from. Where that leaves
 * several, the rule is judged only if they agree.
 */
function rulesListenerIsHttp(rule: JudgedResource, stack: StackIndex): Truth {
  const listeners = stack.referredTo(rule, "listenerArn", LISTENERS);
  if (listeners.state !== "found") return "unknown";
  return agreed(listeners.resources.map(({ properties }) => isHttp(properties)));
}
