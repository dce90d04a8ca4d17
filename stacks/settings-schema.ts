/** The JSON schema of `Pulumi.<environment>.yaml`, with which editors complete keys and mark mistakes. */
import { z } from "zod";
import { configurationSchema } from "./configuration-schema";

/** @param project the project's name, which every key begins with */
export function settingsSchema(project: string): object {
  const { properties = {}, required = [] } = z.toJSONSchema(configurationSchema);
  const key = (name: string) => `${project}:${name}`;
  const encrypted = {
    type: "object",
    properties: { secure: { type: "string" } },
    required: ["secure"],
    additionalProperties: false,
  };
  const secrets = { ...(properties["secrets"] as object), additionalProperties: encrypted };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `Settings of an environment of ${project}`,
    type: "object",
    properties: {
      config: {
        type: "object",
        properties: Object.fromEntries(
          Object.entries({ ...properties, secrets }).map(([name, schema]) => [key(name), schema]),
        ),
        // What Pulumi itself reads.
        patternProperties: { "^pulumi:": {} },
        required: required.map(key),
        additionalProperties: false,
      },
      encryptionsalt: { type: "string", description: "Written by Pulumi." },
      encryptedkey: { type: "string", description: "Written by Pulumi." },
      secretsprovider: { type: "string", description: "Written by Pulumi." },
    },
    required: ["config"],
  };
}
