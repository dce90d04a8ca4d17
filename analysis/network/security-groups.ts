/** Security groups and their rules, from any of the resources that can hold them. */
import { isUnknown, UNKNOWN, type Properties, type Resource, type Value } from "../../model/graph";
import { DIRECTED_RULE, EGRESS_RULE, INGRESS_RULE, SECURITY_GROUPS } from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import { elementsIn, propertiesOf, textOf } from "../values";
import { rangeOf, type AddressRange } from "./addresses";
import type { Malformed } from "./malformed";
import { prefixListsNamed } from "./prefix-lists";
import { readTraffic, type ReadTraffic } from "./traffic";

const RULES_BY_DIRECTION: Readonly<Record<string, Direction>> = {
  [INGRESS_RULE]: "ingress",
  [EGRESS_RULE]: "egress",
};

export type Direction = "ingress" | "egress";

/** Whom a rule speaks of. */
export type Peer =
  | { readonly kind: "range"; readonly range: AddressRange }
  /** Of an ambiguous one, nobody knows whether it is this group or another one. */
  | { readonly kind: "group"; readonly group: Resource; readonly isAmbiguous?: true }
  /** The public addresses of the service that a gateway endpoint is for. */
  | { readonly kind: "service"; readonly endpoint: Resource }
  /** A group that isn't in this graph. */
  | { readonly kind: "outside"; readonly id: string }
  | { readonly kind: "unknown"; readonly property: string };

export interface GroupRule {
  readonly direction: Direction;
  /** The resource that holds the rule: the group itself, or a rule of its own. */
  readonly resource: Resource;
  readonly traffic: Exclude<ReadTraffic, "malformed">;
  readonly peer: Peer;
}

/** Somebody with security groups, of which not all may be known. */
export interface GroupMember {
  readonly groups: readonly Resource[];
  /** For people; those of other stacks are among them. @default none */
  readonly unknownGroups?: readonly string[];
  /** The ids of groups of other stacks. @default none */
  readonly outsideGroups?: readonly string[];
}

/** Whether somebody may have groups that this graph knows by another name. */
export function mayHaveOthers({ unknownGroups = [], outsideGroups = [] }: GroupMember): boolean {
  return unknownGroups.length > outsideGroups.length;
}

export interface SecurityGroups {
  readonly malformed: readonly Malformed[];
  /** The rules of a group in one direction. */
  rulesOf(group: Resource, direction: Direction): readonly GroupRule[];
  /** Those of them that may be about somebody: a load balancer's group has a rule for each service. */
  rulesAbout(group: Resource, direction: Direction, other: GroupMember): readonly GroupRule[];
}

/** The rules of one group in one direction: those about another group by that group, and the rest. */
interface GroupRules {
  readonly all: GroupRule[];
  readonly byGroup: Map<Resource, GroupRule[]>;
  readonly others: GroupRule[];
}

export function readSecurityGroups(index: GraphIndex): SecurityGroups {
  const reader = new Reader(index);
  for (const type of SECURITY_GROUPS) {
    for (const group of index.ofType(type)) {
      for (const direction of ["ingress", "egress"] as const) {
        for (const rule of elementsIn(group, direction).map(ruleOrUnknown)) {
          reader.read(group, { direction, holder: group, rule, protocol: rule["protocol"], input: () => direction });
        }
      }
    }
  }
  for (const [type, direction] of Object.entries(RULES_BY_DIRECTION)) {
    for (const holder of index.ofType(type)) reader.readOwn(holder, direction, holder.inputs["ipProtocol"]);
  }
  for (const holder of index.ofType(DIRECTED_RULE)) {
    const { type, protocol } = holder.inputs;
    if (isUnknown(type)) reader.readUndirected(holder);
    else reader.readOwn(holder, type === "egress" ? "egress" : "ingress", protocol);
  }
  return reader;
}

/** A rule of which nothing is known may say anything. */
function ruleOrUnknown(rule: Value): Properties {
  return isUnknown(rule) ? { protocol: UNKNOWN, cidrBlocks: [UNKNOWN] } : propertiesOf(rule);
}

interface RuleText {
  readonly direction: Direction;
  readonly holder: Resource;
  readonly rule: Properties;
  readonly protocol: Value | undefined;
  /** The top-level input of the holder in which a property of the rule stands. */
  readonly input: (property: string) => string;
}

class Reader implements SecurityGroups {
  readonly malformed: Malformed[] = [];
  readonly #rules = { ingress: new Map<Resource, GroupRules>(), egress: new Map<Resource, GroupRules>() };

