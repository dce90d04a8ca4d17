/**
 * What policies say about a request, where parts of both may not be known.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
import { allOf, anyOf, negate, type Truth } from "../../model/truth";
import { conditionHolds, type Context } from "./conditions";
import type { Principal, Principals, Selection, Statement } from "./documents";
import { matches, matchesInAnyCase } from "./patterns";

export interface Request {
  /** `ecr:GetAuthorizationToken` */
  readonly action: string;
  /** An ARN, with wildcards where a part isn't known; absent if nothing of it is. */
  readonly resource?: string;
  /** Who asks, for policies of resources, endpoints and roles; absent: not known. */
  readonly principal?: Principal;
  /** @default nothing is known */
  readonly context?: Context;
}

/** `denied` in so many words, or `not allowed` by anything. */
export type Decision = "allowed" | "denied" | "not allowed" | "unknown";

/** What all policies of one kind say together: a denial decides, whatever else is allowed. */
export function decide(statements: readonly Statement[], request: Request): Decision {
  const applying = (effect: Statement["effect"]): Truth =>
    anyOf(statements.filter((statement) => statement.effect === effect).map((each) => applies(each, request)));
  const [denied, allowed] = [applying("Deny"), applying("Allow")];
  if (denied === true) return "denied";
  if (allowed === false) return "not allowed";
  return denied === false && allowed === true ? "allowed" : "unknown";
}

/** What policies of different kinds say, all of which have to allow the request: a role's own, and its boundary. */
export function decideAll(decisions: readonly Decision[]): Decision {
  return (["denied", "not allowed", "unknown"] as const).find((each) => decisions.includes(each)) ?? "allowed";
}

/** Whether a statement is about the request. */
export function applies(statement: Statement, request: Request): Truth {
  if (statement.isUnclear) return "unknown";
  const { actions, resources, principals, conditions } = statement;
  const action = selects(actions, (pattern) => matchesInAnyCase(pattern, request.action));
  // Most statements are about other actions; to compare resources takes longer.
  if (action === false) return false;
  return allOf([
    action,
    selects(resources, (pattern) => matchesResource(pattern, request.resource)),
    principals === undefined ? true : names(principals, request.principal),
    ...conditions.map((condition) => conditionHolds(condition, request.context ?? {})),
  ]);
}

function selects({ isInverted, patterns }: Selection, match: (pattern: string) => Truth): Truth {
  const matched = anyOf(patterns.map(match));
  return isInverted ? negate(matched) : matched;
}

function matchesResource(pattern: string, resource: string | undefined): Truth {
  if (resource !== undefined) return matches(pattern, resource);
  return pattern === "*" ? true : "unknown";
}

function names({ isInverted, entries }: Principals, asking: Principal | undefined): Truth {
  const named = anyOf(entries.map((entry) => isNamed(entry, asking)));
  return isInverted ? negate(named) : named;
}

/** An account stands for everyone in it. */
function isNamed({ kind, name }: Principal, asking: Principal | undefined): Truth {
  if (name === "*") return true;
  if (asking === undefined) return "unknown";
  if (kind !== asking.kind) return false;
  if (name === asking.name) return true;
  const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
  return account !== undefined && asking.name.split(":")[4] === account;
}
