/**
 * Names and values that look like credentials. Such a value belongs into Secrets Manager or Parameter Store, never into
 * an environment variable, where everyone who may read a task definition can read it.
 * Source: https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-8 (three names; widened here)
 */

/** Words of a name that promise a credential; compared with whole words, so that `TOKENIZER_URL` is none. */
const CREDENTIAL_WORDS = new Set([
  "PASSWORD",
  "PASSWD",
  "PWD",
  "PASSPHRASE",
  "SECRET",
  "TOKEN",
  "CREDENTIAL",
  "CREDENTIALS",
  "APIKEY",
]);

/** Pairs of words that promise a credential. */
const CREDENTIAL_PAIRS = [
  "API KEY",
  "ACCESS KEY",
  "PRIVATE KEY",
  "SECRET KEY",
  "ENCRYPTION KEY",
  "SIGNING KEY",
  "AUTH KEY",
];

/** Last words that make a credential's name harmless: they name where it is, not what it is. */
const HARMLESS_ENDINGS = new Set([
  "ARN",
  "NAME",
  "ID",
  "URL",
  "URI",
  "ENDPOINT",
  "PATH",
  "FILE",
  "TTL",
  "LENGTH",
  "ENABLED",
  "HEADER",
]);

/**
 * Credentials whose names don't say so. Ids of keys are half a credential: with them the other half is never far. The
 * second one holds the passwords of registries: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth-container-instances.html
 */
const CREDENTIAL_NAMES = new Set(["AWS_ACCESS_KEY_ID", "ECS_ENGINE_AUTH_DATA"]);

/** True if an environment variable of this name should be a secret. */
export function looksLikeCredentialName(name: string): boolean {
  if (CREDENTIAL_NAMES.has(name.toUpperCase())) return true;
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== "");
  if (HARMLESS_ENDINGS.has(words.at(-1) ?? "")) return false;
  const text = ` ${words.join(" ")} `;
  return (
    words.some((word) => CREDENTIAL_WORDS.has(word)) || CREDENTIAL_PAIRS.some((pair) => text.includes(` ${pair} `))
  );
}

/** Values that are credentials whatever they are called, each with the document that describes its form. */
const CREDENTIAL_VALUES: readonly { readonly kind: string; readonly pattern: RegExp; readonly source: string }[] = [
  {
    kind: "an AWS access key id",
    pattern: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/,
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids",
  },
  {
    kind: "a private key",
    pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
    source: "https://www.rfc-editor.org/rfc/rfc7468",
  },
  {
    kind: "a GitHub token",
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})\b/,
    source:
      "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github",
  },
  {
    kind: "an address with a password",
    pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i,
    source: "https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1",
  },
];

/** What kind of credential the value is, in words; undefined if it looks like none. */
export function credentialKind(value: string): string | undefined {
  return CREDENTIAL_VALUES.find(({ pattern }) => pattern.test(value))?.kind;
}

/** `NAME=value`, `name: value`, `"name":"value"`: what programs write when they show their settings. */
const NAMED_VALUE = /([A-Za-z_][\w.-]*)(["']?(?:=|:(?=["' ]))[ ]?["']?)([^\s"',;]+)/g;
const AUTHORIZATION = /\b(Bearer|Basic) [\w.~+/=-]{8,}/g;
/** Also the rest of the key, which is on the lines that follow. */
const PRIVATE_KEY = /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----[\s\S]*?(?:-----END (?:[A-Z]+ )?PRIVATE KEY-----|$)/g;

/** The text with everything in it that looks like a credential replaced by what kind it is. Others may still be in it. */
export function redactCredentials(text: string): string {
  const withoutKeys = text.replace(PRIVATE_KEY, "[a private key]");
  const withoutValues = CREDENTIAL_VALUES.reduce(
    (rest, { kind, pattern }) => rest.replace(new RegExp(pattern, `${pattern.flags}g`), `[${kind}]`),
    withoutKeys,
  );
  return withoutValues
    .replace(AUTHORIZATION, "$1 [a credential]")
    .replace(NAMED_VALUE, (all, name: string, between: string, value: string) =>
      looksLikeCredentialName(name) && !value.startsWith("[") ? `${name}${between}[a credential]` : all,
    );
}