  constructor(readonly index: GraphIndex) {}

  rulesOf(group: Resource, direction: Direction): readonly GroupRule[] {
    return this.#rules[direction].get(group)?.all ?? [];
  }

  rulesAbout(group: Resource, direction: Direction, other: GroupMember): readonly GroupRule[] {
    const rules = this.#rules[direction].get(group);
    if (rules === undefined) return [];
    if (mayHaveOthers(other)) return rules.all;
    return [...rules.others, ...other.groups.flatMap((each) => rules.byGroup.get(each) ?? [])];
  }

  #add(group: Resource, rule: GroupRule): void {
    const byDirection = this.#rules[rule.direction];
    const rules = byDirection.get(group) ?? { all: [], byGroup: new Map<Resource, GroupRule[]>(), others: [] };
    byDirection.set(group, rules);
    rules.all.push(rule);
    if (rule.peer.kind !== "group") rules.others.push(rule);
    else {
      const same = rules.byGroup.get(rule.peer.group);
      if (same === undefined) rules.byGroup.set(rule.peer.group, [rule]);
      else same.push(rule);
    }
  }

  /** A rule that is a resource of its own. */
  readOwn(holder: Resource, direction: Direction, protocol: Value | undefined): void {
    const rule = holder.inputs;
    const groups = this.index.referredTo(holder, "securityGroupId", rule["securityGroupId"], SECURITY_GROUPS);
    for (const group of groups) this.read(group, { direction, holder, rule, protocol, input: (property) => property });
  }

  /** Of a rule that lets in or out, nobody knows which, nothing is certain in either direction. */
  readUndirected(holder: Resource): void {
    const groups = this.index.referredTo(holder, "securityGroupId", holder.inputs["securityGroupId"], SECURITY_GROUPS);
    for (const group of groups) {
      for (const direction of ["ingress", "egress"] as const) {
        this.#add(group, {
          direction,
          resource: holder,
          traffic: "unknown",
          peer: { kind: "unknown", property: "type" },
        });
      }
    }
  }

  read(group: Resource, { direction, holder, rule, protocol, input }: RuleText): void {
    const traffic = readTraffic(protocol, rule["fromPort"], rule["toPort"]);
    if (traffic === "malformed") {
      this.malformed.push({ resource: holder, what: "its protocol or ports are none that AWS knows" });
      return;
    }
    for (const peer of this.#peers(group, holder, rule, input)) {
      this.#add(group, { direction, resource: holder, traffic, peer });
    }
    if (isUnknown(rule["self"])) {
      this.#add(group, { direction, resource: holder, traffic: "unknown", peer: { kind: "group", group } });
    }
  }

  #peers(group: Resource, holder: Resource, rule: Properties, input: RuleText["input"]): Peer[] {
    const valuesOf = (property: string): readonly Value[] => {
      const value = rule[property];
      return value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly Value[]) : [value];
    };
    const ranges = ["cidrIpv4", "cidrIpv6", "cidrBlocks", "ipv6CidrBlocks"].flatMap((property) =>
      valuesOf(property).flatMap((value): Peer[] => {
        if (isUnknown(value)) return [{ kind: "unknown", property }];
        const range = rangeOf(value);
        if (range !== undefined) return [{ kind: "range", range }];
        this.malformed.push({ resource: holder, what: `${property} is no range of addresses` });
        return [];
      }),
    );
    const groups = ["referencedSecurityGroupId", "sourceSecurityGroupId", "securityGroups"].flatMap((property) => {
      const referred = this.index.referredToBy(holder, input(property), valuesOf(property), SECURITY_GROUPS);
      const { resources, others, isAmbiguous } = referred;
      return [
        ...resources.map((each): Peer => ({ kind: "group", group: each, ...(isAmbiguous && { isAmbiguous }) })),
        ...others.map((value): Peer => {
          const id = textOf(value);
          return id === undefined ? { kind: "unknown", property } : { kind: "outside", id };
        }),
      ];
    });
    const lists = ["prefixListId", "prefixListIds"].flatMap((property) =>
      prefixListsNamed(this.index, holder, input(property), valuesOf(property)).flatMap((list): Peer[] => {
        if (list.kind === "ranges") return list.ranges.map((range) => ({ kind: "range", range }));
        return [list.kind === "service" ? list : { kind: "unknown", property: `prefix list ${list.what}` }];
      }),
    );
    return [...ranges, ...groups, ...lists, ...(rule["self"] === true ? [{ kind: "group" as const, group }] : [])];
  }
}
