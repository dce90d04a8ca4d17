/** All resources of Pulumi's AWS provider; the lists are made by `npx tsx scripts/generate-resource-types.ts`. */
import byModule from "./resource-types.json";
import secretProperties from "./secret-properties.json";

/** Their type tokens. */
export const AWS_RESOURCE_TYPES: readonly string[] = Object.entries(byModule).flatMap(([module, names]) =>
  names.map((name) => `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`),
);

const SECRET_PROPERTIES: Readonly<Record<string, readonly string[]>> = secretProperties;

/** The properties that are made for secrets: the provider keeps them encrypted in the state. */
export function propertiesForSecrets(type: string): readonly string[] {
  return Object.hasOwn(SECRET_PROPERTIES, type) ? SECRET_PROPERTIES[type]! : [];
}
