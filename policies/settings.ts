import type { Problem } from "../model/problem";

export type SettingValue = number | readonly string[];
export type Settings = Readonly<Record<string, SettingValue>>;

/** What a setting may hold. Written as a JSON schema, which Pulumi shows to those who configure the pack. */
export type Setting =
  | { readonly type: "integer"; readonly description: string; readonly minimum: number }
  | {
      readonly type: "array";
      readonly description: string;
      readonly items: { readonly type: "string"; readonly minLength: 1 };
      readonly uniqueItems: true;
    };

/** What is allowed, in words; undefined if the value is. */
function violation(setting: Setting, value: unknown): string | undefined {
  if (setting.type === "integer") {
    const fine = Number.isInteger(value) && (value as number) >= setting.minimum;
    return fine ? undefined : `must be a whole number of at least ${setting.minimum}`;
  }
  const list = Array.isArray(value) ? (value as unknown[]) : undefined;
  const fine = list?.every((item) => typeof item === "string" && item !== "") && new Set(list).size === list.length;
  return fine ? undefined : "must be a list of different texts, none of them empty";
}

/** Everything that is wrong with the settings given for a control. */
export function settingsProblems(
  component: string,
  allowed: { readonly [name: string]: Setting },
  given: { readonly [name: string]: unknown },
): Problem[] {
  const names = Object.keys(allowed);
  return Object.entries(given).flatMap(([argument, value]) => {
    const setting = Object.hasOwn(allowed, argument) ? allowed[argument] : undefined;
    if (setting === undefined) {
      const message = names.length === 0 ? "has no settings" : `has only the settings ${names.join(", ")}`;
      return [
        { component, argument, value, message: `This control ${message}.`, fix: "Remove it, or correct its name." },
      ];
    }
    const message = violation(setting, value);
    return message === undefined
      ? []
      : [{ component, argument, value, message: `It ${message}.`, fix: setting.description }];
  });
}
