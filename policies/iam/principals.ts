import type { Reader } from "../reader";
import type { Finding } from "../verdict";
import { readTexts, Texts } from "./texts";

/** Principals of one kind. `*` is everyone; `unknown` may be anybody. */
export interface Principal {
  readonly kind: "*" | "AWS" | "Service" | "Federated" | "CanonicalUser" | "unknown";
  readonly texts: Texts;
}

const KINDS = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function readPrincipals(principal: Reader): readonly Principal[] {
  if (principal.isAbsent()) return [];
  const text = principal.string();
  if (text.state === "known" && text.value === "*") return [{ kind: "*", texts: new Texts(principal.path, [], true) }];
  const keys = principal.keys();
  if (keys.state !== "known") return [{ kind: "unknown", texts: new Texts(principal.path, [], false) }];
  return KINDS.filter((kind) => keys.value.includes(kind)).map((kind) => ({
    kind,
    texts: readTexts(principal.get(kind)),
  }));
}

/**
 * What is found about each principal of one kind, and about those that may be of it.
 * @param judge gets the principal, or undefined if it is not known yet
 */
export function judgePrincipals(
  principals: readonly Principal[],
  wanted: Exclude<Principal["kind"], "*" | "unknown">,
  judge: (principal: string | undefined, path: string) => readonly Finding[],
): readonly Finding[] {
  const meant = principals.filter(({ kind }) => kind === wanted || kind === "unknown");
  return meant.flatMap(({ texts }) => [
    ...texts.known.flatMap(({ text, path }) => judge(text, path)),
    ...(texts.complete ? [] : judge(undefined, texts.path)),
  ]);
}
