/** Settings of an environment that are fine, for tests that make one thing wrong. */
import { parseConfiguration } from "../../stacks/configuration";

export const PROJECT = "fargate-platform";

export const SETTINGS = {
  environmentType: "prod",
  region: "eu-central-1",
  allowedAccountIds: ["123456789012"],
  tags: { owner: "platform-team" },
  network: { cidr: "10.0.0.0/16", zones: ["a", "b"] },
  loadBalancer: { certificateArn: "arn:aws:acm:eu-central-1:123456789012:certificate/1234abcd" },
  notifications: { mails: ["ops@example.com"] },
  services: {
    web: {
      containers: { web: { image: "example/web:1", containerPort: 8080 } },
      route: { paths: ["/*"] },
    },
  },
} as const;

type Change = Readonly<Record<string, unknown>>;

/** Settings for the engine: where, whose, and what is given, in an environment that can be destroyed again. */
export function engineSettings(given: Change): Record<string, unknown> {
  const { environmentType, region, allowedAccountIds, tags } = SETTINGS;
  const settings = { environmentType, region, allowedAccountIds, tags, protectStatefulResources: false, ...given };
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => [`${PROJECT}:${key}`, value]));
}

/** The settings as Pulumi hands them to the program, with some replaced; undefined removes one. */
export function configValues(change: Change = {}): Record<string, string> {
  const entries = Object.entries({ ...SETTINGS, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [`${PROJECT}:${key}`, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

/** The parsed settings. */
export function configuration(change: Change = {}, secretKeys: readonly string[] = []) {
  return parseConfiguration({
    project: PROJECT,
    values: configValues(change),
    isSecret: (key) => secretKeys.includes(key),
  });
}
