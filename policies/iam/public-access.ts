import type { Reader } from "../reader";
import { allOf, failIf, type Judged, negate } from "../verdict";
import { limitsTo } from "./conditions";
import { judgePolicy } from "./documents";
import { includesEveryone } from "./statement";

/**
 * Keys of conditions that leave some of everyone: an account, an organisation, a network, a resource that asks.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
const LIMITS: readonly string[] = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
];

/**
 * Judges whether a resource's policy allows anything to everyone.
 * @param ownLimits keys in small letters that limit everyone too, for this kind of resource
 */
export function judgePublicAccess(policy: Reader, predicate: string, ownLimits: readonly string[] = []): Judged {
  const limits = [...LIMITS, ...ownLimits];
  return judgePolicy(policy, (statement) => {
    const limited = limitsTo(statement.conditions, (key) => limits.includes(key));
    const toEveryone = allOf([statement.allows, includesEveryone(statement), negate(limited)]);
    return failIf(toEveryone, statement.path, predicate, "everyone");
  });
}
