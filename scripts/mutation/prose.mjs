/**
 * Tells StrykerJS what of a control is description and not judgement: it is not mutated. docs/controls.md is made from
 * it, and a test compares that page; what a control judges is in its `judge`, and every message is in a case.
 */
import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

const DESCRIPTION = [
  ...[
    "id",
    "alsoCovers",
    "policy",
    "pack",
    "title",
    "description",
    "severity",
    "frameworks",
    "rationale",
    "remediation",
  ],
  ...["link", "levels", "types", "settings", "phase", "equivalents"],
];

export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, "prose", {
    shouldIgnore({ node, parentPath }) {
      const property = parentPath?.node;
      if (property?.type !== "ObjectProperty" || property.value !== node) return undefined;
      return DESCRIPTION.includes(property.key.name) ? "description; docs/controls.md is made from it" : undefined;
    },
  }),
];
