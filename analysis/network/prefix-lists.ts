/** Lists of address ranges that rules and routes name as a whole. */
import { isUnknown, type Properties, type Resource, type Value } from "../../model/graph";
import type { GraphIndex } from "../graph-index";
import { listOf, propertiesOf, textOf } from "../values";
import { parseRange, type AddressRange } from "./addresses";

const LISTS = ["aws:ec2/managedPrefixList:ManagedPrefixList"];
const ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry";
const ENDPOINTS = ["aws:ec2/vpcEndpoint:VpcEndpoint"];

/** What is known of a list that is named somewhere. */
export type PrefixList =
  | { readonly kind: "ranges"; readonly ranges: readonly AddressRange[] }
  /** The public addresses of the service that a gateway endpoint is for, which AWS keeps. */
  | { readonly kind: "service"; readonly endpoint: Resource }
  /** A list that is not in this graph, of AWS or of one's own, or one whose entries aren't all known. */
  | { readonly kind: "unknown"; readonly what: string };

/** @param input the top-level input of the resource in which the list is named */
export function prefixListsNamed(
  index: GraphIndex,
  from: Resource,
  input: string,
  value: Value | undefined,
): readonly PrefixList[] {
  const endpoints = index.referredTo(from, input, value, ENDPOINTS);
  const lists = index.referredTo(from, input, value, LISTS);
  if (endpoints.length + lists.length === 0) return [{ kind: "unknown", what: textOf(value) ?? input }];
  return [
    ...endpoints.map((endpoint): PrefixList => ({ kind: "service", endpoint })),
    ...lists.map((list) => contentOf(index, list)),
  ];
}

function contentOf(index: GraphIndex, list: Resource): PrefixList {
  const given = list.inputs["entries"];
  const entries: readonly Properties[] = [
    ...listOf(given).map(propertiesOf),
    ...index.referringTo(list, "prefixListId", [ENTRY]).map(({ inputs }) => inputs),
  ];
  const cidrs = entries.map((entry) => entry["cidr"]);
  if (isUnknown(given) || cidrs.some(isUnknown)) return { kind: "unknown", what: `the entries of ${list.name}` };
  // What is no range, AWS refuses.
  const ranges = cidrs.flatMap((cidr) => parseRange(textOf(cidr) ?? "") ?? []);
  return { kind: "ranges", ranges };
}
