import { parseRange } from "../../analysis/network/addresses";
import { overlap } from "../../analysis/network/packet-set";
import {
  DIRECTED_RULE,
  EGRESS_RULE,
  INGRESS_RULE,
  ROUTE,
  ROUTE_TABLES,
  SECURITY_GROUPS,
} from "../../model/type-tokens";
import type { JudgedResource, ResourceControl } from "../control";
import type { Reader } from "../reader";
import { findingsIf } from "../requirements";
import { anyOf, fail, type Finding, indeterminate, NotApplicable, type Truth } from "../verdict";
import { isWholeInternet } from "../whole-internet";

type ForeignSettings = { readonly foreignRanges: readonly string[] };

const GROUP_RULES = [DIRECTED_RULE, INGRESS_RULE, EGRESS_RULE];
/** What leads from one VPC to another. Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateRoute.html */
const BORDERS = ["vpcPeeringConnectionId", "transitGatewayId", "coreNetworkArn", "networkInterfaceId", "vpcEndpointId"];
const RANGES = ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks"];
const DESTINATIONS = ["destinationCidrBlock", "destinationIpv6CidrBlock", "cidrBlock", "ipv6CidrBlock"];

export const xNet3: ResourceControl<ForeignSettings> = {
  id: "X-NET-3",
  policy: "x-net-3",
  title: "Nothing leads to the addresses of other environments, or lets them in",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-NET-3" }],
  rationale:
    "What happens in one environment must not reach another. No stack can see another one, so the other environments' " +
    "ranges are named in the policy's configuration. Rules for the whole internet are not meant: no such route leads " +
    "to private addresses. What a prefix list holds is not seen.",
  remediation: "Remove the route or the rule, or the range from the policy's configuration if it is no environment's.",
  link: "https://docs.aws.amazon.com/whitepapers/latest/organizing-your-aws-environment/organizing-your-aws-environment.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [ROUTE, ...ROUTE_TABLES, ...SECURITY_GROUPS, ...GROUP_RULES],
  phase: "resource",
  settings: {
    properties: {
      foreignRanges: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "The ranges of addresses of other environments, such as 10.20.0.0/16.",
      },
    },
    presets: { dev: { foreignRanges: [] }, prod: { foreignRanges: [] } },
  },
  equivalents: {},

  judge(resource, { foreignRanges }) {
    if (foreignRanges.length === 0) return new NotApplicable("The configuration names no other environment's ranges.");
    return rangesOf(resource).flatMap(({ range, applies }) =>
      findingsIf(applies, () => judgeRange(range, foreignRanges)),
    );
  },
};

/** A range of a rule, or of a route, and whether that leads over a border. */
interface JudgedRange {
  readonly range: Reader;
  readonly applies: Truth;
}

function rangesOf({ type, properties }: JudgedResource): readonly JudgedRange[] {
  if (type === ROUTE) return destinations(properties);
  if (ROUTE_TABLES.includes(type)) return elements(properties.get("routes")).flatMap(destinations);
  return rulesOf(type, properties).map((range) => ({ range, applies: true }));
}

function rulesOf(type: string, properties: Reader): readonly Reader[] {
  if (GROUP_RULES.includes(type)) return RANGES.flatMap((name) => elements(properties.get(name)));
  return ["ingress", "egress"]
    .flatMap((direction) => elements(properties.get(direction)))
    .flatMap((rule) => (rule.isUnknown() ? [rule] : RANGES.flatMap((name) => elements(rule.get(name)))));
}

function destinations(route: Reader): readonly JudgedRange[] {
  if (route.isUnknown()) return [{ range: route, applies: "unknown" }];
  const applies = anyOf(BORDERS.map((name) => isNamed(route.get(name))));
  return DESTINATIONS.map((name) => ({ range: route.get(name), applies }));
}

/** In a state, what is not there may be an empty text. */
function isNamed(target: Reader): Truth {
  const text = target.string();
  return text.state === "unknown" ? "unknown" : text.state === "known" && text.value !== "";
}

/** The elements of a list, or the value itself where one stands alone. */
function elements(reader: Reader): readonly Reader[] {
  const list = reader.list();
  return list.state === "known" ? list.value : [reader];
}

function judgeRange(reader: Reader, foreignRanges: readonly string[]): Finding[] {
  const text = reader.string();
  if (text.state === "absent" || (text.state === "known" && text.value === "")) return [];
  const range = text.state === "known" ? parseRange(text.value) : undefined;
  if (text.state === "unknown" || range === undefined) {
    return [indeterminate(reader.path, "does not tell yet whether it is another environment's")];
  }
  // A default route over a border leads there too; a rule for everyone does not.
  if (isWholeInternet(text.value) === true && !DESTINATIONS.some((name) => reader.path.endsWith(name))) return [];
  const meets = foreignRanges.some((each) => {
    const foreign = parseRange(each);
    return foreign?.family === range.family && overlap(foreign.range, range.range) !== undefined;
  });
  return meets ? [fail(reader.path, "is, in a part, another environment's")] : [];
}
