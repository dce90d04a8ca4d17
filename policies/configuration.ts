import { type Problem, ProblemsError } from "../model/problem";
import { type ConfiguredLevel, type Control, type Level, LEVELS, type Pack, type Preset, REMEDIATE } from "./control";
import { type Settings, settingsProblems, type SettingValue } from "./settings";

/**
 * Levels and settings by policy name, in the form of Pulumi's `--policy-pack-config` files:
 * `{ "ecs-2": "advisory", "cloudwatch-16": { "enforcementLevel": "mandatory", "minimumRetentionDays": 30 } }`.
 */
export type PackConfiguration = Readonly<Record<string, unknown>>;

/** How one control is run. */
export interface ControlConfiguration {
  readonly level: Level;
  readonly settings: Settings;
}

/**
 * Policies of the pack that are no controls: they report what controls can't. They can be made stricter or milder, but
 * not silent, or an unknown value would look like a pass again.
 */
export const REPORTING_POLICIES = {
  indeterminate: "A control could not tell, because a value is not known yet",
  exempt: "A finding is accepted for a limited time",
  exemptions: "Every exemption is complete, in force and needed",
  evaluation: "Every control can be evaluated",
} as const;

export type ReportingPolicy = keyof typeof REPORTING_POLICIES;

/** How a preset runs a control. */
function presetOf(control: Control, preset: Preset): ControlConfiguration {
  if (preset === "strict") return { ...presetOf(control, "prod"), level: "mandatory" };
  return { level: control.levels[preset], settings: control.settings?.presets[preset] ?? {} };
}

/** What a preset sets, complete, as a configuration file. */
export function presetConfiguration(catalogue: readonly Control[], preset: Preset): PackConfiguration {
  return Object.fromEntries(
    catalogue.map((control) => {
      const { level: enforcementLevel, settings } = presetOf(control, preset);
      return [control.policy, control.settings ? { enforcementLevel, ...settings } : enforcementLevel];
    }),
  );
}

/**
 * The preset, changed by what is given: each control's level and settings, by the control's id. Nothing can be mended
 * without the engine, so what a control at the level `remediate` finds is mandatory, as it is there for what is left.
 * @throws ProblemsError if the configuration names a control or setting that doesn't exist, or a value isn't allowed
 */
export function configureControls(
  catalogue: readonly Control[],
  preset: Preset,
  given: PackConfiguration = {},
): ReadonlyMap<string, ControlConfiguration> {
  const problems = configurationProblems(catalogue, given);
  if (problems.length > 0) throw new ProblemsError(problems);
  return new Map(
    catalogue.map((control) => {
      const { level, settings } = splitEntry(given[control.policy]);
      const own = presetOf(control, preset);
      const values = { ...own.settings, ...(settings as Record<string, SettingValue>) };
      const configured = (level as ConfiguredLevel | undefined) ?? own.level;
      return [control.id, { level: configured === REMEDIATE ? "mandatory" : configured, settings: values }];
    }),
  );
}

/** The level at which a reporting policy tells of what controls found: advisory unless it is configured. */
export function reportingLevel(
  given: PackConfiguration,
  policy: "indeterminate" | "exempt",
): Exclude<Level, "disabled"> {
  return splitEntry(given[policy]).level === "mandatory" ? "mandatory" : "advisory";
}

/**
 * Everything that is wrong with a configuration, compared with the catalogue.
 * @param pack the pack that it is for, if it is for one alone
 */
export function configurationProblems(
  catalogue: readonly Control[],
  given: PackConfiguration,
  pack?: Pack,
): readonly Problem[] {
  return Object.entries(given).flatMap(([policy, entry]): Problem[] => {
    const component = `policy ${policy}`;
    const control = catalogue.find((candidate) => candidate.policy === policy);
    const reporting = Object.hasOwn(REPORTING_POLICIES, policy);
    if (control === undefined && !reporting) {
      const message = "The pack has no such policy. Policies are named one by one: there is no `all`.";
      return [{ component, argument: policy, value: entry, message, fix: "Remove it, or correct its name." }];
    }
    if (control !== undefined && pack !== undefined && control.pack !== pack) {
      const message = `This policy is one of the pack ${control.pack}, and this is the configuration of ${pack}.`;
      return [{ component, argument: policy, value: entry, message, fix: "Move it to the other configuration." }];
    }
    const { level, settings } = splitEntry(entry);
    const levels = levelsOf(control);
    const levelProblems =
      level === undefined || levels.includes(level as Level)
        ? []
        : [{ component, argument: "enforcementLevel", value: level, ...levelAdvice(levels) }];
    return [...levelProblems, ...settingsProblems(component, control?.settings?.properties ?? {}, settings)];
  });
}

/** @param control undefined for a policy that reports */
function levelsOf(control: Control | undefined): readonly ConfiguredLevel[] {
  if (control === undefined) return LEVELS.filter((level) => level !== "disabled");
  return control.phase === "resource" && control.remedy !== undefined ? [...LEVELS, REMEDIATE] : LEVELS;
}

function levelAdvice(levels: readonly ConfiguredLevel[]): Pick<Problem, "message" | "fix"> {
  return { message: `It must be one of ${levels.join(", ")}.`, fix: "Choose one of them." };
}

/** An entry is a level, or an object of a level and settings. */
function splitEntry(entry: unknown): {
  readonly level?: unknown;
  readonly settings: Readonly<Record<string, unknown>>;
} {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) return { level: entry, settings: {} };
  const { enforcementLevel, ...settings } = entry as Record<string, unknown>;
  return { level: enforcementLevel, settings };
}
