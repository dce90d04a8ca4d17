/** An environment with many services, made from the ones of dev. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

const ROOT = join(__dirname, "..", "..");

/** Whatever it is called: no settings file in the project belongs to it. */
export const BENCH_STACK = "bench";

interface Settings {
  readonly config: Readonly<Record<string, unknown>>;
}

export interface BenchEnvironment {
  readonly project: string;
  /** What `Pulumi.yaml` says for all environments. */
  readonly common: Settings["config"];
  /** The content of its settings file. */
  readonly settings: Settings;
}

/** Dev with so many services. */
export function benchEnvironment(services: number): BenchEnvironment {
  const read = (file: string) => parse(readFileSync(join(ROOT, file), "utf8")) as Settings & { readonly name: string };
  const { name: project, config: common } = read("Pulumi.yaml");
  return { project, common, settings: withServices(read("Pulumi.dev.yaml"), project, services) };
}

/** A load balancer's security group has room for 60 rules, a listener for 100: most services are called by others. */
const SERVICES_PER_ROUTE = 10;

/**
 * The environment's own services, and copies of the last one with a route.
 * @param project the namespace of the settings
 * @param count at least as many as there are
 */
export function withServices(settings: Settings, project: string, count: number): Settings {
  const key = `${project}:services`;
  const own = settings.config[key] as Record<string, Record<string, unknown>>;
  const routed = Object.values(own).filter((service) => "route" in service);
  // The last one calls no other; its copies are called by the load balancer alone.
  const [entry, last] = [routed[0]!, routed.at(-1)!];
  const { route, allowFrom, serviceConnect, ...worker } = last;
  const copies = Array.from({ length: count - Object.keys(own).length }, (_, index) => {
    const name = `service-${index + 1}`;
    const isRouted = index % SERVICES_PER_ROUTE === 0;
    return [
      name,
      isRouted ? { ...worker, route: { ...(entry["route"] as object), paths: [`/${name}/*`] } } : worker,
    ] as const;
  });
  return { ...settings, config: { ...settings.config, [key]: { ...own, ...Object.fromEntries(copies) } } };
}
