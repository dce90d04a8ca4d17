/** An answer about the network: the way step by step, or what blocks it. */
import type { Leg, Path } from "../analysis/network/paths";
import { formatTraffic } from "../analysis/network/traffic";
import type { Block, Cell, Tone } from "./document";
import type { Answer } from "./explain";
import { nameOf } from "./flows-section";

const TONES: Readonly<Record<Path["verdict"], Tone>> = {
  reachable: "good",
  unknown: "warning",
  "not reachable": "quiet",
};
const CERTAINTY = {
  reachable: "reachable",
  unknown: "unknown: it depends on what is not known yet",
  "not reachable": "not reachable",
};

export function explainSection(answers: readonly Answer[]): Block[] {
  return answers.flatMap(({ question, option, verdict, doubts, paths, holds }): Block[] => {
    const claim =
      option === "--explain" ? "" : holds ? ", as asserted" : `, but ${option.replace("--assert-", "asserted ")}`;
    // The best comes first; of what is closed, every way is shown with what blocks it.
    const shown = paths[0]!.verdict === "not reachable" ? paths : paths.slice(0, 1);
    return [
      { kind: "heading", text: question },
      { kind: "paragraph", text: `${CERTAINTY[verdict]}${claim}`, tone: holds ? TONES[verdict] : "bad" },
      ...(doubts.length === 0
        ? []
        : [{ kind: "paragraph" as const, text: `Not known: ${doubts.join(", ")}. As far as it is known:` }]),
      ...shown.flatMap(pathBlocks),
    ];
  });
}

function pathBlocks({ legs }: Path): Block[] {
  const firstBlocked = legs.findIndex(({ reach }) => reach.verdict === "not reachable");
  const seen = firstBlocked === -1 ? legs : legs.slice(0, firstBlocked + 1);
  const way = [legs[0]!.from, ...legs.map(({ to }) => to)].map(nameOf).join(" → ");
  return [
    { kind: "paragraph", text: legs.length === 1 ? `Directly: ${way}` : `Through load balancers: ${way}` },
    { kind: "table", columns: ["", "element by element"], rows: seen.flatMap(legRows) },
    ...seen.flatMap(({ reach }): Block[] =>
      reach.walk?.blockedBy
        ? [{ kind: "list", items: [`Fix, if it is meant to be possible: ${reach.walk.blockedBy.fix}`] }]
        : [],
    ),
  ];
}

function legRows({ from, to, reach, hop }: Leg): Cell[][] {
  const kept = hop?.keepsClients ? ", with the clients' own addresses" : "";
  const rule =
    hop &&
    `rule ${hop.by.name} of ${nameOf(hop.loadBalancer)}: ${hop.condition || "everything"}${kept}${notKnown(hop.unknowns)}`;
  const stages = reach.walk?.stages ?? [];
  const blockedAt = reach.walk?.blockedBy === undefined ? stages.length : stages.indexOf(reach.walk.blockedBy);
  const passed = stages.slice(0, blockedAt + 1).map(({ what, filter: { unknowns } }, index): Cell[] => {
    if (index === blockedAt) return [{ text: "✘", tone: "bad" }, { text: `${what}: nothing gets through` }];
    return [{ text: "✔", tone: "good" }, { text: `${what}${notKnown(unknowns)}` }];
  });
  const result = reach.verdict === "not reachable" ? "nothing" : reach.traffic.map(formatTraffic).join(", ");
  const through = reach.through === undefined ? "" : `, through ${reach.through}`;
  const summary = `${nameOf(from)} to ${nameOf(to)}: ${result}${through}`;
  return [
    ...(rule === undefined ? [] : [[{ text: "✔", tone: "good" as const }, { text: rule }]]),
    ...passed,
    [{ text: "→" }, { text: summary }],
  ];
}

function notKnown(unknowns: readonly string[]): string {
  return unknowns.length === 0 ? "" : `; not known: ${unknowns.join(", ")}`;
}
