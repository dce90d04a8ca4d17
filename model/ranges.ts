import type { Problem } from "./problem";

/** A range of whole numbers, both ends included. */
export interface Range {
  readonly lowest: number;
  readonly highest: number;
}

/** Source: RFC 6335, section 6; port 0 is reserved. */
export const PORT: Range = { lowest: 1, highest: 65535 };

/** True for a whole number in the range. */
export function inRange(value: number, range: Range): boolean {
  return Number.isInteger(value) && value >= range.lowest && value <= range.highest;
}

/** One problem if the number is out of range, none if it is fine or not set. */
export function rangeProblem(
  component: string,
  argument: string,
  value: number | undefined,
  range: Range,
  source: string,
): Problem[] {
  if (value === undefined || inRange(value, range)) return [];
  return [
    {
      component,
      argument,
      value,
      message: `It is a whole number from ${range.lowest} to ${range.highest}.`,
      fix: "Choose a number in that range.",
      source,
    },
  ];
}
