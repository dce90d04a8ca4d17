/** Who reaches whom: every connection that the network lets through. */
import type { Flow } from "../analysis/network/flows";
import type { Malformed } from "../analysis/network/malformed";
import type { OutsideWay } from "../analysis/network/outside-ways";
import type { End } from "../analysis/network/paths";
import { formatTraffic } from "../analysis/network/traffic";
import type { Block, Cell } from "./document";

const INTRODUCTION =
  "By security groups, network ACLs, routes and gateways, answers included. What is not listed is not possible.";

/** What can't be read, or isn't known, of the network as a whole. */
export interface NetworkDoubts {
  readonly malformed: readonly Malformed[];
  /** `subnetId of main-private-a` */
  readonly unknowns: readonly string[];
}

export function flowsSection(
  flows: readonly Flow[],
  outside: readonly OutsideWay[] = [],
  doubts: NetworkDoubts = { malformed: [], unknowns: [] },
): Block[] {
  const heading: Block = { kind: "heading", text: "Who reaches whom" };
  const warnings = doubtBlocks(doubts);
  if (flows.length + outside.length === 0) {
    return [heading, { kind: "paragraph", text: "Nobody reaches anybody." }, ...warnings];
  }
  const rows = flows.map(({ from, to, reach }): Cell[] => {
    const doubt =
      reach.verdict === "unknown" ? ", depends on what is not known yet" : reach.always ? "" : ", not always";
    const through = reach.through === undefined ? "" : `, through ${reach.through}`;
    const text = `${reach.traffic.map(formatTraffic).join(", ")}${through}${doubt}`;
    return [
      { text: nameOf(from) },
      { text: nameOf(to) },
      { text, ...((doubt !== "" || from === "internet") && { tone: "warning" as const }) },
    ];
  });
  return [
    heading,
    {
      kind: "table",
      columns: ["from", "to", "what gets through"],
      rows: sameTargetsTogether([...rows, ...outside.map(outsideRow)]),
    },
    { kind: "paragraph", text: INTRODUCTION, tone: "quiet" },
    ...warnings,
  ];
}

/** What the other end and the network between let through is known to another stack alone. */
function outsideRow({ endpoint, direction, group, traffic }: OutsideWay): Cell[] {
  const [own, other] = [{ text: nameOf(endpoint) }, { text: `${group}, elsewhere` }];
  const what = traffic === "unknown" ? "something" : formatTraffic(traffic);
  const text = `${what}, if others let it through`;
  return [...(direction === "ingress" ? [other, own] : [own, other]), { text, tone: "warning" }];
}

function doubtBlocks({ malformed, unknowns }: NetworkDoubts): Block[] {
  const items = [
    ...malformed.map(({ resource, what }) => `${resource.name} can't be read, and so lets nothing pass: ${what}`),
    ...unknowns.map((what) => `${what} is not known, so none of this is certain`),
  ];
  return items.length === 0
    ? []
    : [
        { kind: "paragraph", text: "But:", tone: "warning" },
        { kind: "list", items },
      ];
}

/** Services go by their names alone; what else there is says what it is. */
export function nameOf(end: End): string {
  if (end === "internet") return "the internet";
  return end.kind === "service" ? end.name : `${end.kind} ${end.name}`;
}

/** Callers who reach the same in the same way share a row. */
function sameTargetsTogether(rows: readonly Cell[][]): Cell[][] {
  const together = new Map<string, Cell[]>();
  for (const [from, to, what] of rows as [Cell, Cell, Cell][]) {
    const key = JSON.stringify([to.text, what.text]);
    const known = together.get(key);
    together.set(key, known ? [{ text: `${known[0]!.text}, ${from.text}` }, to, what] : [from, to, what]);
  }
  return [...together.values()];
}
