/** Lists of address ranges that rules and routes name as a whole. */
import { isUnknown, type Resource, type Value } from "../../model/graph";
import { PREFIX_LIST_ENTRY, VPC_ENDPOINT } from "../../model/type-tokens";
import type { GraphIndex } from "../graph-index";
import { elementsIn, propertiesOf, textOf } from "../values";
import { rangeOf, type AddressRange } from "./addresses";

export const PREFIX_LISTS = ["aws:ec2/managedPrefixList:ManagedPrefixList"];
const ENDPOINTS = [VPC_ENDPOINT];

/** What is known of a list that is named somewhere. */
export type PrefixList =
  | { readonly kind: "ranges"; readonly ranges: readonly AddressRange[] }
  /** The public addresses of the service that a gateway endpoint is for, which AWS keeps. */
  | { readonly kind: "service"; readonly endpoint: Resource }
  /** A list that is not in this graph, of AWS or of one's own, or one whose entries aren't all known. */
  | { readonly kind: "unknown"; readonly what: string };

/** @param input the top-level input of the resource in which the lists are named */
export function prefixListsNamed(
  index: GraphIndex,
  from: Resource,
  input: string,
  ids: readonly Value[],
): readonly PrefixList[] {
  const { resources, others, isAmbiguous } = index.referredToBy(from, input, ids, [...ENDPOINTS, ...PREFIX_LISTS]);
  const unknown = (what: string): PrefixList => ({ kind: "unknown", what });
  return [
    ...(isAmbiguous ? [unknown(input)] : resources.map((each) => contentOf(index, each))),
    ...others.map((id) => unknown(textOf(id) ?? input)),
  ];
}

function contentOf(index: GraphIndex, list: Resource): PrefixList {
  if (ENDPOINTS.includes(list.type)) return { kind: "service", endpoint: list };
  const cidrs = [
    ...elementsIn(list, "entries").map((entry) => (isUnknown(entry) ? entry : propertiesOf(entry)["cidr"])),
    ...index.referringTo(list, "prefixListId", [PREFIX_LIST_ENTRY]).map(({ inputs }) => inputs["cidr"]),
  ];
  if (cidrs.some(isUnknown)) return { kind: "unknown", what: `the entries of ${list.name}` };
  // What is no range, AWS refuses.
  const ranges = cidrs.flatMap((cidr) => rangeOf(cidr) ?? []);
  return { kind: "ranges", ranges };
}
