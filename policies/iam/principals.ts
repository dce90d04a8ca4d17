import type { Reader } from "../reader";
import { equalsAny } from "../requirements";
import type { Finding } from "../verdict";
import { readTexts, Texts } from "./texts";

const KINDS = ["AWS", "Service", "Federated", "CanonicalUser"] as const;
type KnownKind = (typeof KINDS)[number];

/** Principals of one kind; `unknown` may be anybody. Everyone is `*` of the kind `AWS`. */
export interface Principal {
  readonly kind: KnownKind | "unknown";
  readonly texts: Texts;
}

/** Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export function readPrincipals(principal: Reader): readonly Principal[] {
  if (principal.isAbsent()) return [];
  if (equalsAny(principal, ["*"]) === true) return [{ kind: "AWS", texts: readTexts(principal) }];
  if (principal.keys().state !== "known") return [{ kind: "unknown", texts: new Texts(principal.path, [], false) }];
  return KINDS.map((kind) => ({ kind, texts: readTexts(principal.get(kind)) }));
}

/** Those of one kind, and those that may be of it. */
export function ofKind(principals: readonly Principal[], wanted: KnownKind): readonly Principal[] {
  return principals.filter(({ kind }) => kind === wanted || kind === "unknown");
}

/**
 * What is found about each principal of one kind, and about those that may be of it.
 * @param judge gets the principal, or undefined if it is not known yet
 */
export function judgePrincipals(
  principals: readonly Principal[],
  wanted: KnownKind,
  judge: (principal: string | undefined, path: string) => readonly Finding[],
): readonly Finding[] {
  return ofKind(principals, wanted).flatMap(({ texts }) => [
    ...texts.known.flatMap(({ text, path }) => judge(text, path)),
    ...(texts.complete ? [] : judge(undefined, texts.path)),
  ]);
}
