/** Reading properties whose shape the analysis knows; what is unknown, secret or of another kind reads as absent. */
import { isProperties, type Properties, type Value } from "../model/graph";

export function textOf(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function numberOf(value: Value | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}

export function listOf(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}

export function propertiesOf(value: Value | undefined): Properties {
  return isProperties(value) ? value : {};
}
