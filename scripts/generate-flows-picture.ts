/**
 * Draws the flows of the dev environment into docs/network.md anew: `npm run generate:flows-picture`. A test checks that the
 * picture is current.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Flow } from "../analysis/network/flows";
import type { End } from "../analysis/network/paths";
import { formatTraffic } from "../analysis/network/traffic";
import { nameOf } from "../preview/flows-section";
import { previewStack } from "../preview/report";
import { type MarkedPlace, withContent } from "./marked-place";

const ROOT = join(__dirname, "..");
export const FLOWS_PAGE = join(ROOT, "docs", "network.md");

const PLACE: MarkedPlace = { begin: "<!-- flows of dev: npm run generate:flows-picture -->", end: "<!-- /flows -->" };

/** The flows as a Mermaid flowchart. Source: https://mermaid.js.org/syntax/flowchart.html */
export function flowsPicture(given: readonly Flow[]): string {
  // Programs register side by side: the order of what they make may be another one with the next change.
  const key = ({ from, to }: Flow) => `${from === "internet" ? 0 : 1} ${nameOf(from)} ${nameOf(to)}`;
  const flows = [...given].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const ends = [...new Set(flows.flatMap(({ from, to }) => [from, to]))];
  const idOf = (end: End) => `n${ends.indexOf(end)}`;
  const arrows = flows.map(({ from, to, reach: { verdict, traffic, through } }) => {
    const what = [traffic.map(formatTraffic).join(", "), ...(through === undefined ? [] : [through])].join(", ");
    // What isn't certain is dotted.
    const arrow = verdict === "reachable" ? "-->" : "-.->";
    return `  ${idOf(from)} ${arrow}|"${textOf(what)}"| ${idOf(to)}`;
  });
  return ["flowchart LR", ...ends.map((end) => `  ${idOf(end)}["${textOf(nameOf(end))}"]`), ...arrows].join("\n");
}

/** Mermaid ends a text at a quotation mark. */
function textOf(text: string): string {
  return text.replaceAll('"', "#quot;");
}

/** The page with a picture of the flows as they are now. */
export async function currentFlowsPage(): Promise<string> {
  const report = await previewStack({ folder: ROOT, stack: "dev", debug: false });
  if (report.failure !== undefined) throw new Error(report.failure.text);
  const picture = `\`\`\`mermaid\n${flowsPicture(report.flows)}\n\`\`\``;
  return withContent(readFileSync(FLOWS_PAGE, "utf8"), PLACE, picture);
}

if (require.main === module) {
  void currentFlowsPage().then((page) => writeFileSync(FLOWS_PAGE, page));
}
