import { type Properties, UNKNOWN, type Value } from "../../../model/graph";
import { elb1 } from "../../../policies/controls/elb-1";
import { CANARY, type CaseResource, type ControlCase, type ControlCases } from "../control-case";

const LISTENER = "aws:lb/listener:Listener";
const ALB_LISTENER = "aws:alb/listener:Listener";
const RULE = "aws:lb/listenerRule:ListenerRule";
const ALB_RULE = "aws:alb/listenerRule:ListenerRule";

const REDIRECT = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
const FORWARD = { type: "forward", targetGroupArn: UNKNOWN };
const PLAIN = "answers over HTTP with something other than a redirect to HTTPS";
const NOT_TOLD = "does not tell yet whether it redirects to HTTPS";
const LISTENER_NOT_TOLD = "does not tell whether the listener speaks HTTP";

function listener(properties: Properties): Pick<ControlCase, "type" | "properties"> {
  return { type: LISTENER, properties: { port: 80, protocol: "HTTP", ...properties } };
}

/** A rule of a listener that has an ARN. */
function rule(actions: Value, listenerArn: Value = "arn:of:http"): Pick<ControlCase, "type" | "properties"> {
  return { type: RULE, properties: { listenerArn, actions } };
}

/** A rule of a listener that has no ARN yet. */
function ruleComputedFrom(...names: readonly string[]): Pick<ControlCase, "type" | "properties" | "computedFrom"> {
  return { ...rule([FORWARD], UNKNOWN), computedFrom: { listenerArn: names } };
}

function other(name: string, protocol: Value, type = LISTENER): CaseResource {
  const properties = { port: 80, protocol, arn: `arn:of:${name}`, defaultActions: [REDIRECT] };
  return { type, name, properties };
}

const HTTP = other("http", "HTTP");
const HTTPS = other("https", "HTTPS");
const LATER = other("later", UNKNOWN);

function failing(title: string, subject: Pick<ControlCase, "type" | "properties">): ControlCase {
  const path = "defaultActions" in subject.properties ? "defaultActions" : "actions";
  return { kind: "failing", title, ...subject, others: [HTTP, HTTPS], expected: [["fail", path, PLAIN]] };
}

