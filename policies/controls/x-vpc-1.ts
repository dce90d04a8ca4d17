import { INTERNET_GATEWAY, ROUTE, ROUTE_TABLE, ROUTE_TABLE_ASSOCIATION, SUBNET } from "../../model/type-tokens";
import type { JudgedResource, StackControl } from "../control";
import type { Reader } from "../reader";
import type { Join, StackIndex } from "../stack-index";
import { agreed, allOf, anyOf, fail, indeterminate, NotApplicable, type Truth } from "../verdict";
import { isWholeInternet } from "../whole-internet";

type TierSettings = { readonly privateTags: readonly string[] };

const PRIVATE_TAGS: readonly string[] = ["tier=private", "tier=isolated"];

export const xVpc1: StackControl<TierSettings> = {
  id: "X-VPC-1",
  policy: "x-vpc-1",
  title: "Subnets that are marked as private have no route to an internet gateway",
  pack: "security",
  severity: "high",
  frameworks: [{ name: "fargate-platform", id: "X-VPC-1" }],
  rationale:
    "What makes a subnet private is that nothing on the internet can address what is in it. One route to an internet " +
    "gateway ends that for everything with a public address. Subnets that use the VPC's main route table are not seen.",
  remediation: "Route the subnet's traffic to a NAT gateway, or associate it with another route table.",
  link: "https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html",
  levels: { dev: "mandatory", prod: "mandatory" },
  types: [ROUTE_TABLE_ASSOCIATION],
  phase: "stack",
  settings: {
    properties: {
      privateTags: {
        type: "array",
        items: { type: "string", minLength: 1 },
        uniqueItems: true,
        description: "The tags that mark a subnet as private, each as `key=value`.",
      },
    },
    presets: { dev: { privateTags: PRIVATE_TAGS }, prod: { privateTags: PRIVATE_TAGS } },
  },
  equivalents: { cdkNag: ["VPCNoUnrestrictedRouteToIGW"] },

  judge(association, { privateTags }, stack) {
    const subnets = stack.referredTo(association, "subnetId", [SUBNET]);
    if (subnets.state === "absent") return new NotApplicable("The association is a gateway's, not a subnet's.");
    const isPrivate = each(subnets, (subnet) => anyOf(privateTags.map((tag) => hasTag(subnet, tag))));
    if (isPrivate === false) return new NotApplicable("The subnet is not marked as private.");
    const tables = stack.referredTo(association, "routeTableId", [ROUTE_TABLE]);
    const leadsOut = each(tables, (table) => leadsToInternet(table, stack));
    if (leadsOut === false) return [];
    return allOf([isPrivate, leadsOut]) === true
      ? [fail("routeTableId", "gives a private subnet a route to an internet gateway")]
      : [indeterminate("routeTableId", "may give a private subnet a route to an internet gateway")];
  },
};

/** What is true of the resource that is referred to; unknown if it isn't in this stack. */
function each(join: Join, judge: (resource: JudgedResource) => Truth): Truth {
  return join.state === "found" ? agreed(join.resources.map(judge)) : "unknown";
}

function hasTag({ properties }: JudgedResource, tag: string): Truth {
  const [key = "", ...value] = tag.split("=");
  const own = properties.get("tags").get(key);
  const text = (own.isAbsent() ? properties.get("tagsAll").get(key) : own).string();
  return text.state === "unknown" ? "unknown" : text.state === "known" && text.value === value.join("=");
}

function leadsToInternet(table: JudgedResource, stack: StackIndex): Truth {
  const inline = table.properties.get("routes").items();
  const separate = stack.referringTo(table, "routeTableId", [ROUTE]);
  return anyOf([
    ...(inline ?? []).map((route) =>
      allOf([isDefault(route, "cidrBlock", "ipv6CidrBlock"), isInternetGateway(route.get("gatewayId"))]),
    ),
    ...(inline === undefined ? ["unknown" as const] : []),
    ...separate.map(({ resource, refers }) => {
      const gateway = stack.referredTo(resource, "gatewayId", [INTERNET_GATEWAY]);
      return allOf([
        refers,
        isDefault(resource.properties, "destinationCidrBlock", "destinationIpv6CidrBlock"),
        gateway.state === "found" ? true : isInternetGateway(resource.properties.get("gatewayId")),
      ]);
    }),
  ]);
}

function isDefault(route: Reader, ...destinations: readonly string[]): Truth {
  return anyOf(
    destinations.map((name) => {
      const range = route.get(name).string();
      if (range.state === "unknown") return "unknown";
      return range.state === "known" && range.value !== "" ? (isWholeInternet(range.value) ?? "unknown") : false;
    }),
  );
}

/** By its id. Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InternetGateway.html */
function isInternetGateway(gatewayId: Reader): Truth {
  const id = gatewayId.string();
  if (id.state === "unknown") return "unknown";
  return id.state === "known" && id.value.startsWith("igw-");
}
