import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { declaredType, sdkSources } from "./sdk-sources";

/** Where the lists are kept. */
export const RESOURCE_TYPES_FILE = join(__dirname, "..", "model", "resource-types.json");
export const SECRET_PROPERTIES_FILE = join(__dirname, "..", "model", "secret-properties.json");

/** What the SDK says of a resource: its token, and the inputs and outputs that it keeps encrypted in the state. */
interface SdkResource {
  readonly type: string;
  readonly secrets: readonly string[];
}

/** All resources of `@pulumi/aws`, by their tokens. */
function sdkResources(): readonly SdkResource[] {
  return sdkSources()
    .flatMap((source) => sdkResource(source) ?? [])
    .sort((one, other) => (one.type < other.type ? -1 : 1));
}

function sdkResource(source: string): SdkResource | undefined {
  const type = declaredType(source);
  if (type === undefined) return undefined;
  const inputs = [...source.matchAll(/pulumi\.secret\(args\.(\w+)\)/g)].map(([, name]) => name!);
  const outputs = /additionalSecretOutputs: \[([^\]]*)\]/.exec(source)?.[1]?.match(/\w+/g) ?? [];
  return { type, secrets: [...new Set([...inputs, ...outputs])].sort() };
}

/** The names of the resources in each module: `aws:ecs/service:Service` is Service in ecs. */
export function findResourceTypes(): Record<string, string[]> {
  const byModule: Record<string, string[]> = {};
  for (const { type } of sdkResources()) {
    const [, module, name] = /^aws:([\w-]+)\/\w+:(\w+)$/.exec(type) as unknown as [string, string, string];
    (byModule[module] ??= []).push(name);
  }
  return byModule;
}

/** By type, the properties that are made for secrets. */
export function findSecretProperties(): Record<string, readonly string[]> {
  const withSecrets = sdkResources().filter(({ secrets }) => secrets.length > 0);
  return Object.fromEntries(withSecrets.map(({ type, secrets }) => [type, secrets]));
}

async function write(file: string, content: object): Promise<void> {
  writeFileSync(file, await format(JSON.stringify(content), { parser: "json", printWidth: 120 }));
}

if (require.main === module) {
  void Promise.all([
    write(RESOURCE_TYPES_FILE, findResourceTypes()),
    write(SECRET_PROPERTIES_FILE, findSecretProperties()),
  ]);
}
