/** An environment with many services, made from the ones of dev. */

interface Settings {
  readonly config: Readonly<Record<string, unknown>>;
}

/** A load balancer's security group has room for 60 rules, a listener for 100: most services are called by others. */
const SERVICES_PER_ROUTE = 10;

/** @param project the namespace of the settings */
export function withServices(settings: Settings, project: string, count: number): Settings {
  const key = `${project}:services`;
  const [template] = Object.values(settings.config[key] as Record<string, Record<string, unknown>>);
  const { route, allowFrom, ...worker } = template!;
  const services = Array.from({ length: count }, (_, index) => {
    const name = `service-${index + 1}`;
    const isRouted = index % SERVICES_PER_ROUTE === 0;
    return [name, isRouted ? { ...worker, route: { ...(route as object), paths: [`/${name}/*`] } } : worker];
  });
  return { ...settings, config: { ...settings.config, [key]: Object.fromEntries(services) as object } };
}
