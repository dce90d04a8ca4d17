import type { Value } from "../../model/graph";
import { DIRECTED_RULE, INGRESS_RULE, SECURITY_GROUP } from "../../model/type-tokens";
import type { JudgedResource, StackControl } from "../control";
import { networkOf } from "../network-view";
import { type GroupRule, isWorld, judgeRules, openedPorts, type OpenedPorts } from "../security-group-rules";
import type { StackIndex } from "../stack-index";
import { allOf, anyOf, failIf, type Finding, negate, type Truth } from "../verdict";

type PortSettings = { readonly authorisedPorts: readonly string[] };

const AUTHORISED: readonly string[] = ["tcp/80", "tcp/443"];

export const ec2_18: StackControl<PortSettings> = {
  id: "EC2.18",
  policy: "ec2-18",
  title: "The whole internet is let in on authorised ports only, and only to load balancers",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "AWS FSBP", id: "EC2.18" }],
  rationale:
    "What everyone can reach is decided once, for load balancers, and not by each rule that somebody adds. Wider than AWS's " +
    "rule, which asks for the ports alone. ICMP has no ports and is not judged, nor is what a prefix list holds.",
  remediation: "Let in the load balancer's security group instead, or name the port in the configuration.",
  link: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
  levels: { dev: "advisory", prod: "mandatory" },
  types: [SECURITY_GROUP, DIRECTED_RULE, INGRESS_RULE],
  phase: "stack",
  settings: {
    properties: {
      authorisedPorts: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "The ports on which load balancers may be open to everyone, each as `tcp/443` or `udp/514`.",
      },
    },
    presets: { dev: { authorisedPorts: AUTHORISED }, prod: { authorisedPorts: AUTHORISED } },
  },
  equivalents: { checkov: ["CKV_AWS_260", "CKV_AWS_277"], cdkNag: ["AwsSolutions-EC23"] },

  judge(resource, settings, stack) {
    const attached =
      resource.type === SECURITY_GROUP ? hasLoadBalancer(resource, stack) : isOfLoadBalancer(resource, stack);
    return judgeRules(resource, "ingress", (rule) => judgeRule(rule, attached, settings));
  },
};

function judgeRule(
  { rule, protocol, ranges, applies }: GroupRule,
  attached: Truth,
  { authorisedPorts }: PortSettings,
): Finding[] {
  const opened = openedPorts(rule, protocol);
  if (opened === "none") return [];
  const authorised = opened === "unknown" ? "unknown" : isAmong(opened, authorisedPorts);
  return ranges.flatMap((source) => {
    const everyone = allOf([applies, isWorld(source)]);
    return [
      ...failIf(
        allOf([everyone, negate(authorised)]),
        source.path,
        "lets the whole internet in on other ports than the authorised ones",
        "ports",
      ),
      ...failIf(
        allOf([everyone, authorised, negate(attached)]),
        source.path,
        "lets the whole internet in, and no load balancer of the stack has the group",
        "group",
      ),
    ];
  });
}

function isAmong({ protocols, from, to }: OpenedPorts, authorised: readonly string[]): boolean {
  return protocols.every((protocol) => {
    const allowed = authorised.filter((text) => {
      const [name, port] = text.split("/");
      return name === protocol && Number(port) >= from && Number(port) <= to;
    });
    return allowed.length === to - from + 1;
  });
}

/** Whether the rule's group is a load balancer's; another stack's group may be anything. */
function isOfLoadBalancer(rule: JudgedResource, stack: StackIndex): Truth {
  const groups = stack.referredTo(rule, "securityGroupId", [SECURITY_GROUP]);
  if (groups.state !== "found") return "unknown";
  const truths = groups.resources.map((group) => hasLoadBalancer(group, stack));
  return truths.every((truth) => truth === truths[0]) ? truths[0]! : "unknown";
}

function hasLoadBalancer(group: JudgedResource, stack: StackIndex): Truth {
  const isIdentified = group.properties.get("id").string().state === "known";
  const loadBalancers = networkOf(stack).reachability.endpoints.filter(({ kind }) => kind === "load balancer");
  return anyOf(
    loadBalancers.map(({ groups, unknownGroups, resource: { inputs } }): Truth => {
      if (groups.some(({ urn }) => urn === group.urn)) return true;
      // Another stack's groups are not this one, as long as all of their ids are known.
      const isSomebodyElses = isIdentified && isTexts(inputs["securityGroups"]);
      return unknownGroups.length > 0 && !isSomebodyElses ? "unknown" : false;
    }),
  );
}

function isTexts(value: Value | undefined): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
