/** Network ACLs: lists of rules around a subnet that know no connections. */
import { isUnknown, UNKNOWN, type Properties, type Resource } from "../../model/graph";
import type { Truth } from "../../model/truth";
import { NETWORK_ACLS, NETWORK_ACL_RULE } from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import { elementsIn, isGiven, numberOf, propertiesOf } from "../values";
import { ALL_ADDRESSES, rangeOf, type Family } from "./addresses";
import type { Malformed } from "./malformed";
import { CLOSED, firstMatch, type Filter, type OrderedRule } from "./filter";
import { box, NOTHING, type Box, type Range } from "./packet-set";
import { isIcmp, readTraffic, type ReadTraffic } from "./traffic";

/**
 * What an ACL does with packets by direction; an answer is a packet in the other direction, whose destination port is
 * the one that the connection was opened from.
 */
export interface NetworkAcl {
  readonly resource: Resource;
  readonly inbound: AclFilters;
  readonly outbound: AclFilters;
}

/** Both are about the packets that open a connection: what of them gets through, and of which the answers do. */
export type AclFilters = Readonly<Record<Family, { readonly opening: Filter; readonly answers: Filter }>>;

interface AclRule {
  readonly number: number;
  readonly egress: Truth;
  readonly properties: Properties;
  readonly holder: Resource;
}

/** It may come first, and say anything. */
const UNKNOWN_RULE: Properties = {
  ruleNo: 0,
  action: UNKNOWN,
  protocol: "-1",
  cidrBlock: UNKNOWN,
  ipv6CidrBlock: UNKNOWN,
};

export function readNetworkAcls(index: GraphIndex, malformed: Malformed[]): ReadonlyMap<Resource, NetworkAcl> {
  const rules = new Map<Resource, AclRule[]>();
  for (const acl of NETWORK_ACLS.flatMap((type) => index.ofType(type))) {
    const inline = (input: string) =>
      elementsIn(acl, input)
        .map((rule) => (isUnknown(rule) ? UNKNOWN_RULE : propertiesOf(rule)))
        .map((properties): AclRule => ({
          number: numberOf(properties["ruleNo"]) ?? 0,
          egress: input === "egress",
          properties,
          holder: acl,
        }));
    rules.set(acl, [...inline("ingress"), ...inline("egress")]);
  }
  for (const rule of index.ofType(NETWORK_ACL_RULE)) {
    const found = index.referredTo(rule, "networkAclId", rule.inputs["networkAclId"], NETWORK_ACLS);
    const read = {
      number: numberOf(rule.inputs["ruleNumber"]) ?? 0,
      egress: isUnknown(rule.inputs["egress"]) ? ("unknown" as const) : rule.inputs["egress"] === true,
      properties: rule.inputs,
      holder: rule,
    };
    for (const acl of found) rules.get(acl)!.push(read);
  }
  for (const rule of [...rules.values()].flat()) malformed.push(...malformedParts(rule));
  return new Map(
    [...rules].map(([resource, list]) => {
      const ordered = [...list].sort((a, b) => a.number - b.number);
      const filters = (egress: boolean) =>
        aclFilters(
          ordered.filter((rule) => rule.egress === egress || rule.egress === "unknown"),
          egress,
        );
      return [resource, { resource, inbound: filters(false), outbound: filters(true) }];
    }),
  );
}

/** The ACL that an association gives, of another stack: it may let anything through. */
export function unknownAcl(association: Resource): NetworkAcl {
  const perhaps = (family: Family): Filter => ({
    surely: NOTHING,
    possibly: [box(ALL_ADDRESSES[family])],
    unknowns: [`networkAclId of ${association.name}`],
  });
  const of = (family: Family) => ({ opening: perhaps(family), answers: perhaps(family) });
  const filters = { ipv4: of("ipv4"), ipv6: of("ipv6") };
  return { resource: association, inbound: filters, outbound: filters };
}

/** Such a rule matches nothing. */
function malformedParts({ properties, holder, number }: AclRule): Malformed[] {
  const traffic = trafficOf(properties);
  const wrong = traffic === "malformed" ? [`rule ${number} has a protocol or ports that AWS doesn't know`] : [];
  const ranges = ["cidrBlock", "ipv6CidrBlock"].filter((property) => {
    const value = properties[property];
    return isGiven(value) && !isUnknown(value) && rangeOf(value) === undefined;
  });
  const noRanges = ranges.map((property) => `${property} of rule ${number} is no range of addresses`);
  return [...wrong, ...noRanges].map((what) => ({ resource: holder, what }));
}

function aclFilters(rules: readonly AclRule[], egress: boolean): AclFilters {
  const of = (family: Family) => {
    const everything = [box(ALL_ADDRESSES[family])];
    return {
      opening: firstMatch(
        rules.map((rule) => matching(rule, family, egress ? "destination" : "source", false)),
        everything,
      ),
      // An answer that goes out is one to those who came in: its destination is their source.
      answers: firstMatch(
        rules.map((rule) => matching(rule, family, egress ? "source" : "destination", true)),
        everything,
      ),
    };
  };
  return { ipv4: of("ipv4"), ipv6: of("ipv6") };
}

/** The connections that the rule decides about, by the side that it names. */
function matching(
  { properties, holder, number }: AclRule,
  family: Family,
  side: "source" | "destination",
  isAnswer: boolean,
): OrderedRule {
  const action = properties["action"] ?? properties["ruleAction"];
  // Where in the order an unknown rule stands, and what it does, has to be taken for both.
  const isUnclear = [action, properties["ruleNo"], properties["ruleNumber"], properties["egress"]].some(isUnknown);
  const allow = action === "allow" || isUnclear;
  const property = family === "ipv4" ? "cidrBlock" : "ipv6CidrBlock";
  const given = properties[property];
  const none = { allow, ...CLOSED };
  if (!isGiven(given)) return none;
  const traffic = trafficOf(properties);
  if (traffic === "malformed") return none;
  const everyone = ALL_ADDRESSES[family];
  if (isUnknown(given) || traffic === "unknown" || isUnclear) {
    const unknowns = [`rule ${number} of network ACL ${holder.name}`];
    return { allow, surely: [], possibly: [box(everyone)], unknowns };
  }
  const range = rangeOf(given);
  if (range?.family !== family) return none;
  const boxes = boxesOf(everyone, side, range.range, traffic, isAnswer);
  return { allow, surely: boxes, possibly: boxes, unknowns: [] };
}

function boxesOf(
  everyone: Range,
  side: "source" | "destination",
  addresses: Range,
  { protocol, destinationPort }: Pick<Box, "protocol" | "destinationPort">,
  isAnswer: boolean,
): Box[] {
  const part = { [side]: addresses, protocol };
  return [box(everyone, isAnswer ? { ...part, sourcePort: destinationPort } : { ...part, destinationPort })];
}

/**
 * Of ICMP the type stands beside the ports, which say nothing then, and is 0 if it isn't given.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNetworkAclEntry.html
 */
function trafficOf({ protocol, icmpType, fromPort, toPort }: Properties): ReadTraffic {
  return isIcmp(protocol) ? readTraffic(protocol, icmpType ?? 0, undefined) : readTraffic(protocol, fromPort, toPort);
}
