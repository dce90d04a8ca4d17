/** What the internet can reach. */
import type { Entry, EntryRule, InternetExposure, Outcome, OutsideListener } from "../analysis/internet-exposure";
import type { Block, Table } from "./document";

export function exposureSection(exposure: InternetExposure): Block[] {
  const { entries, publicServices, outside } = exposure;
  const heading: Block = { kind: "heading", text: "Reachable from the internet" };
  if (entries.length === 0 && publicServices.length === 0 && outside.length === 0) {
    return [heading, { kind: "paragraph", text: "Nothing." }];
  }
  const publicAddresses = publicServices.map((service): Block => ({
    kind: "paragraph",
    text: `The tasks of service ${service} have public addresses.`,
    tone: "warning",
  }));
  return [heading, ...entries.flatMap(entryBlocks), ...outside.flatMap(outsideBlocks), ...publicAddresses];
}

function entryBlocks(entry: Entry): Block[] {
  const encryption = entry.encrypted ? "encrypted" : "not encrypted";
  return [
    {
      kind: "paragraph",
      text: `Load balancer ${entry.loadBalancer}, port ${entry.port}, ${entry.protocol} (${encryption})`,
      ...(!entry.encrypted && entry.rules.some(({ outcome }) => outcome.kind === "services") && { tone: "warning" }),
    },
    rulesTable(entry.rules, entry.rules.length === 1 ? () => "everything" : requests),
  ];
}

function outsideBlocks({ listenerArn, rules }: OutsideListener): Block[] {
  const name = listenerArn?.slice(listenerArn.lastIndexOf(":") + 1) ?? "A listener";
  const text = `${name}, outside of this stack: who reaches it can't be told from here`;
  return [{ kind: "paragraph", text, tone: "warning" }, rulesTable(rules, requests)];
}

function rulesTable(rules: readonly EntryRule[], requestsOf: (rule: EntryRule) => string): Table {
  return {
    kind: "table",
    columns: ["requests", "go to"],
    rows: rules.map((rule) => [{ text: requestsOf(rule) }, { text: destination(rule.outcome) }]),
  };
}

function requests({ hosts, paths, conditions = [], priority }: EntryRule): string {
  if (priority === undefined) return "everything else";
  const parts = [
    ...(hosts.length > 0 ? [`host ${hosts.join(" or ")}`] : []),
    ...(paths.length > 0 ? [`path ${paths.join(" or ")}`] : []),
    ...conditions,
  ];
  return parts.length > 0 ? parts.join(", ") : "by other conditions";
}

function destination(outcome: Outcome): string {
  switch (outcome.kind) {
    case "redirect":
      return `redirected to ${outcome.to.replace(/ /, " on port ")}`;
    case "answer":
      return `answered with ${outcome.statusCode}`;
    case "other":
      return outcome.action;
    case "services":
      return outcome.targets
        .map(({ service, container, port }) =>
          service === undefined
            ? "targets outside of this stack"
            : `service ${service}, container ${container}, port ${port}`,
        )
        .join("; ");
  }
}
