/** Reading properties whose shape the analysis knows; what is unknown, secret or of another kind reads as absent. */
import { isProperties, isUnknown, type Properties, type Resource, type Value } from "../model/graph";

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

/** True if something is written there; what is empty, AWS's provider takes for absent. */
export function isGiven(value: Value | undefined): value is Value {
  return value !== undefined && value !== null && value !== "";
}

/** The elements of an input that holds a list; one that is unknown and stands for all of them, if the list itself is. */
export function elementsIn(resource: Resource, input: string): readonly Value[] {
  const value = resource.inputs[input];
  return isUnknown(value) ? [value] : listOf(value);
}

/** True if the program computes an input from something unknown; an output that AWS decides is unknown as well. */
export function isComputed({ inputs, propertyDependencies }: Resource, input: string): boolean {
  return isUnknown(inputs[input]) && (propertyDependencies[input] ?? []).length > 0;
}
