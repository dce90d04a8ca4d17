/** The providers of a run: which one a resource uses, and how that is set up. */
import { createHash } from "node:crypto";
import type { Properties } from "../model/graph";
import { parseUrn } from "../model/urn";
import type { ProviderSettings } from "./provider-settings";
import { providerUrn } from "./registration";
import type { ResourceState } from "./resource-state";
import type { SimulatedAws } from "./simulated-aws";

/** References to providers by package. */
type References = ReadonlyMap<string, string>;

export class Providers {
  readonly #config: Readonly<Record<string, string>>;
  readonly #aws: SimulatedAws;
  readonly #settings = new Map<string, ProviderSettings>();
  readonly #ofComponents = new Map<string, References>();

  constructor(config: Readonly<Record<string, string>>, aws: SimulatedAws) {
    this.#config = config;
    this.#aws = aws;
  }

  /** A provider resource. */
  make(urn: string, given: Properties, version: string): ResourceState {
    // The engine keeps the plugin's version among the provider's inputs.
    const inputs = version === "" ? given : { ...given, version };
    this.#settings.set(urn, this.#aws.configure(inputs));
    // The engine gives providers a random UUID; this one is the same in each run.
    const hex = createHash("sha256").update(urn).digest("hex");
    const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
    return { id, inputs, outputs: inputs };
  }

  /** The explicit provider, or the default one as the stack's configuration describes it. */
  settings(reference: string, subject: string): ProviderSettings {
    const urn = providerUrn(reference);
    const explicit = urn === undefined ? undefined : this.#settings.get(urn);
    if (explicit) return explicit;
    if (urn !== undefined) throw new Error(`unknown provider '${urn}'`);
    const packageName = packageOf(subject.startsWith("urn:") ? parseUrn(subject).type : subject);
    if (isDisabled(this.#config["pulumi:disable-default-providers"] ?? "[]", packageName)) {
      throw new Error(`Default provider for '${packageName}' disabled. '${subject}' must use an explicit provider.`);
    }
    const own = Object.entries(this.#config).filter(([key]) => key.startsWith("aws:"));
    return this.#aws.configure(Object.fromEntries(own.map(([key, value]) => [key.slice("aws:".length), value])));
  }

  /** What a component passes on to its children: its own providers, and its parent's for other packages. */
  inherit(parentUrn: string | undefined, own: Iterable<readonly [string, string]>): References {
    return new Map([...(this.#ofComponents.get(parentUrn ?? "") ?? []), ...own]);
  }

  remember(componentUrn: string, providers: References): void {
    this.#ofComponents.set(componentUrn, providers);
  }

  /** The provider that is named, or the one for the type's package that comes from the parent. */
  referenceFor(type: string, named: string, providers: References): string {
    return named === "" ? (providers.get(packageOf(type)) ?? "") : named;
  }
}

function packageOf(type: string): string {
  return type.split(":")[0] ?? "";
}

/** `pulumi:disable-default-providers` is JSON text: a list of packages, `*` for all. */
function isDisabled(config: string, packageName: string): boolean {
  const packages = JSON.parse(config) as unknown;
  return Array.isArray(packages) && (packages.includes(packageName) || packages.includes("*"));
}
