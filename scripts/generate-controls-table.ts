/**
 * Writes the table of controls in `docs/controls.md` anew from the catalogue: `npm run generate:controls-table`. A test
 * checks that it is current.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../policies/catalogue";
import {
  type Control,
  ENVIRONMENT_PRESETS,
  type EnvironmentPreset,
  type MendedValue,
  type Remedy,
} from "../policies/control";
import type { SettingValue } from "../policies/settings";
import { type MarkedPlace, withContent } from "./marked-place";

export const CONTROLS_FILE = join(__dirname, "..", "docs", "controls.md");

const PLACE: MarkedPlace = {
  begin: "<!-- controls: npm run generate:controls-table -->",
  end: "<!-- /controls -->",
};
/** Aligned columns would change every row whenever one cell grows. */
const NOT_ALIGNED = "<!-- prettier-ignore -->";

/** More types than that are counted, not listed. */
const LISTED_TYPES = 20;

const HEADER = [
  "control",
  "policy",
  "rule",
  "pack",
  "severity",
  "frameworks",
  ...ENVIRONMENT_PRESETS,
  "settings",
  "types",
  "phase",
  "remediation",
  "mended to",
  "the same elsewhere",
];

/** One row per control, in the order given. */
export function controlsTable(controls: readonly Control[]): string {
  return [HEADER, HEADER.map(() => "---"), ...controls.map(row)].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The page with a table of the catalogue as it is now. */
export function currentControlsPage(): string {
  return withContent(readFileSync(CONTROLS_FILE, "utf8"), PLACE, `${NOT_ALIGNED}\n${controlsTable(catalogue)}`);
}

function row(control: Control): string[] {
  return [
    `[${[control.id, ...(control.alsoCovers ?? [])].join(", ")}](${control.link})`,
    code(control.policy),
    control.title,
    control.pack,
    control.severity,
    control.frameworks.map(({ name, id }) => `${name} ${id}`).join("<br>"),
    ...ENVIRONMENT_PRESETS.map((preset) => control.levels[preset]),
    settingsOf(control),
    typesOf(control.types),
    control.phase,
    control.remediation,
    remedyOf(control),
    equivalentsOf(control.equivalents),
  ].map((cell) => cell.replaceAll("|", "\\|").replace(/\s+/g, " "));
}

function settingsOf({ settings }: Control): string {
  if (settings === undefined) return "";
  return Object.keys(settings.properties)
    .map((name) => {
      const values = ENVIRONMENT_PRESETS.map((preset) => ({
        preset,
        text: valueText(settings.presets[preset][name]!),
      }));
      return `${code(name)}: ${byPreset(values)}`;
    })
    .join("<br>");
}

function valueText(value: SettingValue): string {
  if (typeof value === "number") return String(value);
  return value.length === 0 ? "none" : value.map(code).join(", ");
}

/** Type tokens as programs write them: `aws:lb/listener:Listener` is `aws.lb.Listener`. */
function typesOf(types: readonly string[]): string {
  if (types.length > LISTED_TYPES) return `${types.length} types`;
  return types.map((type) => code(type.replace(/^(\w+):(\w+)\/\w+:(\w+)$/, "$1.$2.$3"))).join("<br>");
}

function remedyOf(control: Control): string {
  const remedies = ENVIRONMENT_PRESETS.flatMap((preset) => {
    if (control.phase !== "resource" || control.remedy === undefined) return [];
    const settings = control.settings?.presets[preset] ?? {};
    const remedy = Object.assign({}, ...control.types.map((type) => control.remedy!(settings, type))) as Remedy;
    return Object.entries(remedy).flatMap(([path, value]) =>
      value === undefined ? [] : [{ preset, path, text: remedyText(value) }],
    );
  });
  return [...new Set(remedies.map(({ path }) => path))]
    .map((path) => `${code(path)}: ${byPreset(remedies.filter((remedy) => remedy.path === path))}`)
    .join("<br>");
}

function remedyText(value: MendedValue): string {
  if (typeof value !== "object") return code(String(value));
  return value.every((each) => typeof each === "string")
    ? `and ${value.map(code).join(", ")}`
    : code(JSON.stringify(value));
}

/** What is the same in every environment is said once. */
function byPreset(values: readonly { readonly preset: EnvironmentPreset; readonly text: string }[]): string {
  const same = values.every(({ text }) => text === values[0]!.text);
  return same ? values[0]!.text : values.map(({ preset, text }) => `${text} in ${preset}`).join(", ");
}

function equivalentsOf({ checkov = [], cdkNag = [], awsguard = [], pulumi = [] }: Control["equivalents"]): string {
  const tools = { Checkov: checkov, "cdk-nag": cdkNag, awsguard, "Pulumi compliance": pulumi };
  return Object.entries(tools)
    .flatMap(([tool, ids]) => (ids.length === 0 ? [] : [`${tool} ${ids.join(", ")}`]))
    .join("<br>");
}

function code(text: string): string {
  return `\`${text}\``;
}

if (require.main === module) writeFileSync(CONTROLS_FILE, currentControlsPage());
