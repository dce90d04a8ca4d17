import { readDocument } from "../documents";
import type { Reader } from "../reader";
import type { Truth } from "../verdict";
import { readTexts, type Texts } from "./texts";

/** The accounts that a provider may work in, as far as it says. It keeps lists as JSON text. */
export function ownAccounts(provider: Reader): Texts {
  const allowed = provider.get("allowedAccountIds");
  const document = readDocument(allowed);
  return readTexts(document.state === "known" ? document.value : allowed);
}

/** The account of a principal: of an ARN, or its id alone. */
function accountOf(principal: string): string | undefined {
  const [, id] = /^(?:arn:[\w-]+:(?:iam|sts)::)?(\d{12})(?::.+)?$/.exec(principal) ?? [];
  return id;
}

/**
 * Whether a principal belongs to an account that is neither one's own nor trusted. Unknown, if nothing says which
 * account is one's own, or the principal is named by an id of AWS's.
 */
export function isForeignAccount(principal: string, own: Texts, trusted: readonly string[]): Truth {
  if (principal === "*") return false;
  const account = accountOf(principal);
  if (account === undefined) return "unknown";
  if (trusted.includes(account)) return false;
  if (own.complete && own.known.length === 0) return "unknown";
  const isOwn = own.any((id) => id === account);
  return isOwn === "unknown" ? isOwn : !isOwn;
}