export const cases: ControlCases = {
  control: elb1,
  cases: [
    {
      kind: "passing",
      title: "a listener that only redirects",
      ...listener({ defaultActions: [REDIRECT] }),
      expected: "pass",
    },
    { kind: "passing", title: "a rule that only redirects", ...rule([REDIRECT]), others: [HTTP], expected: "pass" },
    {
      kind: "passing",
      title: "a rule that only redirects, of a listener in another stack",
      ...rule([REDIRECT], "arn:elsewhere"),
      expected: "pass",
    },
    {
      kind: "passing",
      title: "a listener that only redirects, whatever it speaks",
      ...listener({ protocol: UNKNOWN, defaultActions: [REDIRECT] }),
      expected: "pass",
    },
    failing("a listener that forwards", listener({ defaultActions: [FORWARD] })),
    failing("a listener of the other token", { ...listener({ defaultActions: [FORWARD] }), type: ALB_LISTENER }),
    failing("a protocol in small letters", listener({ protocol: "http", defaultActions: [FORWARD] })),
    failing(
      "a fixed answer",
      listener({ defaultActions: [{ type: "fixed-response", fixedResponse: { statusCode: "404" } }] }),
    ),
    failing(
      "a redirect that stays with HTTP",
      listener({ defaultActions: [{ type: "redirect", redirect: { protocol: "HTTP", statusCode: "HTTP_301" } }] }),
    ),
    failing(
      "a redirect that keeps the request's protocol",
      listener({ defaultActions: [{ type: "redirect", redirect: { host: "example.com", statusCode: "HTTP_301" } }] }),
    ),
    failing(
      "a redirect's settings on another action",
      listener({ defaultActions: [{ ...REDIRECT, type: "forward" }] }),
    ),
    failing("a second action beside the redirect", listener({ defaultActions: [REDIRECT, FORWARD] })),
    failing("no action", listener({ defaultActions: [] })),
    failing("one action that forwards, whatever the other does", listener({ defaultActions: [FORWARD, UNKNOWN] })),
    failing("a rule that forwards", rule([FORWARD])),
    failing("a rule of the other token", { ...rule([FORWARD]), type: ALB_RULE }),
    {
      kind: "failing",
      title: "a rule whose listener has the other token",
      ...rule([FORWARD]),
      others: [other("http", "HTTP", ALB_LISTENER)],
      expected: [["fail", "actions", PLAIN]],
    },
    {
      kind: "failing",
      title: "a rule whose listener has no ARN yet",
      ...ruleComputedFrom("http"),
      others: [HTTP, HTTPS],
      expected: [["fail", "actions", PLAIN]],
    },
    {
      kind: "failing",
      title: "a rule whose listener is one of two that both speak HTTP",
      ...ruleComputedFrom("http", "http2"),
      others: [HTTP, other("http2", "HTTP")],
      expected: [["fail", "actions", PLAIN]],
    },
    {
      kind: "absent",
      title: "without a protocol a listener with a port speaks HTTP",
      ...listener({ protocol: null, defaultActions: [FORWARD] }),
      expected: [["fail", "defaultActions", PLAIN]],
    },
    {
      kind: "absent",
      title: "without actions",
      ...listener({}),
      expected: [["fail", "defaultActions", PLAIN]],
    },
    {
      kind: "unknown",
      title: "what the listener speaks",
      ...listener({ protocol: UNKNOWN, defaultActions: [FORWARD] }),
      expected: [["indeterminate", "protocol", LISTENER_NOT_TOLD]],
    },
    {
      kind: "unknown",
      title: "the port, without which a listener is a Gateway Load Balancer's",
      ...listener({ protocol: null, port: UNKNOWN, defaultActions: [FORWARD] }),
      expected: [["indeterminate", "protocol", LISTENER_NOT_TOLD]],
    },
    {
      kind: "unknown",
      title: "what the listener does",
      ...listener({ defaultActions: UNKNOWN }),
      expected: [["indeterminate", "defaultActions", NOT_TOLD]],
    },
    {
      kind: "unknown",
      title: "the kind of action",
      ...listener({ defaultActions: [{ ...REDIRECT, type: UNKNOWN }] }),
      expected: [["indeterminate", "defaultActions", NOT_TOLD]],
    },
    {
      kind: "unknown",
      title: "where the redirect goes",
      ...listener({ defaultActions: [{ type: "redirect", redirect: UNKNOWN }] }),
      expected: [["indeterminate", "defaultActions", NOT_TOLD]],
    },
    {
      kind: "unknown",
      title: "the rule's listener is in another stack",
      ...rule([FORWARD], "arn:elsewhere"),
      others: [HTTP],
      expected: [["indeterminate", "listenerArn", LISTENER_NOT_TOLD]],
    },
    {
      kind: "unknown",
      title: "the rule's listener, of which nothing is recorded",
      ...rule([FORWARD], UNKNOWN),
      others: [HTTP],
      expected: [["indeterminate", "listenerArn", LISTENER_NOT_TOLD]],
    },
    {
      kind: "unknown",
      title: "what the rule's listener speaks",
      ...ruleComputedFrom("later"),
      others: [HTTP, LATER],
      expected: [["indeterminate", "listenerArn", LISTENER_NOT_TOLD]],
    },
    {
      kind: "unknown",
      title: "which of two listeners that differ is the rule's",
      ...ruleComputedFrom("http", "https"),
      others: [HTTP, HTTPS],
      expected: [["indeterminate", "listenerArn", LISTENER_NOT_TOLD]],
    },
    {
      kind: "unknown",
      title: "what one of two possible listeners speaks",
      ...ruleComputedFrom("https", "later"),
      others: [HTTPS, LATER],
      expected: [["indeterminate", "listenerArn", LISTENER_NOT_TOLD]],
    },
    {
      kind: "not applicable",
      title: "HTTPS",
      ...listener({ protocol: "HTTPS", defaultActions: [FORWARD] }),
      expected: "not-applicable",
    },
    {
      kind: "not applicable",
      title: "a listener of a Gateway Load Balancer",
      ...listener({ protocol: null, port: null, defaultActions: [FORWARD] }),
      expected: "not-applicable",
    },
    {
      kind: "not applicable",
      title: "a rule of an HTTPS listener",
      ...rule([FORWARD], "arn:of:https"),
      others: [HTTP, HTTPS],
      expected: "not-applicable",
    },
    {
      kind: "not applicable",
      title: "a rule of an HTTPS listener that has no ARN yet",
      ...ruleComputedFrom("https"),
      others: [HTTP, HTTPS],
      expected: "not-applicable",
    },
    {
      kind: "not applicable",
      title: "a rule of one of two HTTPS listeners",
      ...ruleComputedFrom("https", "https2"),
      others: [HTTP, HTTPS, other("https2", "HTTPS")],
      expected: "not-applicable",
    },
    {
      kind: "canary",
      title: "an answer with a text",
      ...listener({
        defaultActions: [{ type: "fixed-response", fixedResponse: { messageBody: CANARY } }],
        certificateArn: CANARY,
      }),
      expected: [["fail", "defaultActions", PLAIN]],
    },
    {
      kind: "canary",
      title: "a rule of a listener that isn't there",
      ...rule([{ type: CANARY }], CANARY),
      expected: [["indeterminate", "listenerArn", LISTENER_NOT_TOLD]],
    },
  ],
};
